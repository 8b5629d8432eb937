"""Dates and times as people write them."""

from __future__ import annotations

import datetime as dt
import re

MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)
DAY = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}\. ?[0-9]{1,2}\. ?[0-9]{4}"
    r"|(?:[A-Za-zÆØÅæøå]+da[gy] *)?[0-9]{1,2}\. *[A-Za-z]+ +[0-9]{4}"
)
"""Patterns of `parse_date` and `parse_clock`, for editors."""
TIME = r"(?:[Kk][Ll]\.? *)?[0-9]{1,2}(?:[:.][0-9]{2})?"


def parse_date(written: str) -> dt.date | None:
    """``2025-05-15``, ``15.05.2025``, ``15. mai 2025`` (a weekday before it is ignored); None when impossible."""
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", written)
    if found:
        year, month, day = map(int, found.groups())
    elif found := re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", written):
        day, month, year = map(int, found.groups())
    elif found := re.fullmatch(r"(?:\w+day|\w+dag)?\s*(\d{1,2})\.\s*([a-z]+)\s+(\d{4})", written.lower()):
        if found.group(2) not in MONTHS:
            return None
        day, month, year = int(found.group(1)), MONTHS.index(found.group(2)) + 1, int(found.group(3))
    else:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def parse_clock(written: str) -> dt.time | None:
    """``09:15``, ``9.15``, ``9:15``, ``kl. 9``; None when there is no such time."""
    found = re.fullmatch(r"(?:kl\.?\s*)?(\d{1,2})(?:[:.](\d{2}))?", written.strip().lower())
    if not found:
        return None
    hour, minute = int(found.group(1)), int(found.group(2) or 0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None
