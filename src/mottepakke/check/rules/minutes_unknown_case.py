"""A section of the minutes, or a coming or going, of no case of the meeting."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.minutes import case_order, cases_by_name
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """By number or slug."""
    if subject.minutes is None:
        return
    names, order = cases_by_name(subject), case_order(subject)
    for part in subject.minutes.cases:
        if part.name not in names:
            yield Diagnostic.at(codes.MINUTES_UNKNOWN_CASE, part.span, name=part.name)
    for item in subject.minutes.passages:
        if item.case not in order:
            yield Diagnostic.at(codes.MINUTES_UNKNOWN_CASE, item.span, name=item.case)


RULE = Rule(codes.MINUTES_UNKNOWN_CASE, find)
