"""OpenDocument presentations: hidden slides named, dates fixed."""

from __future__ import annotations

import datetime as dt

from mottepakke.convert import codes
from mottepakke.convert.copies.xml import attribute, named
from mottepakke.convert.files import Refused
from mottepakke.convert.notes import Notes
from mottepakke.safe_xml import Element

DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
PRESENTATION = "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"


def note_hidden_slides(content: Element, notes: Notes) -> None:
    """Take note of the numbers of hidden slides (part 3, 20.263).

    Raises:
        Refused: no slide is shown.
    """
    hidden = {
        style.get(f"{{{STYLE}}}name")
        for style in named(content, "style")
        if any(attribute(one, "visibility") == "hidden" for one in named(style, "drawing-page-properties"))
    }
    pages = list(content.iter(f"{{{DRAW}}}page"))
    for number, page in enumerate(pages, 1):
        if page.get(f"{{{DRAW}}}style-name") in hidden:
            notes.hidden_slides.append(number)
    if len(notes.hidden_slides) == len(pages):
        raise Refused(codes.NOTHING_SHOWN)


def fix_dates(content: Element, notes: Notes) -> None:
    """Slides that show today's date show the day the file was saved (part 3, 10.9.3.6)."""
    for declared in named(content, "date-time-decl"):
        if attribute(declared, "source") == "current-date":
            declared.set(f"{{{PRESENTATION}}}source", "fixed")
            declared.text = _day(notes.modified)
            notes.frozen.add("DATE")


def _day(modified: str) -> str:
    try:
        day = dt.date.fromisoformat(modified[:10])
    except ValueError:
        return ""
    return f"{day.day}.{day.month}.{day.year}"
