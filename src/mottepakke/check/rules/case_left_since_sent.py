"""A case that left the agenda after the meeting was sent."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """By its key, whatever it is called."""
    meeting = subject.meeting.meeting
    here = {row.case.key for row in meeting.cases}
    for case in meeting.sent.version.cases if meeting.sent else ():
        if case.key not in here:
            yield Diagnostic.at(codes.CASE_LEFT_SINCE_SENT, meeting.origin.span, number=case.number or case.key)


RULE = Rule(codes.CASE_LEFT_SINCE_SENT, find)
