"""The shape of tables: as many cells in every row as there are columns, rows that fit on a page."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from mottepakke.model.document import (
    Cell,
    CodeBlock,
    Figure,
    Footnote,
    FootnoteReference,
    Heading,
    Link,
    Paragraph,
    Row,
    Table,
)
from mottepakke.model.walk import every
from mottepakke.write.pdf.walk import plain_text

LINE = 84
"""Characters of table text in a line as wide as the page, somewhat less than there are."""
HALF_PAGE = 25
"""Lines that a row may have and still be kept on one page."""
SHORT_ROW = 18
"""Lines that a row of a table with long rows may have and be kept: a third of a page, left empty at worst."""
SHORTEST = 8


class Shape(Struct, frozen=True):
    """A table with complete rows; ``added`` is the number of columns that its ``widths`` did not have."""

    widths: tuple[float, ...]
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    splittable: bool = True
    added: int = 0


def shape_of(table: Table) -> Shape:
    """``table`` with short rows filled up, and with further columns where a row has too many cells."""
    columns = max((_span(row) for row in (*table.head, *table.rows)), default=0)
    widths = table.widths or (1.0,)
    added = max(0, columns - len(widths))
    widths += (sum(widths) / len(widths),) * added
    return Shape(
        widths,
        tuple(_filled(row, len(widths)) for row in table.head),
        tuple(_filled(row, len(widths)) for row in table.rows),
        table.splittable,
        added,
    )


def _span(row: Row) -> int:
    return sum(cell.colspan for cell in row.cells)


def _filled(row: Row, columns: int) -> Row:
    missing = columns - _span(row)
    return replace(row, cells=(*row.cells, *(Cell(()) for _ in range(missing)))) if missing else row


def cell_shares(row: Row, widths: tuple[float, ...]) -> Iterable[tuple[Cell, float]]:
    """Every cell of a row with its share of the table's width."""
    first = 0
    for cell in row.cells:
        yield cell, sum(widths[first : first + cell.colspan]) / sum(widths)
        first += cell.colspan


def may_break(row: Row, shape: Shape) -> bool:
    """Whether a row may be broken over pages: a long one of a table that says so, and one that might fit on no page."""
    kept = SHORT_ROW if shape.splittable else HALF_PAGE
    return any(_lines(cell, line_length(share)) > kept for cell, share in cell_shares(row, shape.widths))


def _lines(cell: Cell, length: int) -> int:
    """How many lines a cell takes at the least room a line may have."""
    return sum(
        _line_count(node, length)
        for node in every(cell.blocks)
        if isinstance(node, Paragraph | Heading | CodeBlock | Figure)
    )


def _line_count(block: Paragraph | Heading | CodeBlock | Figure, length: int) -> int:
    """Lines of a block; a picture may be as tall as a page."""
    if isinstance(block, Figure):
        return HALF_PAGE + 1
    return sum(1 + len(line) // length for line in plain_text((block,)).split("\n"))


def head_may_repeat(shape: Shape) -> bool:
    """Whether the head may stand on every page. A repeated head is an artifact, which PDF/UA-1 allows no links in."""
    cells = (cell for row in shape.head for cell in row.cells)
    return not any(isinstance(node, LINKED) for cell in cells for node in every(cell.blocks))


LINKED = (Link, Footnote, FootnoteReference)


def line_length(share: float) -> int:
    """How many characters in a row a column surely takes."""
    return max(SHORTEST, int(LINE * share))
