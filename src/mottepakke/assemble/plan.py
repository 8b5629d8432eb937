"""What goes into a pack: the parts in order, and what is said about the whole."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

from msgspec import Struct, field

from mottepakke.model.look import Look
from mottepakke.model.sent import KeptPages
from mottepakke.model.source import Span

Level = Literal["", "2b", "2u", "2a"]
"""Conformance levels of PDF/A-2 (ISO 19005-2, 5), lowest first; the empty one means no PDF/A."""

LEVELS: tuple[Level, ...] = ("", "2b", "2u", "2a")


class Claim(Struct, frozen=True):
    """What a file says it conforms to: a level of PDF/A-2, and PDF/UA-1 (ISO 14289-1)."""

    pdfa: Level = ""
    pdfua: bool = False

    def __str__(self) -> str:
        level = [f"PDF/A-{self.pdfa}"] if self.pdfa else []
        return ", ".join([*level, *(["PDF/UA-1"] if self.pdfua else [])]) or "–"

    def lowest(self, other: Claim) -> Claim:
        """What both hold."""
        level = min(self.pdfa, other.pdfa, key=LEVELS.index)
        return Claim(level, self.pdfua and other.pdfua)


ARCHIVE_AND_ACCESS = Claim("2a", pdfua=True)
"""The format that serves the archive and the screen reader in one file."""


class PackPart(Struct, frozen=True):
    """One PDF of the pack.

    ``id`` is its path in the output folder without ending (``toppnotat/17-25-x``): what links of other parts name.
    ``label`` is printed before the title («Vedlegg 5»), ``listed`` in its place where the case stands above it. Parts in a
    row with the same ``case`` hang under that heading in outline and contents. ``level`` 1 is a document of the meeting or
    case, 2 one that belongs to the document before
    it. ``language`` is used where the file names none. ``conformance`` is what was proven about the file; where it is
    None the file's own word is taken. ``span`` is where the workspace names the file. ``key`` names the document in every
    version of the pack, where ids change with titles. ``converted``: made of another file, so that nobody can mend the PDF.
    """

    id: str
    title: str
    data: bytes | Path
    label: str = ""
    case: str | None = None
    level: int = 1
    language: str = ""
    conformance: Claim | None = None
    span: Span | None = None
    key: str = ""
    listed: str = ""
    converted: bool = False

    @property
    def name(self) -> str:
        """Label and title as printed on pages, in the contents and in the outline."""
        return f"{self.label}: {self.title}" if self.label else self.title

    @property
    def place(self) -> Span:
        """Where findings about the part point."""
        return self.span or Span(f"{self.id}.pdf")


class PackWords(Struct, frozen=True):
    """The words of the pack's own pages: «Innhold», and «Side {page} av {pages}»."""

    contents: str
    page_of_pages: str


class PackPlan(Struct, frozen=True):
    """A whole pack. ``date`` is the meeting's. ``claim`` is the most the merged file may say it conforms to.

    ``kept`` are the page numbers of an earlier version that stay.
    """

    title: str
    language: str
    date: dt.date
    words: PackWords
    look: Look
    parts: tuple[PackPart, ...] = ()
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    draft: bool = False
    claim: Claim = field(default=ARCHIVE_AND_ACCESS)
    kept: KeptPages | None = None
