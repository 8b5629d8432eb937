"""A fixed start before the row in front of it has ended."""

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
    for row, start, end, _ in fixed_starts(subject.meeting):
        if start < end:
            yield Diagnostic.at(codes.AGENDA_OVERLAP, row.row.origin.of("kl"), start=shown(start), end=shown(end))


RULE = Rule(codes.AGENDA_OVERLAP, find)
