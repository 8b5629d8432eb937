"""Case numbers given out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mottepakke.model.meeting import CaseRow, Committee, Ledger, LedgerEntry, Meeting
from mottepakke.model.numbering import canonical, has_year, parse_number, patterns, print_number, sequence_of


class LedgerIndex:
    """Finds the entries of a ledger by key and by title."""

    def __init__(self, ledger: Ledger) -> None:
        self.by_key: dict[str, list[LedgerEntry]] = {}
        self.by_title: dict[str, list[LedgerEntry]] = {}
        for entry in ledger.entries:
            entries, name = (self.by_key, entry.key) if entry.key else (self.by_title, entry.title)
            entries.setdefault(name, []).append(entry)

    def entry_for(self, row: CaseRow, meeting: Meeting) -> LedgerEntry | None:
        """The ledger entry of a case in ``meeting``.

        By key, else by equal title: one in the meeting that the entry names or the case was carried over from, else the last
        one postponed (FORMAT.md, «Ledger»). A case treated a second time is neither, and gets a number of its own.
        """
        keyed = _matching(self.by_key.get(row.case.key, []), row, meeting)
        return keyed or _matching(self.by_title.get(row.case.title, []), row, meeting)


def _matching(entries: Sequence[LedgerEntry], row: CaseRow, meeting: Meeting) -> LedgerEntry | None:
    sources = {meeting.key, row.carried_from}
    named = (entry for entry in entries if entry.meeting in sources)
    postponed = (entry for entry in reversed(entries) if entry.status.startswith("utsatt"))
    return next(named, None) or next(postponed, None)


Numbers = Mapping[tuple[str, str], str]
"""Printed case numbers by (meeting key, case key)."""


def given_numbers(committee: Committee, ledger: Ledger, meetings: Iterable[Meeting]) -> Numbers:
    """Printed case numbers by (meeting key, case key) for all of a committee's ``meetings``.

    A number comes from what was sent, the row, the ledger, or the meeting the case was postponed from; all other cases take
    the next free number of their series and year, in order of meeting date and agenda. Numbers sent are never free again.
    """
    if not committee.numbers_cases:
        return {}
    ordered = sorted(meetings, key=lambda meeting: (meeting.date, meeting.year, meeting.number))
    numbers = _fixed_numbers(committee, ledger, ordered)
    reserved = [number for meeting in ordered if meeting.sent for number in meeting.sent.reserved]
    taken = _taken(committee, [*(entry.number for entry in ledger.entries), *numbers.values(), *reserved])
    postponed: dict[str, str] = {}
    for meeting in ordered:
        for row in meeting.cases:
            key = (meeting.key, row.case.key)
            if key not in numbers:
                numbers[key] = postponed.get(row.case.key) or _next(committee, row.case.type, meeting.date.year, taken)
            if row.status == "utsatt":
                postponed[row.case.key] = numbers[key]
    return numbers


def _fixed_numbers(committee: Committee, ledger: Ledger, ordered: Sequence[Meeting]) -> dict[tuple[str, str], str]:
    """The numbers that need not be given out: as sent, as written on the row, as in the ledger."""
    index = LedgerIndex(ledger)
    numbers: dict[tuple[str, str], str] = {}
    for meeting in ordered:
        sent = sent_numbers(meeting)
        for row in meeting.cases:
            entry = index.entry_for(row, meeting)
            written = sent.get(row.case.key) or row.number or (entry.number if entry else "")
            if written:
                numbers[meeting.key, row.case.key] = canonical(committee, written)
    return numbers


def sent_numbers(meeting: Meeting) -> dict[str, str]:
    """The numbers of a sent meeting's cases by case key."""
    return {case.key: case.number for case in meeting.sent.version.cases} if meeting.sent else {}


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
