"""Times of day as minutes, and which agenda rows take time."""

from __future__ import annotations

import datetime as dt

from mottepakke.model.meeting import AgendaRow, CaseRow

DAY = 24 * 60


def minutes_of(time: dt.time) -> int:
    """Minutes since midnight."""
    return time.hour * 60 + time.minute


def time_of(minutes: int | None) -> dt.time | None:
    """The time ``minutes`` after midnight, or None where there is none that day."""
    return dt.time(minutes // 60, minutes % 60) if minutes is not None and 0 <= minutes < DAY else None


def is_treated(row: AgendaRow) -> bool:
    """Whether a row takes time: cases withdrawn or postponed do not."""
    return not (isinstance(row, CaseRow) and row.status)


def shown(time: dt.time) -> str:
    """``09.15``, as findings say it."""
    return f"{time.hour:02d}.{time.minute:02d}"
