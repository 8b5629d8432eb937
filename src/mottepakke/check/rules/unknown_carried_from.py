"""A case carried over from a meeting that nobody knows, or that was not before this one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """``fra:`` on the agenda."""
    meeting = subject.meeting.meeting
    known = {entry.meeting for entry in subject.ledger.entries}
    for case in subject.meeting.cases:
        source, carried = case.row.carried_from, case.carried_from
        unknown = isinstance(carried, str) and source not in known
        if source and (unknown or (isinstance(carried, dt.date) and carried >= meeting.date)):
            yield Diagnostic.at(codes.UNKNOWN_CARRIED_FROM, case.row.origin.of("fra"), meeting=source)


RULE = Rule(codes.UNKNOWN_CARRIED_FROM, find)
