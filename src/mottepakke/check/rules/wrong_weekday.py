"""A weekday that is not that date's: «tirsdag 15. mai 2025» and «tir. 15. mai 2025» was a Thursday.

Some come on the weekday, others on the date. Without a year, the weekday must be wrong in the year of the meeting and in
those before and after it; in attached files, which may be of any year, only dates with a year are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.calendar import DATE, SHORT_WEEKDAY, WEEKDAY, date_in, full_year, weekday_of
from mottepakke.check.passages import said, with_digits
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.wording import WEEKDAYS

DATED = re.compile(rf"\b(?P<weekday>{WEEKDAY}),?\s(?:den\s)?{DATE}", re.IGNORECASE)
NAMED = re.compile(rf"dag|DAG|{SHORT_WEEKDAY}")
"""Without any of these there is no weekday."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In all prose."""
    held = subject.meeting.meeting.date.year
    language = subject.meeting.committee.language == "nn"
    for passage in with_digits(subject):
        for found in DATED.finditer(passage.text) if NAMED.search(passage.text) else ():
            year = full_year(found["year"] or found["short"])
            years = [year] if year else [held, held - 1, held + 1] if passage.is_ours else []
            days = [day for one in years if (day := date_in(found, one))]
            if days and all(day.weekday() != weekday_of(found["weekday"]) for day in days):
                right = WEEKDAYS[days[0].weekday()][-1 if language else 0]
                yield said(codes.WRONG_WEEKDAY, passage, found.group(), subject.source, weekday=right, year=days[0].year)


RULE = Rule(codes.WRONG_WEEKDAY, find)
