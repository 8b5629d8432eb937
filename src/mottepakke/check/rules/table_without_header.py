"""A table whose first row is empty, so that no column has a header.

Screen readers have nothing to say before a figure, and the others must guess. A single empty cell in the first row is
left alone: the corner of a table often is.
"""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.document import Table


def find(subject: Subject) -> Iterator[Diagnostic]:
    """The tables of notes, Markdown attachments and minutes."""
    for writing in subject.writings:
        for node in writing.nodes:
            if isinstance(node, Table) and node.span and not any(cell.blocks for row in node.head for cell in row.cells):
                yield Diagnostic.at(codes.TABLE_WITHOUT_HEADER, node.span)


RULE = Rule(codes.TABLE_WITHOUT_HEADER, find)
