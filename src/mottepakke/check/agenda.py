"""The agenda as its rules look at it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from mottepakke.model.clock import is_treated
from mottepakke.model.pack import ResolvedBreak, ResolvedCase, ResolvedMeeting

Row = ResolvedCase | ResolvedBreak


def fixed_starts(meeting: ResolvedMeeting) -> Iterator[tuple[Row, dt.time, dt.time, bool]]:
    """Each row with a fixed start, that start, and when the row before ends; whether that is known, or only its start."""
    last: Row | None = None
    for row in meeting.rows:
        end = (last.slot.end or last.slot.start) if last else None
        if last and row.row.start and end:
            yield row, row.row.start, end, last.slot.end is not None
        last = row if is_treated(row.row) else last


def sending_deadline(meeting: ResolvedMeeting) -> dt.date | None:
    """The last day on which the pack may be sent, or None where the committee has set none."""
    days = meeting.committee.deadline_days
    return meeting.meeting.date - dt.timedelta(days) if days is not None else None
