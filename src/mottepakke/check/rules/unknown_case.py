"""``[[sak:…]]`` of a case that nobody knows."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.references import dangling
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In everything authors wrote for the meeting."""
    return dangling(subject, codes.UNKNOWN_CASE)


RULE = Rule(codes.UNKNOWN_CASE, find)
