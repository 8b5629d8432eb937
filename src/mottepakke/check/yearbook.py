"""Rules of the year's register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from mottepakke import codes
from mottepakke.check.rules.duplicate_ledger_number import doubles_in
from mottepakke.check.rules.ledger_date_differs import odd_dates_in
from mottepakke.check.rules.number_format import foreign_numbers
from mottepakke.check.rules.number_year import odd_years_in
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.meeting import Committee, Ledger
from mottepakke.model.source import Span
from mottepakke.model.yearbook import GAPS, Fate, Yearbook, YearbookRow, YearbookSeries


def ledger_findings(committee: Committee, ledger: Ledger) -> Iterator[Diagnostic]:
    """What is wrong with the numbers in a ledger, whatever meeting they belong to."""
    yield from doubles_in(committee, ledger)
    yield from foreign_numbers(committee, ledger)
    yield from odd_years_in(committee, ledger)
    yield from odd_dates_in(ledger, {})


def yearbook_findings(yearbook: Yearbook) -> Iterator[Diagnostic]:
    """Numbers that no source has, a finding for those that follow each other, and sent ones that the ledger lacks."""
    ledger = Span(f"packs/{yearbook.committee.slug}/saksregister.yaml")
    for series in yearbook.series:
        yield from _gaps(series, ledger)
    for row in yearbook.rows:
        if row.version and not row.in_ledger and row.place:
            span = Span(f"packs/{row.place.meeting}.sendt.yaml")
            yield Diagnostic.at(codes.NOT_IN_LEDGER, span, number=row.number, meeting=row.place.meeting)


def _gaps(series: YearbookSeries, ledger: Span) -> Iterator[Diagnostic]:
    for fate, found in groupby(series.rows, key=lambda row: row.fate):
        rows = list(found)
        if fate in GAPS:
            after = series.rows[rows[-1].position - series.rows[0].position + 1 :]
            span = next((row.span for row in after if row.span), ledger)
            code = codes.NUMBER_UNKNOWN if fate is Fate.UNKNOWN else codes.NUMBER_UNUSED
            yield Diagnostic.at(code, span, numbers=_range(rows), first=series.first_firm)


def _range(rows: Sequence[YearbookRow]) -> str:
    """«5/25», or «5/25–9/25»."""
    return rows[0].number if len(rows) == 1 else f"{rows[0].number}–{rows[-1].number}"
