"""A date or time in a form that Norwegian prose does not use: «15.mai», «15. Mai», «15/5-2025», «kl 12:30», «kl.12».

A pack with one form of writing is easier to read and to search. In running text of sources only: tables may be short of
room, and other people's files are theirs. Not matched: «15.05.2025», «kl. 12:30» (both are allowed), names of files and
addresses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from mottepakke import codes
from mottepakke.check.calendar import MONTH, day_of, norwegian
from mottepakke.check.passages import said, with_dates
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic

Better = Callable[[re.Match[str]], str]


def _as_date(found: re.Match[str]) -> str:
    year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
    day = day_of(year, int(found["month"]), int(found["day"]))
    return norwegian(day) if day else ""


FORMS: tuple[tuple[re.Pattern[str], Better], ...] = (
    (
        re.compile(rf"(?<![\d.,/])(?P<day>\d{{1,2}})\.(?P<month>{MONTH})\b(?P<rest> \d{{4}}\b)?", re.IGNORECASE),
        lambda found: f"{found['day']}. {found['month'].lower()}{found['rest'] or ''}",
    ),
    (
        re.compile(rf"(?<![\d.,/])(?P<day>\d{{1,2}})\. (?P<month>{MONTH.title()})\b(?P<rest> \d{{4}}\b)?"),
        lambda found: f"{found['day']}. {found['month'].lower()}{found['rest'] or ''}",
    ),
    (re.compile(r"(?<![\w/.-])(?P<day>\d{1,2})/(?P<month>\d{1,2})[ –-](?P<year>(?:19|20)\d\d|\d\d)(?![\w/-])"), _as_date),
    (re.compile(r"(?<![\w/.-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w/-]|\.\w)"), _as_date),
    (
        re.compile(r"\b(?:[Kk]l(?:(?P<bare> )|\.)|[Kk]l)(?P<hour>\d{1,2})(?:[.:](?P<minute>\d\d))?(?!\d)"),
        lambda found: f"kl. {found['hour']}" + (f".{found['minute']}" if found["minute"] else ""),
    ),
)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In running text of sources."""
    for passage in with_dates(subject):
        for pattern, better in FORMS if passage.is_ours and passage.flows else ():
            for found in pattern.finditer(passage.text):
                if words := better(found):
                    yield said(codes.DATE_OR_TIME_FORM, passage, found.group(), subject.source, better=words)


RULE = Rule(codes.DATE_OR_TIME_FORM, find)
