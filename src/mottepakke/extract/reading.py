"""A file to its words, by its ending. Readers are loaded for files of their kind alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from mottepakke.extract.found import MOST_BYTES, MOST_CHARACTERS, MOST_PARAGRAPHS, FoundText


def words_of(path: Path) -> tuple[FoundText, ...]:
    """What stands in a file; nothing where it is larger than prose is, or gone.

    Raises:
        Unreadable: broken, encrypted, or packed so that it unpacks to very much.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            return ()
        return tuple(_bounded(_read(path)))
    except OSError:
        return ()


def _read(path: Path) -> Iterable[FoundText]:
    match path.suffix.lower():
        case ".pdf":
            from mottepakke.extract.pdf import pdf_pages

            return pdf_pages(path)
        case ".pptx":
            from mottepakke.extract.decks import deck_lines

            return deck_lines(path)
        case _:
            from mottepakke.extract.packages import package_paragraphs

            return package_paragraphs(path)


def _bounded(found: Iterable[FoundText]) -> Iterator[FoundText]:
    left = MOST_CHARACTERS
    for number, item in enumerate(found):
        left -= len(item.text)
        if left < 0 or number >= MOST_PARAGRAPHS:
            return
        if item.text.strip():
            yield item
