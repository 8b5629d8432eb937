"""Rules of the agenda: durations, fixed times, the end of the meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from mottepakke import codes
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.clock import DAY, is_treated, minutes_of
from mottepakke.model.pack import ResolvedBreak, ResolvedCase

TIME_COLUMNS = frozenset({"tid", "start", "slutt", "varighet"})


def _clock(time: dt.time) -> str:
    return f"{time.hour:02d}.{time.minute:02d}"


def missing_duration(subject: Subject) -> Iterator[Diagnostic]:
    """A row without duration makes the times after it unknown; only the last may be open."""
    if not TIME_COLUMNS & set(subject.meeting.committee.columns) or subject.meeting.meeting.time is None:
        return
    treated = [row for row in subject.meeting.rows if is_treated(row.row)]
    for row, following in pairwise(treated):
        if isinstance(row, ResolvedCase) and row.row.minutes is None and following.row.start is None:
            yield Diagnostic.at(codes.MISSING_DURATION, row.row.origin.span, title=row.row.case.title)


def overrun(subject: Subject) -> Iterator[Diagnostic]:
    """The rows last longer than the meeting."""
    meeting = subject.meeting.meeting
    ends = [row.slot.end for row in subject.meeting.rows if row.slot.end]
    if meeting.time and meeting.time.end and ends and max(ends) > meeting.time.end:
        over = minutes_of(max(ends)) - minutes_of(meeting.time.end)
        span = meeting.origin.of("tid")
        yield Diagnostic.at(codes.AGENDA_OVERRUN, span, end=_clock(max(ends)), stated=_clock(meeting.time.end), over=over)


def fixed_times(subject: Subject) -> Iterator[Diagnostic]:
    """A fixed start before the row in front of it has ended, or long after."""
    last: ResolvedCase | ResolvedBreak | None = None
    for row in subject.meeting.rows:
        start, end = row.row.start, (last.slot.end or last.slot.start) if last else None
        known = last is not None and last.slot.end is not None
        if start and end and start != end and (known or start < end):
            code = codes.AGENDA_OVERLAP if start < end else codes.FIXED_TIME_GAP
            yield Diagnostic.at(code, row.row.origin.of("kl"), start=_clock(start), end=_clock(end))
        last = row if is_treated(row.row) else last


def past_midnight(subject: Subject) -> Iterator[Diagnostic]:
    """The durations run past the end of the day."""
    for row in subject.meeting.rows:
        if row.slot.start and row.row.minutes and minutes_of(row.slot.start) + row.row.minutes >= DAY:
            yield Diagnostic.at(codes.AGENDA_PAST_MIDNIGHT, row.row.origin.span, start=_clock(row.slot.start))
            return
