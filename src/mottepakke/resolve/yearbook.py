"""The year's register of case numbers, from the ledger, what was sent and what is planned."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from mottepakke.model.meeting import Case, CaseRow, Committee, Exemption, Ledger, LedgerEntry, Meeting
from mottepakke.model.numbering import has_year, parse_number, patterns, print_number, sequence_of
from mottepakke.model.sent import SentFile
from mottepakke.model.yearbook import Fate, Place, Yearbook, YearbookRow, YearbookSeries
from mottepakke.resolve.numbers import given_numbers

STATUSES = {
    "behandlet": Fate.TREATED,
    "utsatt": Fate.POSTPONED,
    "trukket": Fate.WITHDRAWN,
    "tildelt": Fate.ASSIGNED,
}
"""A ledger's words for what became of a number."""


class Sighting(Struct, frozen=True):
    """A number at a meeting: sent with ``version`` (0: planned only). ``row`` is the case on the agenda as it is now."""

    place: Place
    key: str
    row: CaseRow | None
    carried_from: str = ""
    version: int = 0
    newest: bool = True
    """Whether it is in the last version sent, or in the plan."""


class Known(Struct):
    """All that is known of one number."""

    entry: LedgerEntry | None = None
    sightings: tuple[Sighting, ...] = ()

    @property
    def is_firm(self) -> bool:
        """Whether more than a plan knows the number."""
        return self.entry is not None or any(sighting.version for sighting in self.sightings)


Position = tuple[str, int, int]
"""A series (`sequence_of`), the year its numbers carry (0: none), and the number."""


def yearbook_of(
    committee: Committee, ledger: Ledger, meetings: Sequence[Meeting], seals: Mapping[str, SentFile], year: int
) -> Yearbook:
    """The register of ``year``: every number from the first to the highest of each series, once.

    ``meetings`` are all of the committee's that can be read, ``seals`` what was sent of any, by meeting.
    """
    table = _table(committee, ledger, meetings, seals)
    types: dict[str, tuple[str, ...]] = {}
    for name, pattern in committee.series:
        types[sequence_of(pattern)] = (*types.get(sequence_of(pattern), ()), name)
    series = [
        YearbookSeries(pattern, types.get(sequence_of(pattern), ()), tuple(table.rows(pattern, year)))
        for pattern in {sequence_of(pattern): pattern for pattern in reversed(patterns(committee))}.values()
    ]
    return Yearbook(committee, year, tuple(part for part in reversed(series) if part.rows))


def years_of(
    committee: Committee, ledger: Ledger, meetings: Sequence[Meeting], seals: Mapping[str, SentFile]
) -> tuple[int, ...]:
    """The years that have a register."""
    return _table(committee, ledger, meetings, seals).years()


def _table(committee: Committee, ledger: Ledger, meetings: Sequence[Meeting], seals: Mapping[str, SentFile]) -> _Table:
    dates = {meeting.key: meeting.date for meeting in meetings}
    dates |= {entry.meeting: entry.date for entry in ledger.entries if entry.date and entry.meeting not in dates}
    table = _Table(committee, dates, {row.case.key: row.case for meeting in meetings for row in meeting.cases})
    for entry in ledger.entries:
        table.add_entry(entry)
    for number, sighting in (*_sent(meetings, seals, dates), *_planned(committee, ledger, meetings)):
        table.add_sighting(number, sighting)
    return table


def _sent(
    meetings: Sequence[Meeting], seals: Mapping[str, SentFile], dates: Mapping[str, dt.date]
) -> Iterator[tuple[str, Sighting]]:
    rows = {(meeting.key, row.case.key): row for meeting in meetings for row in meeting.cases}
    for key in sorted(seals):
        versions = seals[key].versions
        for version in versions:
            for case in version.cases:
                row = rows.get((key, case.key))
                newest = version is versions[-1]
                place = Place(key, dates.get(key))
                yield case.number, Sighting(place, case.key, row, case.carried_from, version.number, newest)


def _planned(committee: Committee, ledger: Ledger, meetings: Sequence[Meeting]) -> Iterator[tuple[str, Sighting]]:
    numbers = given_numbers(committee, ledger, meetings)
    for meeting in meetings:
        for row in () if meeting.frozen else meeting.cases:
            place = Place(meeting.key, meeting.date)
            yield numbers.get((meeting.key, row.case.key), ""), Sighting(place, row.case.key, row, row.carried_from)


class _Table:
    """What is known of every number, gathered source by source."""

    def __init__(self, committee: Committee, dates: Mapping[str, dt.date], cases: Mapping[str, Case]) -> None:
        self.patterns = patterns(committee)
        self.dates = dates
        self.cases = cases
        self.known: dict[Position, Known] = {}

    def _at(self, written: str) -> Known:
        for pattern in self.patterns:
            if number := parse_number(pattern, written):
                return self.known.setdefault((sequence_of(pattern), number.year, number.number), Known())
        return Known()

    def add_entry(self, entry: LedgerEntry) -> None:
        """Take note of a line of the ledger; the first of a number holds."""
        known = self._at(entry.number)
        known.entry = known.entry or entry

    def add_sighting(self, number: str, sighting: Sighting) -> None:
        """Take note of a number at a meeting."""
        known = self._at(number)
        known.sightings = (*known.sightings, sighting)

    def years(self) -> tuple[int, ...]:
        """The years of all numbers, in order."""
        return tuple(sorted({key[1] or self._year(known) for key, known in self.known.items()} - {0}))

    def rows(self, pattern: str, year: int) -> Iterator[YearbookRow]:
        """The rows of a series, gaps among them."""
        carried = year if has_year(pattern) else 0
        here = {key[2]: known for key, known in self.known.items() if key[:2] == (sequence_of(pattern), carried)}
        numbers = self._numbers_by_case()
        start, end = (1, max(here, default=0)) if carried else self._stretch(here, year)
        first_firm = min((number for number, known in here.items() if known.is_firm), default=0)
        for position in range(start, end + 1):
            number = print_number(pattern, position, year)
            known = here.get(position)
            if known:
                also = {other for key in _keys(known) for other in numbers.get(key, ())} - {number}
                yield replace(self._row(number, position, known), also=tuple(sorted(also, key=_by_number)))
            else:
                yield YearbookRow(number, position, Fate.UNKNOWN if position < first_firm else Fate.UNUSED)

    def _numbers_by_case(self) -> dict[str, set[str]]:
        """The printed numbers of each case that has a note: «Eventuelt» is another case at every meeting."""
        printed = {sequence_of(pattern): pattern for pattern in self.patterns}
        found: dict[str, set[str]] = {}
        for (sequence, year, number), known in self.known.items():
            for key in _keys(known):
                if key in self.cases and self.cases[key].has_note:
                    found.setdefault(key, set()).add(print_number(printed[sequence], number, year))
        return found

    def _stretch(self, here: Mapping[int, Known], year: int) -> tuple[int, int]:
        """The first and last number of a year in a series that never begins again."""
        years = {number: self._year(known) for number, known in here.items()}
        own = [number for number, when in years.items() if when == year]
        if not own:
            return 1, 0
        before = max((number for number, when in years.items() if when < year and number < max(own)), default=0)
        return before + 1 if before else min(own), max(own)

    def _year(self, known: Known) -> int:
        places = [sighting.place for sighting in known.sightings]
        places += [self._place(known.entry)] if known.entry else []
        return min((when for place in places if (when := _year_of(place))), default=0)

    def _place(self, entry: LedgerEntry) -> Place:
        return Place(entry.meeting, entry.date or self.dates.get(entry.meeting))

    # -- one number -------------------------------------------------------------------------------------------

    def _row(self, number: str, position: int, known: Known) -> YearbookRow:
        sighting = _telling(known.sightings)
        entry = known.entry
        place = self._place(entry) if entry else sighting.place if sighting else None
        fate, until = _fate(entry, sighting)
        before, after = self._around(known, place)
        cases = [case for key in _keys(known) if (case := self.cases.get(key))]
        exempt = _exemption(entry, cases)
        title = entry.title if entry else cases[0].title if cases else sighting.key.rpartition("/")[2] if sighting else ""
        decision_exempt = exempt is not None or any(case.proposal_exempt for case in cases)
        return YearbookRow(
            number=number,
            position=position,
            fate=fate,
            title=exempt.public_title or title if exempt else title,
            exempt=exempt,
            place=place,
            carried_from=before,
            carried_to=after if fate is Fate.POSTPONED else None,
            until=until,
            reason=_reason(entry) if fate in (Fate.POSTPONED, Fate.WITHDRAWN) and not before and not exempt else "",
            decision=entry.decision if entry and fate is Fate.TREATED and not decision_exempt else (),
            decision_exempt=bool(entry and entry.decision and fate is Fate.TREATED and decision_exempt),
            version=sighting.version if sighting else 0,
            in_ledger=entry is not None,
            span=entry.origin.of("sak") if entry else None,
        )

    def _around(self, known: Known, own: Place | None) -> tuple[Place | None, Place | None]:
        """The meetings that had the number before and after ``own``."""
        if own is None:
            return None, None
        places = {sighting.place.meeting: sighting.place for sighting in known.sightings if sighting.newest}
        others = sorted((place for place in places.values() if place.meeting != own.meeting), key=_when)
        before = [place for place in others if _when(place) < _when(own)]
        after = [place for place in others if _when(place) > _when(own)]
        return before[-1] if before else self._written_origin(known, own), after[0] if after else None

    def _written_origin(self, known: Known, own: Place) -> Place | None:
        """Where a meeting says itself that the case came from: a meeting's key, or a date."""
        written = (sighting.carried_from for sighting in known.sightings if sighting.place.meeting == own.meeting)
        source = next(filter(None, written), "")
        if not source:
            return None
        try:
            return Place("", dt.date.fromisoformat(source))
        except ValueError:
            return Place(source, self.dates.get(source))


def _by_number(printed: str) -> tuple[list[int], str]:
    """What printed numbers are sorted by: 9/25 before 10/25."""
    return [int(part) for part in re.findall(r"\d+", printed)][::-1], printed


def _telling(sightings: Sequence[Sighting]) -> Sighting | None:
    """The sighting that says most: sent and still there, planned, sent once; the latest of them."""
    weights = [
        (sighting.newest + (sighting.newest and sighting.version > 0), _when(sighting.place)) for sighting in sightings
    ]
    return max(zip(weights, range(len(weights)), sightings, strict=True))[2] if sightings else None


def _when(place: Place) -> tuple[dt.date, str]:
    return place.date or dt.date.max, place.meeting


def _year_of(place: Place) -> int:
    if place.date:
        return place.date.year
    written = place.meeting.rpartition("/")[2].partition("-")[0]
    return int(written) if written.isdecimal() else 0


def _fate(entry: LedgerEntry | None, sighting: Sighting | None) -> tuple[Fate, str]:
    """What became of a number, and what the ledger adds to «utsatt»."""
    if entry:
        word = next((word for word in STATUSES if entry.status.startswith(word)), "")
        fate = STATUSES.get(word, Fate.TREATED if entry.decision else Fate.ASSIGNED)
        if fate is Fate.ASSIGNED and sighting and not sighting.newest:
            return Fate.TAKEN_OUT, ""
        return fate, entry.status.removeprefix(word).strip() if fate is Fate.POSTPONED else ""
    if sighting is None or not sighting.version:
        return Fate.PROVISIONAL, ""
    if not sighting.newest:
        return Fate.TAKEN_OUT, ""
    return STATUSES.get(sighting.row.status if sighting.row else "", Fate.ASSIGNED), ""


def _keys(known: Known) -> tuple[str, ...]:
    keys = [known.entry.key] if known.entry and known.entry.key else []
    return tuple(dict.fromkeys([*keys, *(sighting.key for sighting in known.sightings)]))


def _exemption(entry: LedgerEntry | None, cases: Iterable[Case]) -> Exemption | None:
    """The exemption that the ledger or the case tells; one with a title for the public before one without."""
    found = [entry.exempt] if entry and entry.exempt else []
    found += [case.exempt for case in cases if case.exempt]
    return next((one for one in found if one.public_title), found[0] if found else None)


def _reason(entry: LedgerEntry | None) -> str:
    return next((line.why for line in reversed(entry.history) if line.why), "") if entry else ""
