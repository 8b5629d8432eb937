"""An agenda that lasts longer than the meeting."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.clock import minutes_of, shown


def find(subject: Subject) -> Iterator[Diagnostic]:
    """The last row ends after the meeting does."""
    meeting = subject.meeting.meeting
    ends = [row.slot.end for row in subject.meeting.rows if row.slot.end]
    if meeting.time and meeting.time.end and ends and max(ends) > meeting.time.end:
        over = minutes_of(max(ends)) - minutes_of(meeting.time.end)
        span = meeting.origin.of("tid")
        yield Diagnostic.at(codes.AGENDA_OVERRUN, span, end=shown(max(ends)), stated=shown(meeting.time.end), over=over)


RULE = Rule(codes.AGENDA_OVERRUN, find)
