"""What became of a meeting's pack between two of its states."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Kind = Literal[
    # the meeting
    "title",
    "date",
    "time",
    "place",
    # the agenda
    "case_added",
    "case_removed",
    "case_withdrawn",
    "case_postponed",
    "case_restored",
    "case_moved",
    "case_renumbered",
    "case_title",
    "case_type",
    "case_time",
    "case_people",
    "case_exempt",
    "break",
    # what belongs to a case
    "file_added",
    "file_removed",
    "file_replaced",
    "file_renamed",
    "file_relabelled",
    "part_added",
    "part_removed",
    "text",
    "decision",
    "slides_added",
    "slides_removed",
    "slides",
]


class Piece(Struct, frozen=True):
    """A run of words: unchanged, taken away, put in, or unchanged words left out («…»)."""

    kind: Literal["same", "removed", "added", "gap"]
    text: str


class Change(Struct, frozen=True):
    """One change. ``case`` is the case's key ('' for the meeting), ``number`` and ``title`` the case's as printed now.

    ``part`` names the section, file, role or slide; ``old`` and ``new`` are values as printed,
    ``pieces`` the words where words changed.
    ``exempt``: words in it are exempt from public access.
    """

    kind: Kind
    case: str = ""
    number: str = ""
    title: str = ""
    part: str = ""
    old: str = ""
    new: str = ""
    pieces: tuple[Piece, ...] = ()
    exempt: bool = False


class Changes(Struct, frozen=True):
    """All changes since a state: ``since`` is its date (ISO 8601), ``version`` the sent version or 0 for a draft."""

    since: str
    items: tuple[Change, ...]
    version: int = 0
