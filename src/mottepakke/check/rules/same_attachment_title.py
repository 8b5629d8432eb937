"""Two attachments of a case with one title."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.wording import folded, shortened


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In the list of the case nobody can tell them apart."""
    for resolved in subject.meeting.cases:
        seen: set[str] = set()
        for item in resolved.attachments:
            title = folded(item.title)
            if title and title in seen:
                span = item.source.origin.of("tittel")
                yield Diagnostic.at(codes.SAME_ATTACHMENT_TITLE, span, title=shortened(item.title))
            seen.add(title)


RULE = Rule(codes.SAME_ATTACHMENT_TITLE, find)
