"""A date that no calendar has: «31. april», «30.02.2025», «2025-02-30», «31/6-2025».

Members cannot keep such a deadline, and nobody can see which day was meant. Not matched: what may be a version or a section
(numbers that are no month, unless a full year follows), and a day of two digits without a point after it, such as «50 mai».
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.calendar import MONTH, day_of, days_in, full_year, month_of
from mottepakke.check.passages import said, with_dates
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic

NAMED = re.compile(rf"(?<![\d.,/])(?P<day>\d{{1,2}})\.\s?(?P<name>{MONTH})\b(?:\s(?P<year>(?:19|20)\d\d)\b)?", re.IGNORECASE)
FULL = re.compile(
    r"(?<![\d.,/v])(?<![Vv]ersjon )(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>(?:19|20)\d\d)(?![\d.]*\d)"
)
SLASHED = re.compile(r"(?<![\w/.-])(?P<day>\d{1,2})/(?P<month>\d{1,2})[ –-](?P<year>(?:19|20)\d\d)(?![\w/-])")
SHORT = re.compile(r"(?<![\d.,/v])(?<![Vv]ersjon )(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d\d)(?![\d.]*\d)")
ISO = re.compile(r"(?<![\w/-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])")
LARGEST_DAY = 31


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In all prose."""
    for passage in with_dates(subject):
        for words in dict.fromkeys(_impossible(passage.text)):
            yield said(codes.IMPOSSIBLE_DATE, passage, words, subject.source)


def _impossible(text: str) -> Iterator[str]:
    for found in NAMED.finditer(text):
        if not 1 <= int(found["day"]) <= days_in(month_of(found["name"]), full_year(found["year"])):
            yield found.group()
    for pattern in (FULL, ISO, SLASHED):
        for found in pattern.finditer(text):
            if not day_of(int(found["year"]), int(found["month"]), int(found["day"])):
                yield found.group()
    for found in SHORT.finditer(text):
        day, month = int(found["day"]), int(found["month"])
        if 1 <= day <= LARGEST_DAY and 1 <= month <= 12 and not day_of(2000 + int(found["year"]), month, day):
            yield found.group()


RULE = Rule(codes.IMPOSSIBLE_DATE, find)
