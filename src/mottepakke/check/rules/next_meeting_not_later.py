"""A next meeting that is not after this one."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.dates import written
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Most often the date of the pack before, or last year's."""
    meeting = subject.meeting.meeting
    following = meeting.next_meeting
    if following and following.date <= meeting.date:
        span = meeting.origin.of("neste_møte")
        yield Diagnostic.at(codes.NEXT_MEETING_NOT_LATER, span, next=written(following.date), date=written(meeting.date))


RULE = Rule(codes.NEXT_MEETING_NOT_LATER, find)
