"""The lines of PowerPoint files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from mottepakke.extract.found import FoundText, Unreadable
from mottepakke.model.slides import ReturnedSlide
from mottepakke.slides.reading import read_deck
from mottepakke.slides.refusal import Refused


def deck_lines(path: Path) -> Iterator[FoundText]:
    """The lines of each slide that is shown.

    Raises:
        Unreadable: broken, encrypted, too large.
    """
    try:
        deck = read_deck(path, path.name)
    except Refused as error:
        raise Unreadable from error
    return lines_on(deck.shown)


def lines_on(slides: Iterable[ReturnedSlide]) -> Iterator[FoundText]:
    """The lines of slides, without their numbers."""
    for slide in slides:
        for shape in slide.texts:
            if shape.holder != "sldNum":
                for line in shape.lines:
                    yield FoundText(line.text, "slide", f"@in_slide:{slide.number}")
