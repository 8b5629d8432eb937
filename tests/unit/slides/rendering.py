"""Decks as pictures: LibreOffice makes PDFs of them all in one start, hidden slides too."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter, ImageStat

from mottepakke.slides.merging.placement import Placement

EXPORT = 'pdf:impress_pdf_Export:{"ExportHiddenSlides":{"type":"boolean","value":"true"}}'
WIDTH = 640
"""Pixels of the merged deck's width."""
SECONDS = 120


def rendered(soffice: Path, folder: Path, decks: Mapping[str, bytes]) -> dict[str, pypdfium2.PdfDocument]:
    """A PDF a deck, by name."""
    _convert(soffice, folder, decks, EXPORT)
    return {name: pypdfium2.PdfDocument(folder / f"{name}.pdf") for name in decks}


def saved_again(soffice: Path, folder: Path, deck: bytes) -> bytes:
    """A deck as LibreOffice saves it."""
    _convert(soffice, folder, {"lagret": deck}, "pptx", "nytt")
    return (folder / "nytt" / "lagret.pptx").read_bytes()


def _convert(soffice: Path, folder: Path, decks: Mapping[str, bytes], form: str, place: str = "") -> None:
    for name, data in decks.items():
        (folder / f"{name}.pptx").write_bytes(data)
    files = [str(folder / f"{name}.pptx") for name in decks]
    command = [str(soffice), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", form]
    subprocess.run(
        [*command, "--outdir", str(folder / place), *files],
        check=True,
        capture_output=True,
        timeout=SECONDS,
        env={**os.environ, "HOME": str(folder)},
    )


def before(page: pypdfium2.PdfPage, placement: Placement) -> Image.Image:
    """A slide of a returned deck, as large as it becomes on ours."""
    return _picture(page, WIDTH * placement.old[0] * placement.scale / placement.new[0])


def after(page: pypdfium2.PdfPage, placement: Placement) -> Image.Image:
    """The place of that slide on a slide of the merged deck."""
    whole = _picture(page, WIDTH)
    left, top = (round(side * WIDTH / placement.new[0]) for side in placement.offset)
    return whole.crop((left, top, whole.width - left, whole.height - top))


def _picture(page: pypdfium2.PdfPage, width: float) -> Image.Image:
    image: Image.Image = page.render(scale=width / page.get_width(), draw_annots=False).to_pil().convert("RGB")
    return image


def difference(first: Image.Image, second: Image.Image) -> tuple[float, int]:
    """How far two pictures are apart, of 255: on the whole, and where they are most so, seen from some way off."""
    second = second.resize(first.size)
    apart = ImageChops.difference(*(one.filter(ImageFilter.BoxBlur(4)) for one in (first, second))).convert("L")
    return ImageStat.Stat(apart).mean[0], int(apart.getextrema()[1])  # type: ignore[arg-type]
