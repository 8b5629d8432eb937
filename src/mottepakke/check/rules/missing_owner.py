"""The note of a case to be decided without an owner."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.cases import full_cases
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Where cases carry numbers."""
    for case in full_cases(subject) if subject.meeting.committee.numbers_cases else ():
        if case.has_note and not case.owners:
            yield Diagnostic.at(codes.MISSING_OWNER, case.origin.span, title=case.title)


RULE = Rule(codes.MISSING_OWNER, find)
