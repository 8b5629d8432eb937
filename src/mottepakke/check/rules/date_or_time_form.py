"""A date or time in a form that Norwegian prose does not use: «15.mai», «15. Mai», «15 mai 2025», «15/5-2025», «kl 12:30».

A pack with one form of writing is easier to read and to search. In running text of sources only: tables may be short of
room, and other people's files are theirs. Not matched: «15.05.2025», «kl. 12:30» (both are allowed), names of files and
addresses, sentences about forms of dates, and what is no date or time at all, which has rules of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from mottepakke import codes
from mottepakke.check.calendar import MONTH, day_of, days_in, full_year, month_of, norwegian
from mottepakke.check.passages import said, sentence_around, with_dates
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic

Better = Callable[[re.Match[str]], str]


ABOUT_FORMS = re.compile(r"\b(?:dato|tids?)?format|skrivemåt", re.IGNORECASE)
"""What says that a sentence is about how dates are written."""


def _as_date(found: re.Match[str]) -> str:
    day = day_of(full_year(found["year"]) or 0, int(found["month"]), int(found["day"]))
    return norwegian(day) if day else ""


def _as_named(found: re.Match[str]) -> str:
    month, year = found["name"].lower(), found["year"]
    is_day = 1 <= int(found["day"]) <= days_in(month_of(month), full_year(year))
    return f"{found['day']}. {month}{f' {year}' if year else ''}" if is_day else ""


def _as_time(found: re.Match[str]) -> str:
    is_time = int(found["hour"]) <= LAST_HOUR and int(found["minute"] or 0) <= LAST_MINUTE
    return f"kl. {found['hour']}{'.' + found['minute'] if found['minute'] else ''}" if is_time else ""


LAST_HOUR, LAST_MINUTE = 24, 59
YEAR = r"(?: (?P<year>\d{4})\b)?"
FORMS: tuple[tuple[re.Pattern[str], Better], ...] = (
    (re.compile(rf"(?<![\d.,/])(?P<day>\d{{1,2}})\.(?P<name>{MONTH})\b{YEAR}", re.IGNORECASE), _as_named),
    (re.compile(rf"(?<![\d.,/])(?P<day>\d{{1,2}})\. (?P<name>{MONTH.title()})\b{YEAR}"), _as_named),
    (re.compile(rf"(?<![\w.,/–-])(?<!\d )(?P<day>\d{{1,2}}) (?P<name>{MONTH}) (?P<year>(?:19|20)\d\d)\b"), _as_named),
    (re.compile(r"(?<![\w/.-])(?P<day>\d{1,2})/(?P<month>\d{1,2})[ –/-](?P<year>(?:19|20)\d\d)(?![\w/-])"), _as_date),
    (re.compile(r"(?<![\w/.-])(?P<day>\d{1,2})/(?P<month>\d{1,2})[ –-](?P<year>\d\d)(?![\w/-])"), _as_date),
    (re.compile(r"(?<![\w/.-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w/-]|\.\w)"), _as_date),
    (re.compile(r"\b(?:[Kk]l(?:(?P<bare> )|\.)|[Kk]l)(?P<hour>\d{1,2})(?:[.:](?P<minute>\d\d))?(?!\d)"), _as_time),
    (re.compile(r"\b[Kk]l\.? (?P<hour>[012]\d)(?P<minute>[0-5]\d)(?!\d)"), _as_time),
)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In running text of sources."""
    for passage in with_dates(subject):
        for pattern, better in FORMS if passage.is_ours and passage.flows else ():
            for found in pattern.finditer(passage.text):
                sentence = sentence_around(passage.text, found.start(), found.end())
                if (words := better(found)) and not ABOUT_FORMS.search(sentence):
                    yield said(codes.DATE_OR_TIME_FORM, passage, found.group(), subject.source, better=words)


RULE = Rule(codes.DATE_OR_TIME_FORM, find)
