"""A meeting that attaches its own minutes."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """``referat:`` of the meeting itself."""
    for source in subject.attached_minutes:
        if source.meeting == subject.meeting.meeting.key:
            yield Diagnostic.at(codes.REFERENCE_CYCLE, source.origin.of("referat"), meeting=source.meeting)


RULE = Rule(codes.REFERENCE_CYCLE, find)
