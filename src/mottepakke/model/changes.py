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
    "version",
    "members",
    "next_meeting",
    "language",
    # the agenda
    "case_added",
    "case_removed",
    "case_withdrawn",
    "case_postponed",
    "case_restored",
    "case_moved",
    "case_renumbered",
    "numbers_shifted",
    "case_title",
    "case_type",
    "case_time",
    "times_shifted",
    "case_people",
    "case_exempt",
    "case_unreadable",
    "case_readable",
    "break",
    # what belongs to a case
    "file_added",
    "file_removed",
    "file_replaced",
    "file_renamed",
    "file_relabelled",
    "files_relabelled",
    "part_added",
    "part_removed",
    "part_renamed",
    "part_moved",
    "text",
    "decision",
    "picture_added",
    "picture_removed",
    "picture_replaced",
    "picture_moved",
    "picture_described",
    "slides_added",
    "slides_removed",
    "slides",
]


class Piece(Struct, frozen=True):
    """A run of words: unchanged, taken away, put in, or words left out («…»), which are unchanged unless said otherwise.

    A line break in ``text`` begins a new paragraph; spaces after it mean nothing. That of a gap is '' or a line break.
    """

    kind: Literal["same", "removed", "added", "gap"]
    text: str


class Change(Struct, frozen=True):
    """One change. ``case`` is the case's key ('' for the meeting), ``number`` and ``title`` the case's as printed now.

    ``role`` says what of the case is meant: ``owners``, ``officers``, ``presenters``; a `PartRole`; ``slide``;
    ``slide_pictures``; ``minutes`` (a duration); ``first`` (moved to the top); ``file`` (its name); ``public_title``;
    ``title`` (of a break). ``part`` names it: heading, title of an attachment or a slide, break, number of the case before,
    or where a picture stands; ``label`` is «Vedlegg 9A».
    ``old`` and ``new`` are values as printed, clock times as ``HH:MM`` and ``HH:MM–HH:MM``, pictures by what people call
    them; ``pieces`` the words where words changed. ``count`` is how many cases or attachments a change tells of at once.
    ``exempt``: words in it are exempt from public access, ``title``, ``part``, ``old`` and ``new`` included;
    ``public_title`` is what may be told of ``title`` then ('' for nothing).
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
    role: str = ""
    public_title: str = ""
    count: int = 1
    label: str = ""


class Changes(Struct, frozen=True):
    """All changes since a state: ``since`` is its date (ISO 8601), ``version`` the sent version or 0 for a draft."""

    since: str
    items: tuple[Change, ...]
    version: int = 0
