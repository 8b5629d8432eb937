"""Dates and times as people write them."""

from __future__ import annotations

import datetime as dt
import re

from mottepakke.model.wording import MONTHS, WEEKDAY_OF

DAY = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}\. ?[0-9]{1,2}\. ?[0-9]{4}"
    r"|(?:[A-Za-zÆØÅæøå]+da[gy] *)?[0-9]{1,2}\. *[A-Za-z]+ +[0-9]{4}"
)
"""Patterns of `parse_date` and `parse_clock`, for editors."""
TIME = r"(?:[Kk][Ll]\.? *)?[0-9]{1,2}(?:[:.][0-9]{2})?"


def parse_date(written: str) -> dt.date | None:
    """``2025-05-15``, ``15.05.2025``, ``15. mai 2025`` perhaps after its weekday; None when impossible."""
    weekday = None
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", written)
    if found:
        year, month, day = map(int, found.groups())
    elif found := re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", written):
        day, month, year = map(int, found.groups())
    elif found := re.fullmatch(r"(\w+day|\w+dag)?\s*(\d{1,2})\.\s*([a-z]+)\s+(\d{4})", written.lower()):
        if found.group(3) not in MONTHS:
            return None
        weekday = WEEKDAY_OF.get(found.group(1) or "")
        day, month, year = int(found.group(2)), MONTHS.index(found.group(3)) + 1, int(found.group(4))
    else:
        return None
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    return date if weekday in (None, date.weekday()) else None


def parse_clock(written: str) -> dt.time | None:
    """``09:15``, ``9.15``, ``9:15``, ``kl. 9``; None when there is no such time."""
    found = re.fullmatch(r"(?:kl\.?\s*)?(\d{1,2})(?:[:.](\d{2}))?", written.strip().lower())
    if not found:
        return None
    hour, minute = int(found.group(1)), int(found.group(2) or 0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None
