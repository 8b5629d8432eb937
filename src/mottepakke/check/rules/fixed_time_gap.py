"""A fixed start long after the row in front of it has ended."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.agenda import fixed_starts
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.clock import shown


def find(subject: Subject) -> Iterator[Diagnostic]:
    """``kl`` against what the durations give."""
    for row, start, end, known in fixed_starts(subject.meeting):
        if start > end and known:
            yield Diagnostic.at(codes.FIXED_TIME_GAP, row.row.origin.of("kl"), start=shown(start), end=shown(end))


RULE = Rule(codes.FIXED_TIME_GAP, find)
