"""A next meeting without time or place, where this one has them."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """What this meeting itself does not tell, nobody expects of the next."""
    meeting = subject.meeting.meeting
    following = meeting.next_meeting
    if following is None:
        return
    for name, ours, theirs in (("tid", meeting.time, following.time), ("sted", meeting.place, following.place)):
        if ours and not theirs:
            yield Diagnostic.at(codes.NEXT_MEETING_INCOMPLETE, meeting.origin.of("neste_møte"), key=name)


RULE = Rule(codes.NEXT_MEETING_INCOMPLETE, find)
