"""A list numbered by hand with a number missing: 1, 2, 4.

Lists are numbered anew when they are printed, so that the last point becomes 3: what refers to it leads astray, or a point
has got lost. Not matched: lists that do not begin at 1, and the same number all the way, which is a way of writing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import SourceLines, Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.document import Block, Items
from mottepakke.model.source import Span

WRITTEN = re.compile(r"[\s>*+-]*(\d{1,3})[.)]\s")


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In notes, Markdown attachments and minutes."""
    for writing in subject.writings:
        for node in writing.nodes:
            if isinstance(node, Items) and node.ordered and node.start == 1:
                numbers = [_written(item, subject.source) for item in node.items]
                yield from _jump([number for number in numbers if number], len(numbers))


def _written(item: Sequence[Block], source: SourceLines) -> tuple[int, Span] | None:
    """The number that stands before an item in its source, and where."""
    span = getattr(item[0], "span", None) if item else None
    lines = source(span.path) if span else ()
    found = WRITTEN.match(lines[span.line - 1]) if span and span.line <= len(lines) else None
    return (int(found[1]), span) if found and span else None


def _jump(numbers: Sequence[tuple[int, Span]], items: int) -> Iterator[Diagnostic]:
    rises = all(after > before for (before, _), (after, _) in pairwise(numbers))
    if len(numbers) == items and rises:
        for printed, (number, span) in enumerate(numbers, 1):
            if number != printed:
                yield Diagnostic.at(codes.LIST_NUMBER_JUMP, span, number=number, printed=printed)
                return


RULE = Rule(codes.LIST_NUMBER_JUMP, find)
