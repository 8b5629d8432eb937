"""A number given by hand, or in the ledger, that has none of the committee's forms."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.meeting import Committee, Ledger
from mottepakke.model.numbering import number_of


def find(subject: Subject) -> Iterator[Diagnostic]:
    """By hand on the agenda, then in the ledger."""
    committee = subject.meeting.committee
    for case in subject.meeting.cases:
        if case.row.number and not number_of(committee, case.row.number):
            span = case.row.origin.of("nummer")
            yield Diagnostic.at(codes.NUMBER_FORMAT, span, number=case.row.number, pattern=committee.number_pattern)
    yield from foreign_numbers(committee, subject.ledger)


def foreign_numbers(committee: Committee, ledger: Ledger) -> Iterator[Diagnostic]:
    """The numbers of ``ledger`` that are none of the committee's."""
    for entry in ledger.entries if committee.numbers_cases else ():
        if not number_of(committee, entry.number):
            span = entry.origin.of("sak")
            yield Diagnostic.at(codes.NUMBER_FORMAT, span, number=entry.number, pattern=committee.number_pattern)


RULE = Rule(codes.NUMBER_FORMAT, find)
