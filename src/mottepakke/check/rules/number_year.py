"""A ledger number whose year is not the year of its date, nor the year before: a postponed case keeps its number."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.meeting import Committee, Ledger, LedgerEntry
from mottepakke.model.numbering import number_of


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In the committee's own ledger."""
    yield from odd_years_in(subject.meeting.committee, subject.ledger)


def odd_years_in(committee: Committee, ledger: Ledger) -> Iterator[Diagnostic]:
    """The numbers of ``ledger`` that are of another year than their date."""
    for entry in ledger.entries:
        number = number_of(committee, entry.number)
        if number and number.year and entry.date and not _may_be_held(number.year, entry):
            span = entry.origin.of("dato")
            yield Diagnostic.at(codes.NUMBER_YEAR, span, number=entry.number, date=entry.date.isoformat())


def _may_be_held(year: int, entry: LedgerEntry) -> bool:
    """Whether a number of ``year`` may be treated on the entry's date: that year, the next, or later when postponed."""
    later = entry.date.year - year if entry.date else 0
    return later in (0, 1) or (later > 1 and entry.status.startswith("utsatt"))


RULE = Rule(codes.NUMBER_YEAR, find)
