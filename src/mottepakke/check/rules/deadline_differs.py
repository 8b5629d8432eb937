"""One deadline with two dates in a case: «høringsfristen er 1. mai», and «høringsfrist 15. mai» (R02).

Whoever keeps the later one is late. Only deadlines with a name of their own, said right before the date and as something
known («høringsfristen») at least once. Not matched: a text that says that the deadline was moved, or that there are several;
tables, and minutes, in which it may have been.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from mottepakke import codes
from mottepakke.check.calendar import ON_DATE, date_in, norwegian
from mottepakke.check.passages import said, with_digits
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Passage, Subject
from mottepakke.diagnostics import Diagnostic

NAMED = re.compile(
    r"\b(?P<deadline>[^\W\d_]{3,20}frist)(?P<known>en|a)?(?:\s(?:er|var|blir|ble|vart))?(?:\s(?:satt|sett))?:?\s" + ON_DATE,
    re.IGNORECASE,
)
SEVERAL = re.compile(
    r"utsatt|utset|forleng|flytt|endr|opprinnelig|opphavleg|\bnye?\b|\bførste\b|\bfyrste\b|\bandre\b|tidligere|tidlegare|foreløpig|"
    r"førebels|årlig|årleg|\bhve?rt\b|\bkvart\b|\bbegge\b|fristene|fristane|\bi fjor\b",
    re.IGNORECASE,
)

OF_SOME = re.compile(r",?\s(?:for|til|i)\s|\s\(")
"""What says whose deadline a date is, so that others may have another."""


class Deadline(Struct, frozen=True):
    """A date that a deadline is said to be, and the words that say so."""

    words: str
    is_known: bool
    year: str | None
    day: str
    passage: Passage


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In each case's note and summary."""
    told: dict[tuple[str, str], list[Deadline]] = {}
    for passage in with_digits(subject):
        is_judged = passage.is_of_meeting and passage.kind not in ("cell", "quote") and "rist" in passage.text
        for found in NAMED.finditer(passage.text) if is_judged and not passage.span.path.endswith(".referat.md") else ():
            date = date_in(found, subject.meeting.meeting.date.year)
            is_of_some = OF_SOME.match(passage.text, found.end())
            if date and passage.case and not is_of_some:
                year = found["year"] or found["short"]
                one = Deadline(found.group(), bool(found["known"]), year, norwegian(date), passage)
                told.setdefault((passage.case.key, found["deadline"].lower()), []).append(one)
    for (key, name), deadlines in told.items():
        first, other = deadlines[0], next((one for one in deadlines if one.day != deadlines[0].day), None)
        if other and _is_one(deadlines) and not _has_moved(subject, key, name):
            yield said(codes.DEADLINE_DIFFERS, other.passage, other.words, subject.source, other=first.day)


def _is_one(deadlines: list[Deadline]) -> bool:
    """Whether they are said of one deadline: two dates, of one year."""
    days = {one.day for one in deadlines}
    years = {one.year[-2:] for one in deadlines if one.year}
    return len(days) == 2 and len(years) <= 1 and any(one.is_known for one in deadlines)


def _has_moved(subject: Subject, key: str, name: str) -> bool:
    texts = (item.text for item in subject.passages if item.is_ours and item.case and item.case.key == key)
    return any(name in text.lower() and SEVERAL.search(text) for text in texts)


RULE = Rule(codes.DEADLINE_DIFFERS, find)
