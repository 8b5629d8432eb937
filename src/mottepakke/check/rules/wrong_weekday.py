"""A weekday that is not that date's: «tirsdag 15. mai 2025» was a Thursday.

Some come on the weekday, others on the date. Without a year, the weekday must be wrong in the year of the meeting and in
those before and after it; in attached files, which may be of any year, only dates with a year are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.calendar import MONTH, WEEKDAY_OF, WEEKDAYS, day_of, full_year, month_of
from mottepakke.check.passages import said, with_digits
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic

DATED = re.compile(
    rf"\b(?P<weekday>{'|'.join(WEEKDAY_OF)}),?\s(?:den\s)?(?P<day>\d{{1,2}})\.\s?"
    rf"(?:(?P<name>{MONTH})\b(?:\s(?P<year>(?:19|20)\d\d)\b)?|(?P<month>\d{{1,2}})\.\s?(?P<short>\d{{4}}|\d{{2}})(?!\d))",
    re.IGNORECASE,
)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In all prose."""
    held = subject.meeting.meeting.date.year
    language = subject.meeting.committee.language == "nn"
    for passage in with_digits(subject):
        for found in DATED.finditer(passage.text) if "dag" in passage.text.lower() else ():
            month = month_of(found["name"]) if found["name"] else int(found["month"])
            year = full_year(found["year"] or found["short"])
            years = [year] if year else [held, held - 1, held + 1] if passage.is_ours else []
            days = [day for one in years if (day := day_of(one, month, int(found["day"])))]
            if days and all(day.weekday() != WEEKDAY_OF[found["weekday"].lower()] for day in days):
                right = WEEKDAYS[days[0].weekday()][-1 if language else 0]
                yield said(codes.WRONG_WEEKDAY, passage, found.group(), subject.source, weekday=right, year=days[0].year)


RULE = Rule(codes.WRONG_WEEKDAY, find)
