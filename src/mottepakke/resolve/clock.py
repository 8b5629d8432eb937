"""Clock times of the agenda."""

from __future__ import annotations

from collections.abc import Sequence

from mottepakke.model.clock import is_treated, minutes_of, time_of
from mottepakke.model.meeting import AgendaRow, TimeRange
from mottepakke.model.pack import Slot


def slots(rows: Sequence[AgendaRow], time: TimeRange | None) -> tuple[Slot, ...]:
    """A slot for each row: from the meeting's start and the durations, or from a row's own fixed start.

    After a row without duration times are unknown until the next fixed start; the last row ends with the meeting.
    """
    now = minutes_of(time.start) if time else None
    result: list[Slot] = []
    for position, row in enumerate(rows):
        if not is_treated(row):
            result.append(Slot())
            continue
        if row.start is not None:
            now = minutes_of(row.start)
        start = now
        if row.minutes is not None:
            now = None if now is None else now + row.minutes
        else:
            end = _open_end(rows[position + 1 :], time)
            now = None if start is not None and end is not None and end < start else end
        result.append(Slot(time_of(start), time_of(now)))
    return tuple(result)


def _open_end(following: Sequence[AgendaRow], time: TimeRange | None) -> int | None:
    treated = [row for row in following if is_treated(row)]
    if treated:
        return minutes_of(treated[0].start) if treated[0].start else None
    return minutes_of(time.end) if time and time.end else None
