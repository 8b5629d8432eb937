"""A real browser for pages, and what axe-core finds in them."""

from __future__ import annotations

import shutil

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}}
WIDTHS = (1280, 360, 320)
"""A desk, a phone, and what a page of 1280 pixels is at 400 % (WCAG 2.1, 1.4.10)."""


def chromium() -> str | None:
    """The browser that is installed here."""
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """The rules that a page breaks, with the elements that break them."""
    found = Axe().run(page, options=WCAG).response
    assert len(found["passes"]) > 10, "the checker has looked"
    return [(item["id"], [node["html"] for node in item["nodes"]]) for item in found["violations"]]


def skip_to_content(page: Page) -> None:
    """The first link of a page shows when it is reached, and leads to the content."""
    page.keyboard.press("Tab")
    box = page.locator(".hopp").bounding_box()
    assert box is not None
    assert box["x"] >= 0, "it shows when it is reached"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innhold"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
