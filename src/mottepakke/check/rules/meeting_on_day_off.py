"""A meeting on a Saturday, a Sunday or a public holiday."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.dates import DAYS_OFF, written
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.holidays import day_off


def find(subject: Subject) -> Iterator[Diagnostic]:
    """This meeting, and the next one it announces."""
    meeting = subject.meeting.meeting
    dates = [("dato", meeting.date)]
    if meeting.next_meeting:
        dates.append(("neste_møte", meeting.next_meeting.date))
    for key, date in dates:
        if day := day_off(date):
            yield Diagnostic.at(codes.MEETING_ON_DAY_OFF, meeting.origin.of(key), date=written(date), day=DAYS_OFF[day])


RULE = Rule(codes.MEETING_ON_DAY_OFF, find)
