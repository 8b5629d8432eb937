"""What a nightly run tells of the coming meetings."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from msgspec import Struct

from mottepakke.build.places import Places
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.changes import Changes
from mottepakke.model.snapshot import Snapshot

State = Literal["draft", "sent", "changed", "broken", "stopped"]
"""A fresh draft; sent and as sent; sent, but its sources have changed; unreadable; stopped by a limit or crash."""
Role = Literal["secretariat", "officer", "presenter"]


class Document(Struct, frozen=True):
    """A file of the pack. ``href`` is relative to the run's folder; ``kind`` one of FORMAT.md's; ``case`` a number or ''."""

    href: str
    kind: str
    format: str
    title: str
    case: str
    size: int


class Debt(Struct, frozen=True):
    """What somebody owes the meeting: ``who`` (names, '' for the secretariat), its case's key, what the finding is."""

    role: Role
    who: str
    case: str
    finding: Diagnostic


class Drafted(Struct, frozen=True):
    """What came of one meeting in one run.

    ``snapshot`` is None where the meeting could not be read; ``deadline`` is the day the pack must be sent by. ``pictures``
    are first pages (PNG) relative to the run's folder, with the title of what they show. ``documents`` of a sent meeting are
    those of its sent pack, of a broken or stopped one those of the previous run while they exist. ``places`` say what
    each of ``diagnostics`` is about.
    """

    meeting: str
    state: State
    committee: str
    short_name: str
    language: Literal["nb", "nn"]
    title: str
    date: dt.date | None
    diagnostics: tuple[Diagnostic, ...] = ()
    snapshot: Snapshot | None = None
    sent_version: int = 0
    deadline: dt.date | None = None
    documents: tuple[Document, ...] = ()
    pictures: tuple[tuple[str, str], ...] = ()
    debts: tuple[Debt, ...] = ()
    since_last: Changes | None = None
    since_sent: Changes | None = None
    places: Places = Places("")


class Night(Struct, frozen=True):
    """A whole run: ``date`` is «today», ``previous`` the date of the run it is compared with; meetings by date, then key."""

    date: dt.date
    previous: dt.date | None
    meetings: tuple[Drafted, ...]
