"""Rules of case numbers."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.meeting import Committee, Ledger, LedgerEntry
from mottepakke.model.numbering import canonical, parse_number, patterns


def hand_numbers(subject: Subject) -> Iterator[Diagnostic]:
    """A number given by hand must have the committee's form, be this case's, and be known to the ledger."""
    committee = subject.meeting.committee
    taken = {canonical(committee, entry.number): entry for entry in subject.ledger.entries}
    for case in subject.meeting.cases:
        written, span = case.row.number, case.row.origin.of("nummer")
        if not written:
            continue
        if not any(parse_number(pattern, written) for pattern in patterns(committee)):
            yield Diagnostic.at(codes.NUMBER_FORMAT, span, number=written, pattern=committee.number_pattern)
            continue
        entry = taken.get(canonical(committee, written))
        if entry is None:
            yield Diagnostic.at(codes.UNKNOWN_LEDGER_NUMBER, span, number=written)
        elif entry is not case.entry and entry.meeting != case.row.carried_from:
            yield Diagnostic.at(codes.NUMBER_TAKEN, span, number=written, title=entry.title)


def double_numbers(subject: Subject) -> Iterator[Diagnostic]:
    """Two cases of the meeting with one number."""
    seen: dict[str, str] = {}
    for case in subject.meeting.cases:
        if case.number and case.number in seen:
            span = case.row.origin.of("nummer")
            yield Diagnostic.at(codes.NUMBER_TAKEN, span, number=case.number, title=seen[case.number])
        seen.setdefault(case.number, case.row.case.title)


def double_ledger_numbers(subject: Subject) -> Iterator[Diagnostic]:
    """A number that stands twice in the ledger, however it is written."""
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


def ledger_years(subject: Subject) -> Iterator[Diagnostic]:
    """A ledger number whose year is not the year of its date, nor the year before: a postponed case keeps its number."""
    yield from odd_years_in(subject.meeting.committee, subject.ledger)


def odd_years_in(committee: Committee, ledger: Ledger) -> Iterator[Diagnostic]:
    """The numbers of ``ledger`` that are none of the committee's, or of another year than their date."""
    for entry in ledger.entries:
        numbers = (parse_number(pattern, entry.number) for pattern in patterns(committee))
        number = next((found for found in numbers if found), None)
        if number is None:
            if committee.numbers_cases:
                span = entry.origin.of("sak")
                yield Diagnostic.at(codes.NUMBER_FORMAT, span, number=entry.number, pattern=committee.number_pattern)
        elif number.year and entry.date and not _may_be_held(number.year, entry):
            span = entry.origin.of("dato")
            yield Diagnostic.at(codes.NUMBER_YEAR, span, number=entry.number, date=entry.date.isoformat())


def _may_be_held(year: int, entry: LedgerEntry) -> bool:
    """Whether a number of ``year`` may be treated on the entry's date: that year, the next, or later when postponed."""
    later = entry.date.year - year if entry.date else 0
    return later in (0, 1) or (later > 1 and entry.status.startswith("utsatt"))
