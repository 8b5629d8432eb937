"""A deadline on a Saturday, a Sunday or a public holiday.

In prose, those alone that are still to come: «frist 15. juni», «innen 17. mai 2025». Not matched: «innen» the first or last
day of a month, which is the end of a period and not a day on which anything is sent, what comes every year, and attached
files.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.agenda import sending_deadline
from mottepakke.check.calendar import ON_DATE, date_in
from mottepakke.check.dates import DAYS_OFF, written
from mottepakke.check.passages import place_of, sentence_around, with_digits
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.holidays import day_off, working_day_before
from mottepakke.model.source import Span

DEADLINE = re.compile(
    r"(?:frist(?:en|a)?(?:\s(?:for|til)(?:\s(?!før|etter|var)[^\W\d]+){1,4}?)?(?:\s(?:er|blir|settes|sett))?:?"
    rf"|\b(?P<within>innen|innan|senest|seinast))\s{ON_DATE}",
    re.IGNORECASE,
)
YEARLY = re.compile(r"\b(?:hvert?|kvart?|årl[ei]g\w*)\b", re.IGNORECASE)
SIGNS = ("rist", "nnen", "nnan", "enest", "einast")
"""Without any of these there is no deadline: looking for them is much faster."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """For sending the pack, of action points, and in what authors wrote."""
    meeting, minutes = subject.meeting.meeting, subject.minutes
    deadline = sending_deadline(subject.meeting)
    dates: list[tuple[Span, dt.date]] = []
    if deadline and not meeting.frozen and minutes is None:
        dates.append((meeting.origin.of("dato"), deadline))
    points = [point for part in (minutes.cases if minutes else ()) for point in part.action_points]
    dates += [(point.span, point.due) for point in points if point.due and not point.done]
    known = {point.span for point in points}
    dates += [(span, date) for span, date in _in_prose(subject) if span not in known]
    for span, date in dates:
        if day := day_off(date):
            before = written(working_day_before(date))
            yield Diagnostic.at(codes.DEADLINE_ON_DAY_OFF, span, date=written(date), day=DAYS_OFF[day], before=before)


def _in_prose(subject: Subject) -> Iterator[tuple[Span, dt.date]]:
    held = subject.meeting.meeting.date
    for passage in with_digits(subject):
        is_judged = passage.is_ours and passage.case and any(sign in passage.text for sign in SIGNS)
        for found in DEADLINE.finditer(passage.text) if is_judged else ():
            date = date_in(found, held.year)
            if not date or date < held or (found["within"] and _ends_a_period(date)):
                continue
            if not YEARLY.search(sentence_around(passage.text, found.start(), found.end())):
                yield place_of(passage, found.group(), subject.source), date


def _ends_a_period(date: dt.date) -> bool:
    return date.day == 1 or (date + dt.timedelta(1)).day == 1


RULE = Rule(codes.DEADLINE_ON_DAY_OFF, find)
