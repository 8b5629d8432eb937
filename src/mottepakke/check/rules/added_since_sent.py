"""A case that came to the agenda after the meeting was sent."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """By its key, whatever it is called."""
    meeting = subject.meeting.meeting
    sent = {case.key for case in meeting.sent.version.cases} if meeting.sent else set()
    for row in meeting.cases if meeting.sent else ():
        if row.case.key not in sent:
            yield Diagnostic.at(codes.ADDED_SINCE_SENT, row.origin.span, title=row.case.title)


RULE = Rule(codes.ADDED_SINCE_SENT, find)
