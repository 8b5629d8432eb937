"""Durations that run past the end of the day."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.clock import DAY, minutes_of, shown


def find(subject: Subject) -> Iterator[Diagnostic]:
    """The first row that does."""
    for row in subject.meeting.rows:
        if row.slot.start and row.row.minutes and minutes_of(row.slot.start) + row.row.minutes >= DAY:
            yield Diagnostic.at(codes.AGENDA_PAST_MIDNIGHT, row.row.origin.span, start=shown(row.slot.start))
            return


RULE = Rule(codes.AGENDA_PAST_MIDNIGHT, find)
