"""Photograph the pages of a nightly run for the README: python tools/make_night_pictures.py FOLDER [MEETING].

FOLDER is a run's folder (``output/nightly/2025-05-02``), MEETING the key whose page is shown, else the first one with
pictures. Needs the dev extra and Chromium.
"""

from __future__ import annotations

import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

REPOSITORY = Path(__file__).resolve().parent.parent
PICTURES = REPOSITORY / "docs/pictures"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
DESK, PHONE = (1040, 1000), (360, 1000)
GAP, GROUND = 24, "#DDE2E6"
COLOURS = 128


def photographed(browser: Browser, path: Path, size: tuple[int, int]) -> Image.Image:
    """What a screen of ``size`` shows of the page first."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.goto(path.resolve().as_uri())
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    page.close()
    return picture


def beside(pictures: list[Image.Image]) -> Image.Image:
    """Pictures of one height side by side."""
    width = sum(picture.width + GAP for picture in pictures) + GAP
    whole = Image.new("RGB", (width, pictures[0].height + 2 * GAP), GROUND)
    left = GAP
    for picture in pictures:
        whole.paste(picture, (left, GAP))
        left += picture.width + GAP
    return whole


def meeting_of(folder: Path) -> str:
    """The first meeting with pictures of its pages."""
    found = sorted(path for path in (folder / "bilder").glob("*/*") if path.is_dir())
    return found[0].relative_to(folder / "bilder").as_posix()


def main() -> None:
    """Write the pictures: the overview, and a meeting's page, each at a desk and on a phone."""
    folder = Path(sys.argv[1])
    meeting = sys.argv[2] if len(sys.argv) > 2 else meeting_of(folder)
    program = next(filter(None, map(shutil.which, CHROMIUM)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name, page in (("night.png", folder / "index.html"), ("night-meeting.png", folder / f"{meeting}.html")):
            whole = beside([photographed(browser, page, size) for size in (DESK, PHONE)])
            whole.quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURES / name, optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
