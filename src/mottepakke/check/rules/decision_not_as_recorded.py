"""A decision that the ledger, and so every quotation of it, has in other words."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.document import Paragraph
from mottepakke.model.references import references
from mottepakke.model.walk import words


def find(subject: Subject) -> Iterator[Diagnostic]:
    """A decision with references is left alone: the ledger has them in words."""
    key = subject.meeting.meeting.key
    for case in subject.meeting.cases if subject.minutes else ():
        assert subject.minutes is not None
        written, entry = subject.minutes.of(case.number, case.row.case.slug), case.entry
        if not written or not entry or entry.meeting != key or not entry.decision:
            continue
        if not any(references(written.decision)) and words(written.decision) != words(entry.decision):
            span = next((block.span for block in written.decision if isinstance(block, Paragraph)), None) or written.span
            yield Diagnostic.at(codes.DECISION_NOT_AS_RECORDED, span, number=entry.number, meeting=key)


RULE = Rule(codes.DECISION_NOT_AS_RECORDED, find)
