"""A case without type where the agenda shows types."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.cases import full_cases
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Of the cases that something is written about."""
    for case in full_cases(subject) if "sakstype" in subject.meeting.committee.columns else ():
        if not case.type:
            yield Diagnostic.at(codes.MISSING_TYPE, case.origin.span, title=case.title)


RULE = Rule(codes.MISSING_TYPE, find)
