"use strict";
(() => {
  const frame = document.getElementById("visning");
  const state = document.getElementById("tilstand");
  let chosen = false;
  let number = null;

  const mark = () => {
    for (const link of document.querySelectorAll("a[data-sti]")) {
      link.toggleAttribute("data-vist", link.dataset.sti === frame.dataset.sti);
    }
  };

  const show = (link) => {
    if (frame.getAttribute("src") !== link.getAttribute("href")) {
      frame.setAttribute("src", link.getAttribute("href"));
    }
    frame.dataset.sti = link.dataset.sti;
  };

  const replace = (fresh, id) => {
    const old = document.getElementById(id);
    const other = fresh.getElementById(id);
    if (old && other && old.innerHTML !== other.innerHTML) {
      const focused = old.contains(document.activeElement) ? document.activeElement.dataset.sti : null;
      old.replaceWith(document.adoptNode(other));
      const again = focused && document.querySelector(`a[data-sti="${CSS.escape(focused)}"]`);
      if (again) again.focus();
    }
  };

  const refresh = async () => {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok) {
      state.textContent = document.body.dataset.borte;
      return;
    }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of ["funn-liste", "dokument-liste", "moter"]) replace(fresh, id);
    const said = fresh.getElementById("tilstand").textContent;
    if (state.textContent !== said) state.textContent = said;
    document.title = fresh.title;
    const newest = document.getElementById("dokument-liste").dataset.nyest;
    const links = [...document.querySelectorAll("a[data-sti][target]")];
    const wanted = (!chosen && newest) || frame.dataset.sti;
    const link = links.find((item) => item.dataset.sti === wanted) || links[0];
    if (link) show(link);
    mark();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-sti][target]");
    if (link) {
      chosen = true;
      frame.dataset.sti = link.dataset.sti;
      mark();
    }
  });

  const news = new EventSource(document.body.dataset.nytt);
  news.onmessage = (event) => {
    if (number !== event.data) refresh().catch(() => {});
    number = event.data;
  };
  news.onerror = () => { state.textContent = document.body.dataset.borte; number = null; };
  mark();
})();
