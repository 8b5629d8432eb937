"""A meeting's pack in words, small enough to keep: what two states of it are compared by.

Strings are as printed (numbers, labels) or plain text without markup (paragraphs); times are ``HH:MM``, dates ISO 8601.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

CaseState = Literal["", "trukket", "utsatt"]
PartRole = Literal["proposal", "summary", "section", "points", "attachment", "earlier", "actions"]
SCHEMA = 1
"""Raised when an older snapshot can no longer be compared."""


class PictureState(Struct, frozen=True):
    """A picture in a text. ``sha256`` is of its bytes, ``alt`` its alternative text, ``caption`` as printed or ''."""

    file: str
    sha256: str
    alt: str = ""
    caption: str = ""

    @property
    def title(self) -> str:
        """What people call it: its caption, else its alternative text."""
        return self.caption or self.alt or self.file


class TextPart(Struct, frozen=True):
    """A titled part of a case, paragraph by paragraph: a section, the decision proposal, the text of the case list.

    ``role`` is ``proposal``, ``summary``, ``section``, ``points``, ``attachment`` (one written in Markdown), ``earlier``
    (decisions quoted from earlier treatments) or ``actions`` (the status of action points). ``name`` is the heading or the
    attachment's title; '' where the role says it all. ``exempt``: from public access, so that its words may not leave the
    house. ``pictures`` in reading order, also those in lists, tables and footnotes; captions are paragraphs too.
    """

    name: str
    role: PartRole
    paragraphs: tuple[str, ...]
    exempt: bool = False
    pictures: tuple[PictureState, ...] = ()


class FileState(Struct, frozen=True):
    """An attachment: ``key`` is the same in every version, ``label`` as printed («Vedlegg 9A»).

    ``sha256`` is of the source's bytes, '' where there is none.
    """

    key: str
    label: str
    title: str
    file: str
    sha256: str
    exempt: bool = False


class SlideState(Struct, frozen=True):
    """The words of one slide of a presenter's returned deck, in reading order.

    ``pictures`` are the checksums of its pictures and charts, sorted.
    """

    title: str
    paragraphs: tuple[str, ...]
    pictures: tuple[str, ...] = ()


class CaseSnapshot(Struct, frozen=True):
    """One case. ``key`` is ``committee/year/slug``; ``minutes`` its duration.

    ``public_title`` is what anybody may read of an exempt case's title, '' where nothing is. Of a case that is
    ``unreadable`` nothing is known but what the agenda says.
    """

    key: str
    number: str
    title: str
    type: str = ""
    start: str = ""
    end: str = ""
    minutes: int | None = None
    state: CaseState = ""
    owners: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    presenters: tuple[str, ...] = ()
    exempt: bool = False
    public_title: str = ""
    parts: tuple[TextPart, ...] = ()
    files: tuple[FileState, ...] = ()
    slides: tuple[SlideState, ...] = ()
    slides_sha256: str = ""
    unreadable: bool = False


class BreakSnapshot(Struct, frozen=True):
    """A break; ``after`` is the key of the case before it, '' where it comes first."""

    title: str
    start: str
    minutes: int
    after: str = ""


class Snapshot(Struct, frozen=True):
    """A whole meeting, cases and breaks in agenda order. ``version`` is the draft's as printed.

    ``language`` is ``nb`` or ``nn``. Snapshots of earlier versions of the program do not know it (''), and hold no
    pictures, which is no change of them (``with_pictures``).
    """

    meeting: str
    title: str
    date: str
    start: str
    end: str
    place: str
    cases: tuple[CaseSnapshot, ...]
    breaks: tuple[BreakSnapshot, ...] = ()
    version: str = ""
    members: tuple[str, ...] = ()
    next_meeting: str = ""
    schema: int = SCHEMA
    language: str = ""
    with_pictures: bool = False
