"""The nightly pages in a real browser: WCAG 2.1 A and AA by axe-core, keyboard, narrow screens, print, no network."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from msgspec.structs import replace
from playwright.sync_api import Page

from mottepakke.build.outcome import Outcome
from mottepakke.nightly.night import Night
from mottepakke.nightly.pictures import first_pages
from tests.support.browsers import WIDTHS, skip_to_content, violations
from tests.support.nights import FJORDVIK, NUIT, documents, hostile, night, prepared_samples, write_pages

PAGES = (
    "index.html",
    f"{NUIT}.html",
    f"{FJORDVIK}.html",
    "e-helserad/2025-2.html",
    "arena/2025-1.html",
    "tom/index.html",
    "nynorsk/index.html",
)


@pytest.fixture(scope="module")
def run(samples: dict[str, Outcome], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run's folder: pages of the demonstration, with two built packs and pictures of their first pages."""
    output = samples[NUIT].folder
    assert output is not None
    folder = tmp_path_factory.mktemp("nightly") / "2025-05-02"
    whole = night(prepared_samples((NUIT, FJORDVIK)))
    meetings = []
    for one in whole.meetings:
        if one.meeting in (NUIT, FJORDVIK):
            shutil.copytree(output.parents[1] / one.meeting, folder / one.meeting)
            files = documents(folder, one.meeting)
            pictures = first_pages(folder, one.meeting, files)
            one = replace(one, documents=files, pictures=pictures)
        meetings.append(one)
    write_pages(replace(whole, meetings=tuple(meetings)), folder)
    write_pages(Night(whole.date, None, ()), folder / "tom")
    write_pages(replace(whole, meetings=tuple(one for one in meetings if one.language == "nn")), folder / "nynorsk")
    write_pages(Night(whole.date, None, (hostile(),)), folder / "fiendtlig")
    return folder


def show(page: Page, run: Path, name: str, width: int = 1280) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto((run / name).as_uri())


def open_all(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


@pytest.mark.parametrize("name", PAGES)
def test_the_checker_finds_nothing_at_any_width(page: Page, run: Path, name: str) -> None:
    for width in WIDTHS[:2]:
        show(page, run, name, width)
        open_all(page)
        assert violations(page) == []


@pytest.mark.parametrize("name", ["index.html", "rad/2025-2.html"])
def test_words_without_end_and_hundreds_of_findings_fit_a_narrow_screen(page: Page, run: Path, name: str) -> None:
    said: list[str] = []
    page.on("dialog", lambda dialog: said.append(dialog.message))
    show(page, run, f"fiendtlig/{name}", WIDTHS[-1])
    open_all(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[-1]
    assert page.evaluate("document.scripts.length") == 0
    assert said == []


def test_the_checker_would_find_a_mistake(page: Page, run: Path) -> None:
    show(page, run, "index.html")
    page.evaluate("document.querySelector('h1').style.color = '#bbb'")
    assert [rule for rule, _ in violations(page)] == ["color-contrast"]


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_narrow_screen(page: Page, run: Path, name: str) -> None:
    for width in WIDTHS:
        show(page, run, name, width)
        open_all(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES[:3])
def test_the_tab_key_comes_to_every_link_in_order_and_shows_where_it_is(page: Page, run: Path, name: str) -> None:
    show(page, run, name)
    open_all(page)
    wanted = page.evaluate("[...document.querySelectorAll('a, summary')].map(one => one.textContent)")
    visited = []
    for _ in wanted:
        page.keyboard.press("Tab")
        text, outline = page.evaluate(
            "[document.activeElement.textContent, getComputedStyle(document.activeElement).outlineStyle]"
        )
        assert outline != "none"
        visited.append(text)
    assert visited == wanted


def test_the_first_link_skips_to_the_content(page: Page, run: Path) -> None:
    show(page, run, f"{NUIT}.html")
    skip_to_content(page)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_but_its_own_pictures_and_says_no_error(page: Page, run: Path, name: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("requestfailed", lambda request: said.append(request.url))
    show(page, run, name)
    page.wait_for_load_state("networkidle")
    assert said == []
    assert {urlsplit(url).scheme for url in asked} <= {"file", "data"}
    shown = page.evaluate("[...document.images].every(one => one.complete && one.naturalWidth > 100)")
    assert shown
    alts = page.evaluate("[...document.images].map(one => one.alt)")
    assert all(alts)
    assert bool(alts) == (name in PAGES[1:3])


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_to_a_file_or_a_place_on_the_page(page: Page, run: Path, name: str) -> None:
    show(page, run, name)
    for href in page.evaluate("[...document.links].map(one => one.getAttribute('href'))"):
        target = urlsplit(urljoin((run / name).as_uri(), href))
        assert Path(unquote(target.path)).is_file(), href
        if target.fragment:
            assert page.evaluate("id => document.getElementById(id) !== null", unquote(target.fragment)), href


def test_paper_has_what_is_folded_and_no_lists_of_files(page: Page, run: Path) -> None:
    show(page, run, f"{NUIT}.html")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.filer')).display") == "none"
    heights = "[...document.querySelectorAll('#funn ~ details > ul')].map(one => one.getBoundingClientRect().height)"
    assert all(height > 10 for height in page.evaluate(heights))
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
