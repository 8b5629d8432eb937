"""A stretch of the agenda without a break that is longer than the committee allows.

Unused time is a break in all but name, and what comes after the stated end is told by another rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.clock import is_treated, minutes_of, shown
from mottepakke.model.pack import ResolvedBreak, ResolvedCase


def find(subject: Subject) -> Iterator[Diagnostic]:
    """At the case with which the stretch becomes too long; people stop listening long before they say so."""
    limit = subject.meeting.committee.rules.longest_without_break
    closes = subject.meeting.meeting.time.end if subject.meeting.meeting.time else None
    begun, ended, told = None, None, False
    for row in subject.meeting.rows:
        if isinstance(row, ResolvedBreak):
            begun, ended, told = None, None, False
        elif is_treated(row.row) and row.slot.start and row.slot.end:
            if ended and ended < row.slot.start:
                begun, told = None, False
            begun, ended = begun or row.slot.start, row.slot.end
            end = min(ended, closes or ended)
            minutes = minutes_of(end) - minutes_of(begun)
            if minutes > limit and not told:
                told = True
                yield _found(row, shown(begun), shown(end), minutes, limit)


def _found(row: ResolvedCase, start: str, end: str, minutes: int, limit: int) -> Diagnostic:
    span = row.row.origin.span
    return Diagnostic.at(codes.LONG_WITHOUT_BREAK, span, start=start, end=end, minutes=minutes, limit=limit)


RULE = Rule(codes.LONG_WITHOUT_BREAK, find)
