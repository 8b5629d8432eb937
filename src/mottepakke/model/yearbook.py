"""A year's register of case numbers: every number of a committee, and what became of it."""

from __future__ import annotations

import datetime as dt
from enum import Enum

from msgspec import Struct

from mottepakke.model.document import Block
from mottepakke.model.meeting import Committee, Exemption
from mottepakke.model.source import Span


class Fate(Enum):
    """What became of a number."""

    TREATED = "behandlet"
    ASSIGNED = "tildelt"
    """Given to a case that nobody has entered a decision for."""
    POSTPONED = "utsatt"
    WITHDRAWN = "trukket"
    TAKEN_OUT = "tatt_ut"
    """Sent with an earlier version of a pack, and in no later one."""
    PROVISIONAL = "foreløpig"
    """Given by a meeting that has not been sent."""
    UNUSED = "ikke_brukt"
    """Between numbers that are known, and in no source."""
    UNKNOWN = "ikke_kjent"
    """Below every number that the ledger or a sent meeting knows, and in no source."""


GAPS = (Fate.UNUSED, Fate.UNKNOWN)


class Place(Struct, frozen=True):
    """A meeting by its key, with its date where that is known."""

    meeting: str
    date: dt.date | None = None


class YearbookRow(Struct, frozen=True):
    """One number.

    ``also`` are the other numbers of a case treated more than once. ``until`` is what the ledger says after «utsatt»,
    ``reason`` why a case was withdrawn or postponed. ``version`` is the last version of the meeting's pack that the number
    was sent with (0: none), ``in_ledger`` whether the ledger has it. The decision of an exempt case is not there. ``span``
    is the number's place in the ledger.
    """

    number: str
    position: int
    fate: Fate
    title: str = ""
    exempt: Exemption | None = None
    place: Place | None = None
    carried_from: Place | None = None
    carried_to: Place | None = None
    also: tuple[str, ...] = ()
    until: str = ""
    reason: str = ""
    decision: tuple[Block, ...] = ()
    decision_exempt: bool = False
    version: int = 0
    in_ledger: bool = False
    span: Span | None = None


class YearbookSeries(Struct, frozen=True):
    """The numbers of one series in order, each once; ``types`` are the case types that have it for their own."""

    pattern: str
    types: tuple[str, ...]
    rows: tuple[YearbookRow, ...]

    @property
    def first_firm(self) -> str:
        """The first number that more than a plan knows, or ''."""
        return next((row.number for row in self.rows if row.fate not in (*GAPS, Fate.PROVISIONAL)), "")


class Yearbook(Struct, frozen=True):
    """The register of a year: the committee's own series first, then those of its case types; none is empty."""

    committee: Committee
    year: int
    series: tuple[YearbookSeries, ...]

    @property
    def rows(self) -> tuple[YearbookRow, ...]:
        """The rows of every series."""
        return tuple(row for series in self.series for row in series.rows)
