"""An agenda that ends long before the meeting does."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.clock import is_treated, minutes_of, shown

SLACK = 30
"""Minutes that may be left at the end."""
FILLED = 4
"""How many times as long as what is left an agenda is that is ready."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Where the end of every row is known and most of the time is filled: before that, the agenda is still being written."""
    meeting = subject.meeting.meeting
    ends = [row.slot.end for row in subject.meeting.rows if is_treated(row.row)]
    known = [end for end in ends if end]
    if not (meeting.time and meeting.time.end and known) or len(known) < len(ends):
        return
    filled = minutes_of(max(known)) - minutes_of(meeting.time.start)
    left = minutes_of(meeting.time.end) - minutes_of(max(known))
    if SLACK < left <= filled / FILLED:
        span, stated = meeting.origin.of("tid"), shown(meeting.time.end)
        yield Diagnostic.at(codes.AGENDA_ENDS_EARLY, span, end=shown(max(known)), stated=stated, left=left)


RULE = Rule(codes.AGENDA_ENDS_EARLY, find)
