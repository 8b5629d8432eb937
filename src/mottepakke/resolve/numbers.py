"""Case numbers given out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mottepakke.model.meeting import CaseRow, Committee, Ledger, LedgerEntry, Meeting
from mottepakke.model.numbering import canonical, has_year, parse_number, patterns, print_number, sequence_of


class LedgerIndex:
    """Finds the entries of a ledger by key and by title."""

    def __init__(self, ledger: Ledger) -> None:
        self.by_key = {entry.key: entry for entry in ledger.entries if entry.key}
        self.by_title: dict[str, list[LedgerEntry]] = {}
        for entry in ledger.entries:
            if not entry.key:
                self.by_title.setdefault(entry.title, []).append(entry)

    def entry_for(self, row: CaseRow, meeting: Meeting) -> LedgerEntry | None:
        """The ledger entry of a case in ``meeting``.

        By key; else by equal title in the meeting the entry names, or the one the case was carried over from; else by equal
        title among the postponed ones (FORMAT.md, «Ledger»).
        """
        if found := self.by_key.get(row.case.key):
            return found
        titled = self.by_title.get(row.case.title, [])
        sources = {meeting.key, row.carried_from}
        named = (entry for entry in titled if entry.meeting in sources)
        postponed = (entry for entry in reversed(titled) if entry.status.startswith("utsatt"))
        return next(named, None) or next(postponed, None)


Numbers = Mapping[tuple[str, str], str]
"""Printed case numbers by (meeting key, case key)."""


def given_numbers(committee: Committee, ledger: Ledger, meetings: Iterable[Meeting]) -> Numbers:
    """Printed case numbers by (meeting key, case key) for all of a committee's ``meetings``.

    A number comes from the row, the ledger, or the meeting the case was postponed from; all other cases take the next free
    number of their series and year, in order of meeting date and agenda.
    """
    if not committee.numbers_cases:
        return {}
    ordered = sorted(meetings, key=lambda meeting: (meeting.date, meeting.year, meeting.number))
    index = LedgerIndex(ledger)
    numbers: dict[tuple[str, str], str] = {}
    for meeting in ordered:
        for row in meeting.cases:
            entry = index.entry_for(row, meeting)
            if row.number:
                numbers[meeting.key, row.case.key] = canonical(committee, row.number)
            elif entry:
                numbers[meeting.key, row.case.key] = canonical(committee, entry.number)
    taken = _taken(committee, [*(entry.number for entry in ledger.entries), *numbers.values()])
    postponed: dict[str, str] = {}
    for meeting in ordered:
        for row in meeting.cases:
            key = (meeting.key, row.case.key)
            if key not in numbers:
                numbers[key] = postponed.get(row.case.key) or _next(committee, row.case.type, meeting.date.year, taken)
            if row.status == "utsatt":
                postponed[row.case.key] = numbers[key]
    return numbers


def next_free(committee: Committee, ledger: Ledger, case_type: str, year: int) -> str:
    """The printed number after the last one in ``ledger`` for a case of this type in ``year``."""
    return _next(committee, case_type, year, _taken(committee, [entry.number for entry in ledger.entries]))


def _taken(committee: Committee, written: Sequence[str]) -> dict[tuple[str, int], set[int]]:
    taken: dict[tuple[str, int], set[int]] = {}
    for text in written:
        for pattern in patterns(committee):
            if number := parse_number(pattern, text):
                taken.setdefault((sequence_of(pattern), number.year), set()).add(number.number)
                break
    return taken


def _next(committee: Committee, case_type: str, year: int, taken: dict[tuple[str, int], set[int]]) -> str:
    pattern = committee.pattern_for(case_type)
    numbers = taken.setdefault((sequence_of(pattern), year if has_year(pattern) else 0), set())
    number = max(numbers, default=0) + 1
    numbers.add(number)
    return print_number(pattern, number, year)
