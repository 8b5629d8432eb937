"""Dates and times as the documents print them: «torsdag 15. mai 2025», «kl. 09.00–16.00» (Språkrådet's forms)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from mottepakke.model.meeting import TimeRange
from mottepakke.model.pack import Slot

Words = Mapping[str, str]
NO_BREAK = "\N{NO-BREAK SPACE}"


def long_date(day: dt.date, words: Words) -> str:
    """``15. mai 2025``; the day never parts from its month at a line end."""
    month = words["måneder"].split()[day.month - 1]
    return f"{day.day}.{NO_BREAK}{month} {day.year}"


def weekday_date(day: dt.date, words: Words) -> str:
    """``torsdag 15. mai 2025``."""
    return f"{words['ukedager'].split()[day.weekday()]} {long_date(day, words)}"


def clock(time: dt.time | None) -> str:
    """``09.00``, or '' for no time."""
    return f"{time.hour:02d}.{time.minute:02d}" if time else ""


def clock_range(time: TimeRange | None, words: Words) -> str:
    """``kl. 09.00–16.00``."""
    if time is None:
        return ""
    written = clock(time.start) + (f"–{clock(time.end)}" if time.end else "")
    return words["kl"].format(tid=written).replace(" ", NO_BREAK, 1)


def duration(minutes: int | None, words: Words) -> str:
    """``40 minutter``, or ''."""
    if minutes is None:
        return ""
    return words["ett_minutt"] if minutes == 1 else words["minutter"].format(antall=minutes).replace(" ", NO_BREAK, 1)


def slot_text(slot: Slot, minutes: int | None, words: Words) -> str:
    """``40 minutter: 11.30–12.10``, or '' where the times are unknown."""
    if minutes is None or slot.start is None or slot.end is None:
        return ""
    times = {"start": clock(slot.start), "slutt": clock(slot.end)}
    return words["tid_til_saken"].format(varighet=duration(minutes, words), **times)
