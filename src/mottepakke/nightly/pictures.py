"""First pages as pictures for the meeting's page: small PNG files, the same for the same PDF."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image

from mottepakke.nightly.job import PICTURES
from mottepakke.nightly.night import Document

KINDS = ("innkalling", "toppnotat", "presentasjon")
"""What is worth a picture, the last only as the meeting's own deck."""
MEETINGS_DECK = "samlet.pdf"
WIDTH = 300
HEIGHT = 600
"""Pixels at most."""
COLOURS = 64


def first_pages(folder: Path, meeting: str, documents: Iterable[Document]) -> tuple[tuple[str, str], ...]:
    """Draw first pages of a meeting's documents into ``bilder/<meeting>/`` of the run's ``folder``.

    The result is as in `Drafted.pictures`: path relative to ``folder``, and the document's title. A PDF that cannot be
    drawn has no picture.
    """
    target = folder / PICTURES / meeting
    pictures: list[tuple[str, str]] = []
    for document in documents:
        if not _is_pictured(document):
            continue
        drawn = first_page(folder / document.href)
        if drawn is None:
            continue
        target.mkdir(parents=True, exist_ok=True)
        path = target / f"{len(pictures) + 1:02d}-{Path(document.href).stem}.png"
        path.write_bytes(drawn)
        pictures.append((path.relative_to(folder).as_posix(), document.title))
    return tuple(pictures)


def first_page(pdf: Path) -> bytes | None:
    """The PNG of the first page of ``pdf``, at most 300 pixels wide, or None where it cannot be drawn."""
    try:
        with pypdfium2.PdfDocument(pdf) as opened:
            page = opened[0]
            scale = min(WIDTH / max(page.get_width(), 1), HEIGHT / max(page.get_height(), 1))
            image = page.render(scale=scale).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, OSError, IndexError):
        return None
    written = BytesIO()
    image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


def _is_pictured(document: Document) -> bool:
    if document.format.lower() != "pdf" or document.kind not in KINDS:
        return False
    return document.kind != "presentasjon" or document.href.endswith(f"/{MEETINGS_DECK}")
