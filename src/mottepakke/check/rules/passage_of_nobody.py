"""Somebody who came late or left early and was not there at all."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.minutes import those_there
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """``kom`` and ``gikk`` against those who took part."""
    there = those_there(subject, subject.minutes) if subject.minutes else set()
    for item in subject.minutes.passages if subject.minutes else ():
        if item.name not in there:
            yield Diagnostic.at(codes.PASSAGE_OF_NOBODY, item.span, name=item.name)


RULE = Rule(codes.PASSAGE_OF_NOBODY, find)
