"""Rules of case numbers."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
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
        elif entry is not case.entry:
            yield Diagnostic.at(codes.NUMBER_TAKEN, span, number=written, title=entry.title)


def double_numbers(subject: Subject) -> Iterator[Diagnostic]:
    """Two cases of the meeting with one number."""
    seen: dict[str, str] = {}
    for case in subject.meeting.cases:
        if case.number and case.number in seen:
            span = case.row.origin.of("nummer")
            yield Diagnostic.at(codes.NUMBER_TAKEN, span, number=case.number, title=seen[case.number])
        seen.setdefault(case.number, case.row.case.title)


def ledger_years(subject: Subject) -> Iterator[Diagnostic]:
    """A ledger number whose year is not the year of its date."""
    committee = subject.meeting.committee
    for entry in subject.ledger.entries:
        numbers = (parse_number(pattern, entry.number) for pattern in patterns(committee))
        number = next((found for found in numbers if found), None)
        if number is None:
            if committee.numbers_cases:
                span = entry.origin.of("sak")
                yield Diagnostic.at(codes.NUMBER_FORMAT, span, number=entry.number, pattern=committee.number_pattern)
        elif number.year and entry.date and entry.date.year != number.year and not entry.status.startswith("utsatt"):
            span = entry.origin.of("dato")
            yield Diagnostic.at(codes.NUMBER_YEAR, span, number=entry.number, date=entry.date.isoformat())
