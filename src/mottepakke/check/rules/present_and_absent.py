"""A person both present and absent."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Present, or met for somebody."""
    if subject.minutes is None:
        return
    absent = {item.person.name for item in subject.minutes.absent}
    met = [(item.person.name, item.span) for item in subject.minutes.present]
    for name, span in (*met, *((item.person.name, item.span) for item in subject.minutes.stand_ins)):
        if name in absent:
            yield Diagnostic.at(codes.PRESENT_AND_ABSENT, span, name=name)


RULE = Rule(codes.PRESENT_AND_ABSENT, find)
