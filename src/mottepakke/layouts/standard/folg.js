"use strict";
(() => {
  const frame = document.getElementById("visning");
  const state = document.getElementById("tilstand");
  const parts = ["moter", "antall", "funn-liste", "dokument-liste"].filter((id) => document.getElementById(id));
  const served = new Map(parts.map((id) => [id, document.getElementById(id).innerHTML]));
  let chosen = false;
  let number = null;
  let asking = false;
  let again = false;

  const mark = () => {
    for (const link of document.querySelectorAll("a[target=visning]")) {
      if (link.dataset.sti === frame.dataset.sti) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };

  const show = (link) => {
    if (frame.getAttribute("src") !== link.getAttribute("href")) {
      frame.setAttribute("src", link.getAttribute("href"));
    }
    frame.dataset.sti = link.dataset.sti;
  };

  // Browsers' viewers of PDF take the focus when they have loaded, which nobody has asked for.
  let own = document.body;
  let byKey = true;
  let tabs = false; // a Tab is under way; one that leads into the frame tells nobody here where it went
  const giveBack = () => {
    if (document.activeElement !== frame) return;
    const target = own.isConnected ? own : document.body;
    if (target === document.body) target.tabIndex = -1; // the next Tab begins at the top
    target.focus({ preventScroll: true });
    document.body.removeAttribute("tabindex");
  };
  document.addEventListener("focusin", (event) => {
    if (event.target === frame) return;
    own = event.target;
    tabs = false;
  });
  document.addEventListener("keydown", (event) => { byKey = true; tabs = event.key === "Tab"; }, true);
  for (const moved of ["pointermove", "pointerover", "pointerdown"]) {
    document.addEventListener(moved, () => { byKey = false; tabs = false; }, true);
  }
  window.addEventListener("blur", () => {
    const isMeant = tabs || (!byKey && frame.matches(":hover"));
    tabs = false;
    if (document.activeElement === frame && !isMeant) setTimeout(giveBack);
  });

  const say = (words) => {
    if (state.textContent !== words) state.textContent = words;
  };

  const replace = (fresh, id) => {
    const old = document.getElementById(id);
    const other = fresh.getElementById(id);
    if (!other || served.get(id) === other.innerHTML) return;
    served.set(id, other.innerHTML);
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const open = [...old.querySelectorAll("details[open]")].map((one) => one.id);
    old.replaceChildren(...other.childNodes);
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    if (!focused) return;
    const same = [...old.querySelectorAll("a, summary")].find((one) =>
      focused.dataset.sti ? one.dataset.sti === focused.dataset.sti : one.textContent === focused.textContent);
    (same || document.getElementById("innhold")).focus();
  };

  const take = (fresh) => {
    for (const id of parts) replace(fresh, id);
    say(fresh.getElementById("tilstand").textContent);
    document.title = fresh.title;
    document.querySelector("h1")?.replaceChildren(...fresh.querySelector("h1").childNodes);
    document.body.dataset.side = fresh.body.dataset.side;
    const newest = fresh.getElementById("dokument-liste")?.dataset.nyest;
    const links = [...document.querySelectorAll("a[target=visning]")];
    const wanted = (!chosen && newest) || frame.dataset.sti;
    const link = links.find((item) => item.dataset.sti === wanted) || links[0];
    if (link) show(link);
    mark();
  };

  const refresh = async () => {
    again = true;
    if (asking) return; // an answer that comes late must not undo a later one
    asking = true;
    try {
      while (again) {
        again = false;
        const answer = await fetch(document.body.dataset.side, { cache: "no-store" });
        if (answer.ok) take(new DOMParser().parseFromString(await answer.text(), "text/html"));
        else say(document.body.dataset.borte);
      }
    } finally {
      asking = false;
    }
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[target=visning]");
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
  news.onerror = () => { say(document.body.dataset.stoppet); number = null; };
  mark();
})();
