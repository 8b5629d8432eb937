"""Case numbers taken apart and put together."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from msgspec import Struct

from mottepakke.model.meeting import Committee

NUMBER = re.escape("{nr}")
YEAR = "|".join(re.escape(re.escape(year)) for year in ("{åååå}", "{åå}"))


class Number(Struct, frozen=True):
    """A case number taken apart: its series (the pattern it follows), its place in the series, its year."""

    pattern: str
    number: int
    year: int


def print_number(pattern: str, number: int, year: int) -> str:
    """``{nr}/{åå}`` with 17 and 2025 → ``17/25``."""
    return pattern.replace("{nr}", str(number)).replace("{åååå}", f"{year:04d}").replace("{åå}", f"{year % 100:02d}")


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    """What the numbers of ``pattern`` look like; leading zeros and either form of the year are read."""
    expression = re.escape(" ".join(pattern.split())).replace(NUMBER, r"0*(?P<nr>\d{1,5})")
    return re.compile(re.sub(YEAR, r"(?P<year>\\d{4}|\\d{2})", expression), re.IGNORECASE)


@lru_cache(maxsize=10_000)
def parse_number(pattern: str, written: str) -> Number | None:
    """The number that ``written`` is in the series of ``pattern``; ``017/25`` and ``17/2025`` are read as 17/25."""
    found = _expression(pattern).fullmatch(" ".join(written.split()))
    if not found:
        return None
    year = found.groupdict().get("year") or ""
    return Number(pattern, int(found["nr"]), int(f"20{year}" if len(year) == 2 else year or 0))


def number_of(committee: Committee, written: str) -> Number | None:
    """The number that ``written`` is in any of the committee's series."""
    return next((found for pattern in patterns(committee) if (found := parse_number(pattern, written))), None)


def sequence_of(pattern: str) -> str:
    """What patterns share whose numbers cannot be told apart: «PS {nr}/{åå}» and «ps {nr}/{åååå}» count together."""
    return pattern.replace("{åååå}", "{åå}").casefold()


def has_year(pattern: str) -> bool:
    """Whether numbers of ``pattern`` carry their year, and so begin again each year."""
    return "{åå" in pattern


def patterns(committee: Committee) -> tuple[str, ...]:
    """Every series of the committee."""
    return tuple(dict.fromkeys((committee.number_pattern, *(pattern for _, pattern in committee.series))))


def canonical(committee: Committee, written: str) -> str:
    """``written`` as the committee prints it, or unchanged where it is none of its numbers."""
    for pattern in patterns(committee):
        if number := parse_number(pattern, written):
            return print_number(pattern, number.number, number.year)
    return written


def letters(position: int) -> str:
    """0 → A, 25 → Z, 26 → AA, as attachments and pages put in later are told apart."""
    result = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        result = chr(ord("A") + rest) + result
    return result
