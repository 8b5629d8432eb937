"""A row without duration, which makes the times after it unknown; only the last may be open."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.clock import is_treated
from mottepakke.model.pack import ResolvedCase

TIME_COLUMNS = frozenset({"tid", "start", "slutt", "varighet"})


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Where the agenda shows times, and the row after has no fixed start."""
    if not TIME_COLUMNS & set(subject.meeting.committee.columns) or subject.meeting.meeting.time is None:
        return
    treated = [row for row in subject.meeting.rows if is_treated(row.row)]
    for row, following in pairwise(treated):
        if isinstance(row, ResolvedCase) and row.row.minutes is None and following.row.start is None:
            yield Diagnostic.at(codes.MISSING_DURATION, row.row.origin.span, title=row.row.case.title)


RULE = Rule(codes.MISSING_DURATION, find)
