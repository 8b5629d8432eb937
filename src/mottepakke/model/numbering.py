"""Case numbers taken apart and put together."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mottepakke.model.meeting import Committee

NUMBER = re.escape("{nr}")
YEAR = "|".join(re.escape(re.escape(year)) for year in ("{åååå}", "{åå}"))


@dataclass(frozen=True, slots=True)
class Number:
    """A case number taken apart: its series (the pattern it follows), its place in the series, its year."""

    pattern: str
    number: int
    year: int


def print_number(pattern: str, number: int, year: int) -> str:
    """``{nr}/{åå}`` with 17 and 2025 → ``17/25``."""
    return pattern.replace("{nr}", str(number)).replace("{åååå}", f"{year:04d}").replace("{åå}", f"{year % 100:02d}")


def parse_number(pattern: str, written: str) -> Number | None:
    """The number that ``written`` is in the series of ``pattern``; ``017/25`` and ``17/2025`` are read as 17/25."""
    expression = re.escape(" ".join(pattern.split())).replace(NUMBER, r"0*(?P<nr>\d{1,5})")
    expression = re.sub(YEAR, r"(?P<year>\\d{4}|\\d{2})", expression)
    found = re.fullmatch(expression, " ".join(written.split()), re.IGNORECASE)
    if not found:
        return None
    year = int(found["year"]) if "year" in found.groupdict() and found["year"] else 0
    return Number(pattern, int(found["nr"]), year + 2000 if 0 < year < 100 else year)


def patterns(committee: Committee) -> tuple[str, ...]:
    """Every series of the committee."""
    return tuple(dict.fromkeys((committee.number_pattern, *(pattern for _, pattern in committee.series))))


def canonical(committee: Committee, written: str) -> str:
    """``written`` as the committee prints it, or unchanged where it is none of its numbers."""
    for pattern in patterns(committee):
        if number := parse_number(pattern, written):
            return print_number(pattern, number.number, number.year)
    return written
