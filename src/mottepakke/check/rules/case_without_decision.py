"""A case that the meeting treated on a proposal, and that has no decision in the minutes."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Of the cases that were not put off."""
    for case in subject.meeting.cases if subject.minutes else ():
        assert subject.minutes is not None
        written = subject.minutes.of(case.number, case.row.case.slug)
        if case.row.case.proposal and not case.row.status and not (written and written.decision):
            span = written.span if written else subject.minutes.origin.span
            name = case.number or case.row.case.slug
            yield Diagnostic.at(codes.CASE_WITHOUT_DECISION, span, name=name, title=case.row.case.title)


RULE = Rule(codes.CASE_WITHOUT_DECISION, find)
