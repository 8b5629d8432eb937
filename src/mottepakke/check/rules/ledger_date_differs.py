"""A ledger row whose date is not that of its meeting.

Packs print the date beside the decision, and the yearbook sorts by it. This meeting's date is known; that of another is what
most of its rows say. The day after is allowed: some meetings last two days. Where most rows say another date than the file
of the meeting, nobody knows which is wrong, and nothing is said.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from mottepakke import codes
from mottepakke.check.dates import written
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.meeting import Ledger, LedgerEntry

TREATED = "behandlet"
FEWEST = 3
"""Rows of a meeting from which on most of them know its date."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In the committee's own ledger."""
    meeting = subject.meeting.meeting
    yield from odd_dates_in(subject.ledger, {meeting.key: meeting.date})


def odd_dates_in(ledger: Ledger, held: Mapping[str, dt.date]) -> Iterator[Diagnostic]:
    """The rows of ``ledger`` with another date than their meeting, whose date may be known from ``held``."""
    meetings: dict[str, list[tuple[LedgerEntry, dt.date]]] = {}
    for entry in ledger.entries:
        if entry.date and entry.status.startswith(TREATED):
            meetings.setdefault(entry.meeting, []).append((entry, entry.date))
    for meeting, rows in meetings.items():
        right = held.get(meeting) or _of_most([date for _, date in rows])
        odd = [(entry, date) for entry, date in rows if right and date not in (right, right + dt.timedelta(1))]
        if right and (len(odd) == 1 or 2 * len(odd) < len(rows)):
            for entry, date in odd:
                shown = {"number": entry.number, "date": written(date), "right": written(right)}
                yield Diagnostic.at(codes.LEDGER_DATE_DIFFERS, entry.origin.of("dato"), meeting=meeting, **shown)


def _of_most(dates: Sequence[dt.date]) -> dt.date | None:
    """The date of most rows, where there are enough."""
    date, count = Counter(dates).most_common(1)[0]
    return date if len(dates) >= FEWEST and 2 * count > len(dates) else None


RULE = Rule(codes.LEDGER_DATE_DIFFERS, find)
