"""A deadline on a Saturday, a Sunday or a public holiday."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.agenda import sending_deadline
from mottepakke.check.dates import DAYS_OFF, written
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.holidays import day_off, working_day_before
from mottepakke.model.source import Span


def find(subject: Subject) -> Iterator[Diagnostic]:
    """For sending the pack, and of action points."""
    meeting, minutes = subject.meeting.meeting, subject.minutes
    deadline = sending_deadline(subject.meeting)
    dates: list[tuple[Span, dt.date]] = []
    if deadline and not meeting.frozen and minutes is None:
        dates.append((meeting.origin.of("dato"), deadline))
    for part in minutes.cases if minutes else ():
        dates += [(point.span, point.due) for point in part.action_points if point.due and not point.done]
    for span, date in dates:
        if day := day_off(date):
            before = written(working_day_before(date))
            yield Diagnostic.at(codes.DEADLINE_ON_DAY_OFF, span, date=written(date), day=DAYS_OFF[day], before=before)


RULE = Rule(codes.DEADLINE_ON_DAY_OFF, find)
