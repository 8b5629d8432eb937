"""The state of one writing: what has been used up so far, and where the writer stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Any, TypeAlias

from msgspec import Struct, field

from mottepakke.diagnostics import Code, Diagnostic
from mottepakke.model.document import Block, Document, Footnote
from mottepakke.model.look import Look
from mottepakke.model.source import Span
from mottepakke.write.docx.elements import Element
from mottepakke.write.docx.numbering import Number, Numbering
from mottepakke.write.docx.sections import Page, Sections
from mottepakke.write.docx.styles import Box, StyleBook
from mottepakke.write.docx.survey import Survey

TWIPS_PER_POINT = 20
CELL_ROLES = frozenset({"cell", "cell_head", "cell_pause"})


class Story(Struct):
    """A part that holds running text (the body, the footnotes, a header) with its relationships.

    ``links`` and ``pictures`` remember relationship ids by address and by part name.
    """

    part: Any
    links: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)


class Pending(Struct):
    """What the next paragraph must carry."""

    number: Number | None = None
    page_break: bool = False
    gap: bool = False
    """The paragraph follows a table, which has no space of its own after it."""
    anchors: list[str] = field(default_factory=list)


class Place(Struct, frozen=True):
    """Where blocks are written. Lengths in twips.

    ``text`` and ``items`` are the roles of plain paragraphs and of list paragraphs; ``level`` is the level of the next
    list, ``nest`` tells apart lists of one level that are open at the same time (a list in a table in a list),
    ``loose`` gives list paragraphs their space although the style joins neighbours.
    ``top`` says that the place is the body itself, where sections may begin; ``note`` that it is a footnote.
    """

    story: Story
    width: int
    left: int = 0
    text: str = "text"
    items: str = "list"
    level: int = 0
    nest: int = 0
    loose: bool = False
    align: str = "left"
    box: Box | None = None
    top: bool = False
    note: bool = False
    span: Span | None = None


class Session(Struct):
    """One document being written."""

    document: Document
    look: Look
    links: Mapping[str, str]
    pages: Sequence[int]
    package: Any
    styles: StyleBook
    survey: Survey
    numbering: Numbering
    page: Page
    sections: Sections
    cell_margins: int
    pending: Pending = field(default_factory=Pending)
    notes: list[Footnote] = field(default_factory=list)
    media: dict[str, Any] = field(default_factory=dict)
    toc: dict[int, str] = field(default_factory=dict)
    bookmarked: set[str] = field(default_factory=set)
    captions: dict[str, int] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    bookmark_ids: count[int] = field(default_factory=count)
    drawing_ids: count[int] = field(default_factory=lambda: count(1))

    def report(self, code: Code, span: Span | None, **args: object) -> None:
        """Take note of what Word cannot express; without a place of its own it belongs to the document."""
        self.found.append(Diagnostic.at(code, span or Span(self.document.id), **args))

    def role_at(self, place: Place, role: str) -> str:
        """The style role a paragraph of ``role`` has at ``place``: plain text takes that of its surroundings."""
        if role == "label" and place.text in CELL_ROLES and self.styles.id("cell_label"):
            return "cell_label"
        return place.text if role == "text" else role


Flow: TypeAlias = Callable[[Element, Sequence[Block], Session, Place], None]
"""Writes blocks at the end of an element; handed to the modules that hold blocks of their own."""
