"""Days on which nobody works in Norway (lov om helligdager § 2, lov om 1 og 17 mai), computed."""

from __future__ import annotations

import datetime as dt
from typing import Literal

DayOff = Literal["saturday", "sunday", "holiday"]
FIXED = frozenset({(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)})
"""Month and day."""
BY_EASTER = frozenset({-3, -2, 0, 1, 39, 49, 50})
"""Days after Easter Sunday: from Maundy Thursday to Whit Monday."""
SATURDAY, SUNDAY = 5, 6


def easter(year: int) -> dt.date:
    """Easter Sunday of ``year`` (the Gregorian computus of Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    skipped, of_four = divmod(century, 4)
    corrected = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * (year % 19) + century - skipped - corrected + 15) % 30
    weekday = (32 + 2 * of_four + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def day_off(date: dt.date) -> DayOff | None:
    """What ``date`` is, of the days on which nobody works; None for a working day."""
    if (date.month, date.day) in FIXED or (date - easter(date.year)).days in BY_EASTER:
        return "holiday"
    return {SATURDAY: "saturday", SUNDAY: "sunday"}.get(date.weekday())  # type: ignore[return-value]


def working_day_before(date: dt.date) -> dt.date:
    """``date`` itself, or the last working day before it."""
    while day_off(date):
        date -= dt.timedelta(1)
    return date
