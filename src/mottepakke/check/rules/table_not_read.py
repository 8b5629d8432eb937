"""Rows with bars that are no table, because no row of dashes stands under the first one.

They are printed as one paragraph full of bars. The same happens when the row of dashes has another number of columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from mottepakke import codes
from mottepakke.check.passages import is_unread
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Passage, SourceLines, Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.source import Span

FEWEST_ROWS = 2
FEWEST_BARS = 2
"""In a row, and in what is one."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Paragraphs of sources."""
    for passage in subject.passages:
        if (
            passage.is_ours
            and passage.kind in ("text", "item", "quote")
            and passage.text.count("|") >= FEWEST_ROWS * FEWEST_BARS
        ):
            rows = [] if is_unread(subject, passage) else _rows(passage, subject.source)
            if len(rows) >= FEWEST_ROWS:
                yield Diagnostic.at(codes.TABLE_NOT_READ, rows[0], count=len(rows))


def _rows(passage: Passage, source: SourceLines) -> list[Span]:
    """The lines of a paragraph that are rows."""
    lines = source(passage.span.path)[passage.span.line - 1 :]
    written = [line.lstrip(" \t>*+-") for line in takewhile(str.strip, lines)]
    rows = [number for number, line in enumerate(written) if line.startswith("|") and line.count("|") >= FEWEST_BARS]
    return [Span(passage.span.path, passage.span.line + number) for number in rows]


RULE = Rule(codes.TABLE_NOT_READ, find)
