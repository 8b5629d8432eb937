"""A source that was sent and is no longer there."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.source import Span


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each file."""
    for change in subject.changes:
        if change.is_gone:
            yield Diagnostic.at(codes.GONE_SINCE_SENT, Span(change.path), meeting=subject.meeting.meeting.key)


RULE = Rule(codes.GONE_SINCE_SENT, find)
