"""A source that is not as it was sent."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.source import Span

MAX_PARTS = 6


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each source, with the parts that differ where they have names."""
    for change in subject.changes:
        if not change.is_gone:
            shown = (*change.parts[:MAX_PARTS], *("…" for _ in change.parts[MAX_PARTS : MAX_PARTS + 1]))
            parts = ", ".join(f"«{part}»" if part != "…" else part for part in shown) or "@content"
            yield Diagnostic.at(codes.CHANGED_SINCE_SENT, Span(change.path), parts=parts)


RULE = Rule(codes.CHANGED_SINCE_SENT, find)
