"""A pack that has not been sent when it should have been."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.agenda import sending_deadline
from mottepakke.check.dates import written
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """For meetings that are still to come."""
    meeting, today = subject.meeting.meeting, subject.today
    deadline = sending_deadline(subject.meeting)
    if deadline and today and deadline < today <= meeting.date and not meeting.frozen:
        span = meeting.origin.of("dato")
        yield Diagnostic.at(codes.DEADLINE_PASSED, span, deadline=written(deadline), date=written(meeting.date))


RULE = Rule(codes.DEADLINE_PASSED, find)
