"""The page of a watch in a real browser: WCAG 2.1 A and AA by axe-core in every state, live updates, keyboard, phones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.sync_api import Page, Route, expect

from mottepakke import codes
from mottepakke.build.artifacts import Artifact
from mottepakke.build.outcome import Outcome
from mottepakke.build.places import Placed, Places
from mottepakke.diagnostics import Diagnostic, Severity
from mottepakke.messages import text
from mottepakke.model.source import Span
from mottepakke.watch.board import Board
from mottepakke.watch.glimpse import Glimpse
from mottepakke.watch.glimpse import Page as Changed
from mottepakke.watch.page import Pages
from mottepakke.watch.server import Server
from tests.support.browsers import WIDTHS, skip_to_content, violations
from tests.support.workspaces import COMMITTEE, KEY, MEETING, NOTE

OTHER = "rad/2025-3"
CASE = Placed(
    "rad/2025/plan", "14/25", "Erfaringer fra arbeid med digital hjemmeoppfølging i Bergensområdet og Oslo kommune"
)
PLACES = Places("rad", cases=(CASE,))
UNTIL = 30_000
"""Milliseconds that a machine under load may take."""


def finding(path: str, weight: Severity, words: str) -> Diagnostic:
    return replace(Diagnostic.at(codes.USAGE, Span(path, 7), problem=words), weight=weight)


FOUND = (
    finding(MEETING, Severity.ERROR, "Møtet varer i 130 minutter uten pause"),
    finding(NOTE, Severity.ERROR, "Filen tidsplan.xlsx finnes ikke"),
    finding(NOTE, Severity.HINT, f"Ordet «{'av' * 90}» er skrevet to ganger"),
    finding(COMMITTEE, Severity.WARNING, "Utvalget har ingen leder"),
    finding(f"layouts/{'mappe/' * 40}innkalling.html", Severity.WARNING, "Malen bruker noe som ikke finnes"),
)
GLIMPSE = Glimpse(KEY, "Rådet 2/2025", "standard", "d", FOUND, frozenset(), frozenset(), PLACES, "nn")
PDF = b"%PDF-1.7\n1 0 obj<</Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj trailer<</Root 1 0 R>>"
ARTIFACTS = tuple(
    Artifact.of(PDF if path.endswith(".pdf") else b"x", path, kind, KEY, title, case)
    for path, kind, title, case in (
        ("innkalling.pdf", "innkalling", "Innkalling til møte 2/2025", ""),
        ("innkalling.docx", "innkalling", "Innkalling til møte 2/2025", ""),
        ("toppnotat/14.pdf", "toppnotat", f"Toppnotat {CASE.title}", CASE.number),
        ("toppnotat/14.docx", "toppnotat", f"Toppnotat {CASE.title}", CASE.number),
        ("maler/14.pptx", "presentasjonsmal", f"Sak 14/25: {CASE.title}", CASE.number),
        ("kalender/møte.ics", "kalender", "Møte i Rådet", ""),
        ("manifest.json", "manifest", "Innkalling til møte 2/2025", ""),
        ("motepakke-rad-2025-2.pdf", "møtepakke", "Møtepakke til møte 2/2025 i Rådet", ""),
    )
)
NEWER = Changed("toppnotat/14.pdf", f"Toppnotat {CASE.title}", PDF + b"\n")


class Shown:
    """A board, its server, and what can happen to a meeting."""

    def __init__(self, root: Path, language: str) -> None:
        self.folder = root / "output" / KEY
        for item in ARTIFACTS:
            path = self.folder / item.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(PDF if item.format == "pdf" else b"x")
        self.board = Board()
        pages = Pages(root, language)
        self.server = Server(self.board, pages.page, pages.asset)
        self.server.start()

    def follow(self) -> None:
        self.board.follow(KEY)

    def see(self, *found: Diagnostic, glimpse: Glimpse = GLIMPSE) -> None:
        self.board.saw(replace(glimpse, diagnostics=found), found)

    def build(self, *found: Diagnostic) -> None:
        self.board.built(Outcome.of(KEY, found, self.folder, ARTIFACTS), found, is_current=True)

    def refuse(self, *found: Diagnostic) -> None:
        self.board.built(Outcome.of(KEY, found), found, is_current=True)


def nothing(_shown: Shown) -> None:
    pass


def reading(shown: Shown) -> None:
    shown.follow()


def first_build(shown: Shown) -> None:
    shown.see(*FOUND)
    shown.board.building(KEY, is_being=True)


def no_findings(shown: Shown) -> None:
    shown.see()
    shown.build()


def findings(shown: Shown) -> None:
    shown.see(*FOUND)
    shown.build(*FOUND)
    shown.board.saw(replace(GLIMPSE, meeting=OTHER, title="Rådet 3/2025"), ())


def newer_than_the_pack(shown: Shown) -> None:
    findings(shown)
    shown.see(*FOUND, glimpse=replace(GLIMPSE, pages=(NEWER,)))


def unreadable_source(shown: Shown) -> None:
    no_findings(shown)
    broken = Diagnostic.at(codes.INVALID_YAML, Span(NOTE, 4), problem="det mangler et kolon")
    shown.see(broken, glimpse=replace(GLIMPSE, broken=frozenset({NOTE})))


def unreadable_meeting(shown: Shown) -> None:
    broken = Diagnostic.at(codes.INVALID_YAML, Span(MEETING, 4), problem="det mangler et kolon")
    own = frozenset({MEETING})
    shown.see(broken, glimpse=Glimpse(KEY, "", "standard", "d", (), own, own, Places("rad")))
    shown.refuse(broken)


def broken_layout(shown: Shown) -> None:
    """The house style's template for this very page is wrong too."""
    style = shown.folder.parents[2] / "layouts/hus"
    style.mkdir(parents=True)
    (style / "folg.html").write_text("{{ finnes.ikke }}", encoding="utf-8")
    wrong = Diagnostic.at(codes.TEMPLATE_ERROR, Span("layouts/hus/innkalling.html", 3), problem="finnes")
    shown.see(wrong, glimpse=replace(GLIMPSE, layout="hus"))
    shown.refuse(wrong)


def crashed(shown: Shown) -> None:
    no_findings(shown)
    shown.board.crashed(KEY, Diagnostic.at(codes.INTERNAL_ERROR, Span(MEETING), problem="exit code -9"))


STATES: dict[Callable[[Shown], None], str] = {
    nothing: "page_no_meetings",
    reading: "page_reading",
    first_build: "page_building",
    no_findings: "page_ready",
    findings: "page_ready",
    newer_than_the_pack: "page_waiting",
    unreadable_source: "page_unreadable",
    unreadable_meeting: "page_refused",
    broken_layout: "page_refused",
    crashed: "page_waiting",
}


@pytest.fixture
def shown(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Shown]:
    made = Shown(tmp_path, getattr(request, "param", "nb"))
    yield made
    made.server.stop()


def go(page: Page, shown: Shown) -> None:
    page.goto(shown.server.address)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


def state(page: Page, words: str, language: str = "nb") -> None:
    expect(page.locator("#tilstand")).to_have_text(text(words, language), timeout=UNTIL)


@pytest.mark.parametrize("shown", ["nb", "nn"], indirect=True)
@pytest.mark.parametrize("happens", STATES)
def test_the_checker_finds_nothing_in_any_state_at_any_width(
    page: Page, shown: Shown, happens: Callable[[Shown], None]
) -> None:
    happens(shown)
    go(page, shown)
    state(page, STATES[happens], page.evaluate("document.documentElement.lang"))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width in WIDTHS[:2]:
            assert violations(page) == []


def test_the_checker_would_find_a_mistake(page: Page, shown: Shown) -> None:
    findings(shown)
    go(page, shown)
    page.evaluate("document.querySelector('h1').style.color = '#bbb'")
    page.evaluate("document.querySelector('iframe').removeAttribute('title')")
    assert [rule for rule, _ in violations(page)] == ["color-contrast", "frame-title"]


def test_every_state_shows_itself_on_a_page_that_is_open_and_breaks_nothing(page: Page, shown: Shown) -> None:
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    go(page, shown)
    for happens, words in list(STATES.items())[1:]:
        happens(shown)
        if happens is first_build:
            state(page, words)
            shown.board.building(KEY, is_being=False)
        else:
            state(page, words)
    assert violations(page) == []
    assert said == []


LISTEN = """() => {
  window.said = [];
  for (const one of document.querySelectorAll('[role=status], [aria-live]')) {
    const heard = new MutationObserver(() => window.said.push(one.textContent));
    heard.observe(one, { childList: true, characterData: true, subtree: true });
  }
}"""


def test_what_is_new_is_said_once_to_those_who_listen(page: Page, shown: Shown) -> None:
    """Regions that speak stay the same elements, and only their words change."""
    shown.see()
    go(page, shown)
    state(page, "page_waiting")
    page.evaluate(LISTEN)
    shown.board.building(KEY, is_being=True)
    state(page, "page_building")
    for _ in range(2):
        shown.build(*FOUND)
        state(page, "page_ready")
        page.wait_for_timeout(300)
    expect(page.locator("#funn h3")).to_have_count(4, timeout=UNTIL)
    state(page, "page_ready")
    said = [text("page_building", "nb"), text("page_ready", "nb"), "2 feil, 2 advarsler, 1 tips."]
    assert sorted(page.evaluate("window.said")) == sorted(said)


def test_an_answer_that_comes_late_undoes_nothing(page: Page, shown: Shown) -> None:
    no_findings(shown)
    go(page, shown)
    state(page, "page_ready")
    held: list[tuple[Route, str]] = []

    def hold(route: Route) -> None:
        held.append((route, route.fetch().text()))
        if len(held) > 1:
            route.fulfill(body=held[-1][1], content_type="text/html; charset=utf-8")

    page.route(re.compile(f"/{KEY}$"), hold)
    shown.board.building(KEY, is_being=True)
    page.wait_for_function("true")
    while not held:
        page.wait_for_timeout(50)
    shown.build(*FOUND)
    page.wait_for_timeout(500)
    held[0][0].fulfill(body=held[0][1], content_type="text/html; charset=utf-8")
    state(page, "page_ready")
    page.wait_for_timeout(500)
    state(page, "page_ready")
    expect(page.locator("#funn h3")).to_have_count(4, timeout=UNTIL)


def test_the_tab_key_comes_to_every_link_in_order_and_shows_where_it_is(page: Page, shown: Shown) -> None:
    page.route("**/fil/**", lambda route: route.abort())
    newer_than_the_pack(shown)
    go(page, shown)
    wanted = page.evaluate("[...document.querySelectorAll('a, summary')].map(one => one.textContent)")
    assert len(wanted) == 1 + 2 + 3 + 2 + 1 + 2
    for words in wanted:
        page.keyboard.press("Tab")
        reached, outline = page.evaluate(
            "[document.activeElement.textContent, getComputedStyle(document.activeElement).outlineStyle]"
        )
        assert (reached, outline != "none") == (words, True)


def test_the_viewer_of_documents_does_not_take_the_focus_but_can_be_given_it(page: Page, shown: Shown) -> None:
    """Chromium's takes it a second after every document, and would take it at each save."""
    findings(shown)
    go(page, shown)
    page.wait_for_timeout(2500)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "hopp"
    page.locator("summary").focus()
    shown.see(*FOUND, glimpse=replace(GLIMPSE, pages=(NEWER,)))
    expect(page.locator("iframe")).to_have_attribute("data-sti", NEWER.path, timeout=UNTIL)
    page.wait_for_timeout(2500)
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.locator("#filer a").last.focus()
    page.keyboard.press("Tab")
    page.wait_for_timeout(500)
    assert page.evaluate("document.activeElement.id") == "visning"


def test_the_first_link_skips_to_the_content(page: Page, shown: Shown) -> None:
    findings(shown)
    go(page, shown)
    skip_to_content(page)


def test_a_live_update_leaves_the_reader_where_they_were(page: Page, shown: Shown) -> None:
    findings(shown)
    go(page, shown)
    focused = page.locator('a[data-sti="toppnotat/14.docx"]')
    focused.focus()
    before = page.evaluate("document.activeElement.href")
    changed = tuple(replace(item, sha256=item.sha256[::-1]) for item in ARTIFACTS)
    shown.board.built(Outcome.of(KEY, (), shown.folder, changed), (), is_current=True)
    expect(page.locator("#antall")).to_have_text(text("no_findings", "nb"), timeout=UNTIL)
    assert page.evaluate("document.activeElement.href") not in (before, None)
    assert page.evaluate("document.activeElement.dataset.sti") == "toppnotat/14.docx"
    assert page.evaluate("document.querySelector('details').open")


def test_what_was_saved_is_shown_until_something_else_is_chosen(page: Page, shown: Shown) -> None:
    findings(shown)
    go(page, shown)
    current = page.locator("#dokumenter a[aria-current]")
    expect(current).to_have_text("Møtepakke til møte 2/2025 i Rådet")
    shown.see(*FOUND, glimpse=replace(GLIMPSE, pages=(NEWER,)))
    expect(current).to_have_text(NEWER.title, timeout=UNTIL)
    page.get_by_role("link", name="Innkalling til møte 2/2025", exact=True).press("Enter")
    expect(current).to_have_text("Innkalling til møte 2/2025")
    shown.see(glimpse=replace(GLIMPSE, pages=(replace(NEWER, data=PDF),)))
    expect(page.locator("#antall")).to_have_text(text("no_findings", "nb"), timeout=UNTIL)
    expect(current).to_have_text("Innkalling til møte 2/2025")


def test_a_new_meeting_joins_the_list_and_does_not_take_the_page(page: Page, shown: Shown) -> None:
    no_findings(shown)
    go(page, shown)
    assert page.locator("nav").count() == 0
    shown.board.saw(replace(GLIMPSE, meeting="rad/2025-1", title="Rådet 1/2025"), ())
    expect(page.locator("nav a")).to_have_text(["Rådet 1/2025", "Rådet 2/2025"], timeout=UNTIL)
    expect(page.locator("nav a[aria-current]")).to_have_text("Rådet 2/2025")
    expect(page.locator("h1")).to_have_text("Rådet 2/2025")


def test_a_meeting_that_goes_is_told_apart_from_a_watch_that_stops(page: Page, shown: Shown) -> None:
    no_findings(shown)
    go(page, shown)
    shown.board.forget(KEY)
    state(page, "page_left")
    assert violations(page) == []
    no_findings(shown)
    state(page, "page_ready")
    shown.server.stop()
    shown.board.follow(KEY)
    state(page, "page_gone")
    assert violations(page) == []
