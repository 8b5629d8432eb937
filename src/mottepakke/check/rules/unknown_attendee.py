"""A person in the minutes who is neither a member nor anybody's stand-in."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Where the committee or the meeting lists members."""
    minutes, members = subject.minutes, {person.name for person in subject.meeting.meeting.members}
    if minutes is None or not members:
        return
    known = members | {item.person.name for item in minutes.stand_ins}
    for item in (*minutes.present, *minutes.absent):
        if item.person.name not in known:
            yield Diagnostic.at(codes.UNKNOWN_ATTENDEE, item.span, name=item.person.name)


RULE = Rule(codes.UNKNOWN_ATTENDEE, find)
