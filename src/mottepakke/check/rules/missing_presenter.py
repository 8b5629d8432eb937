"""A case without presenter where the agenda shows presenters."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.cases import full_cases
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Of the cases that something is written about."""
    for case in full_cases(subject) if "presenterer" in subject.meeting.committee.columns else ():
        if not case.presenters:
            yield Diagnostic.at(codes.MISSING_PRESENTER, case.origin.span, title=case.title)


RULE = Rule(codes.MISSING_PRESENTER, find)
