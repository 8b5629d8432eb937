"""A stand-in for nobody: it is not said for whom, or that person is not absent."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """``stedfortreder`` against ``forfall``."""
    minutes = subject.minutes
    absent = {item.person.name for item in minutes.absent} if minutes else set()
    for item in minutes.stand_ins if minutes else ():
        if item.absent not in absent:
            yield Diagnostic.at(codes.STAND_IN_FOR_NOBODY, item.span, name=item.person.name, absent=item.absent or "–")


RULE = Rule(codes.STAND_IN_FOR_NOBODY, find)
