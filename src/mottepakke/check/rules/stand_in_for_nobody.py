"""A stand-in for nobody: it is not said for whom, or that person is not absent."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.people import distance
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic

MISSPELLED = 2
"""Letters in which a name differs from the same one misspelled."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """``stedfortreder`` against ``forfall``, where a member misspelled is told by another rule."""
    minutes = subject.minutes
    absent = {item.person.name for item in minutes.absent} if minutes else set()
    unknown = absent - {person.name for person in subject.meeting.meeting.members}
    for item in minutes.stand_ins if minutes else ():
        if item.absent not in absent and not any(distance(item.absent, name) <= MISSPELLED for name in unknown):
            yield Diagnostic.at(codes.STAND_IN_FOR_NOBODY, item.span, name=item.person.name, absent=item.absent or "–")


RULE = Rule(codes.STAND_IN_FOR_NOBODY, find)
