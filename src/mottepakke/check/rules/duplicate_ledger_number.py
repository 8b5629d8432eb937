"""A number that stands twice in the ledger, however it is written."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.meeting import Committee, Ledger
from mottepakke.model.numbering import canonical


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In the committee's own ledger."""
    yield from doubles_in(subject.meeting.committee, subject.ledger)


def doubles_in(committee: Committee, ledger: Ledger) -> Iterator[Diagnostic]:
    """The numbers that stand twice in ``ledger``."""
    seen: dict[str, int] = {}
    for entry in ledger.entries:
        number = canonical(committee, entry.number)
        if number in seen:
            span = entry.origin.of("sak")
            yield Diagnostic.at(codes.DUPLICATE_LEDGER_NUMBER, span, number=entry.number, line=seen[number])
        seen.setdefault(number, entry.origin.of("sak").line)


RULE = Rule(codes.DUPLICATE_LEDGER_NUMBER, find)
