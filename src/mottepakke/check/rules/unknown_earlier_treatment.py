"""An earlier treatment that no ledger knows."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Of every case on the agenda."""
    for resolved in subject.meeting.cases:
        for reference in resolved.row.case.earlier:
            if (reference.committee, reference.number) not in subject.known_earlier:
                shown = f"{reference.committee} {reference.number}"
                yield Diagnostic.at(codes.UNKNOWN_EARLIER, reference.span, reference=shown)


RULE = Rule(codes.UNKNOWN_EARLIER, find)
