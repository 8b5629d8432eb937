"""A time that no clock shows: «kl. 25.10», «kl. 09.75».

Nobody knows when to come. Only what follows «kl.» or «klokken» is a time; 24.00 is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.passages import said, with_digits
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic

CLOCK = re.compile(
    r"\b(?:kl\.?|klokken|klokka)\s?(?P<first>\d{1,2})(?:[.:](?P<minutes>\d\d))?(?![\d:]|[.]\d)"
    r"(?:\s?(?:[-–]|til)\s?(?:kl\.?\s?)?(?P<last>\d{1,2})[.:](?P<until>\d\d)(?!\d|[.:]\d))?",
    re.IGNORECASE,
)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In all prose."""
    for passage in with_digits(subject):
        for found in CLOCK.finditer(passage.text) if "kl" in passage.text.lower() else ():
            if not (_is_time(found["first"], found["minutes"]) and _is_time(found["last"], found["until"])):
                yield said(codes.IMPOSSIBLE_TIME, passage, found.group(), subject.source)


def _is_time(hours: str | None, minutes: str | None) -> bool:
    hour, minute = int(hours or 0), int(minutes or 0)
    return (hour < 24 and minute < 60) or (hour, minute) == (24, 0)


RULE = Rule(codes.IMPOSSIBLE_TIME, find)
