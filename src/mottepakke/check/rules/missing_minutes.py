"""Minutes attached that nobody has written."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """``referat:`` of another meeting, without a file."""
    for source in subject.attached_minutes:
        if source.meeting not in (subject.meeting.meeting.key, *subject.meetings_with_minutes):
            yield Diagnostic.at(codes.MISSING_MINUTES, source.origin.of("referat"), meeting=source.meeting)


RULE = Rule(codes.MISSING_MINUTES, find)
