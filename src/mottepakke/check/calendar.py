"""Dates and weekdays as people write them, for the rules that compare them with the calendar."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from mottepakke.model.wording import MONTHS, WEEKDAY_OF

MONTH = "|".join(MONTHS)
SHORT_WEEKDAY = r"(?-i:(?:[Mm][aå]n|[Tt]irs?|[Tt]ys|[Oo]ns|tors?|Tors|[Ff]re|[Ll]ør|[Ll]au|[Ss][øu]n)\.)"
"""«fre.»; «Tor.» may be a man at the end of a sentence."""
WEEKDAY = rf"(?:{'|'.join(WEEKDAY_OF)}|{SHORT_WEEKDAY})"
DAY_OF_START = {name[:3]: day for name, day in WEEKDAY_OF.items()}
LEAP_YEAR = 2024


def weekday_of(written: str) -> int:
    """The number from Monday (0) of a weekday as `WEEKDAY` finds it."""
    return DAY_OF_START[written[:3].lower()]


def month_of(name: str) -> int:
    """The number of the month ``name``."""
    return MONTHS.index(name.lower()) + 1


def days_in(month: int, year: int | None) -> int:
    """The days of ``month``; February has 29 where the year is not told."""
    return calendar.monthrange(year or LEAP_YEAR, month)[1]


def full_year(written: str | None) -> int | None:
    """The year that «25» or «2025» is."""
    return None if not written else int(written) + (2000 if len(written) == 2 else 0)


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """The day, where there is such a one."""
    return dt.date(year, month, day) if year and 1 <= month <= 12 and 1 <= day <= days_in(month, year) else None


def norwegian(day: dt.date) -> str:
    """«15. mai 2025»."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


DATE = (
    rf"(?P<day>\d{{1,2}})\.\s?(?:(?P<name>{MONTH})\b(?:\s(?P<year>(?:19|20)\d\d)\b)?|"
    r"(?P<month>\d{1,2})\.\s?(?P<short>\d{4}|\d{2})(?!\d))"
)
"""«15. mai», «15. mai 2025», «15.5.25», as groups that `date_in` reads."""
ON_DATE = rf"(?:den\s|på\s|til\s)?(?:{WEEKDAY},?\s)?(?:den\s)?{DATE}"
"""The same after a weekday or «den»."""


def date_in(found: re.Match[str], year: int) -> dt.date | None:
    """The day that the groups of `DATE` say, in ``year`` where they say none; None where there is no such day."""
    month = month_of(found["name"]) if found["name"] else int(found["month"])
    return day_of(full_year(found["year"] or found["short"]) or year, month, int(found["day"]))


NAMED_DATE = re.compile(
    rf"(?<![\d.,/])(?P<day>\d{{1,2}})\.? ?(?P<name>{MONTH})\b(?: (?P<year>(?:19|20)\d\d)\b)?", re.IGNORECASE
)
"""«15. mai», «15. mai 2025», «15.mai 2025»."""
