"""What a nightly run tells of the coming meetings."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from msgspec import Struct

from mottepakke import codes
from mottepakke.build.places import Places
from mottepakke.diagnostics import Diagnostic, Severity
from mottepakke.model.changes import Changes
from mottepakke.model.snapshot import Snapshot

State = Literal["draft", "sent", "changed", "broken", "stopped"]
"""A fresh draft; sent and as sent; sent, but its sources have changed; unreadable; read, but its draft was not finished."""
Role = Literal["secretariat", "officer", "presenter"]

SENT_PACKS = "../.."
"""From a run's folder to the packs that were sent."""


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
    those of its sent pack, of another that is broken or stopped those of the previous run while they exist. ``places`` say
    what each of ``diagnostics`` is about.
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

    @property
    def awaits_agenda(self) -> bool:
        """Whether a broken meeting lacks nothing but cases: it is planned, and nobody has written its agenda yet."""
        errors = [item for item in self.diagnostics if item.severity is Severity.ERROR]
        return self.state == "broken" and bool(errors) and all(map(_says_no_cases, errors))


def _says_no_cases(finding: Diagnostic) -> bool:
    no_value = finding.code in (codes.EMPTY_VALUE, codes.MISSING_KEY) and ("key", "saksliste") in finding.args
    return no_value or finding.code == codes.EMPTY_AGENDA


class Night(Struct, frozen=True):
    """A whole run: ``date`` is «today», ``previous`` the date of the run it is compared with; meetings by date, then key.

    ``gone`` are meetings of the run before of which there is no file any more. ``page`` is where those who are told of the
    night open it; ``newer`` the day of a later run that ``latest`` goes on leading to, None where it leads to this one.
    """

    date: dt.date
    previous: dt.date | None
    meetings: tuple[Drafted, ...]
    gone: tuple[Drafted, ...] = ()
    page: str = "output/nightly/latest/index.html"
    newer: dt.date | None = None
