"""A case that the meeting treated on a proposal, and that has no decision in the minutes."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.minutes import cases_by_name
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Of the cases that were not put off; sections of no case may be theirs, misnumbered."""
    minutes = subject.minutes
    if minutes is None:
        return
    proposed = [case for case in subject.meeting.cases if case.row.case.proposal and not case.row.status]
    parts = [(case, minutes.of(case.number, case.row.case.slug)) for case in proposed]
    known = cases_by_name(subject)
    misnumbered = sum(part.name not in known for part in minutes.cases)
    is_there = sum(part is None for _, part in parts) <= misnumbered
    for case, part in parts:
        if not (part.decision if part else is_there):
            span = part.span if part else minutes.origin.span
            name = case.number or case.row.case.slug
            yield Diagnostic.at(codes.CASE_WITHOUT_DECISION, span, name=name, title=case.row.case.title)


RULE = Rule(codes.CASE_WITHOUT_DECISION, find)
