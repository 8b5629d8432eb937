"""Column widths of tables whose author gave none."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from mottepakke.model.document import Block, Cell, Items, Paragraph, Row, Table
from mottepakke.model.walk import plain_text

MAX_LONGEST = 60
SAMPLE_ROWS = 200


def sized(table: Table) -> Table:
    """``table`` with column widths, the same for every format."""
    if table.widths:
        return table
    rows = (*table.head, *table.rows[:SAMPLE_ROWS])
    columns = max((len(row.cells) for row in rows), default=0)
    if not columns:
        return table
    shares = _shares([_column(rows, position) for position in range(columns)])
    return replace(table, widths=shares, splittable=any(_length(cell) > 400 for row in rows for cell in row.cells))


def _column(rows: Sequence[Row], position: int) -> tuple[int, int]:
    """The longest word and the longest text of a column, in characters."""
    texts = [_text(row.cells[position]) for row in rows if position < len(row.cells)]
    words = (len(word) for text in texts for word in text.split())
    return min(max(words, default=1), 24), min(max(map(len, texts), default=1), MAX_LONGEST)


def _shares(columns: Sequence[tuple[int, int]]) -> tuple[float, ...]:
    """Each column gets room for its longest word; what is left is shared by how much text there is."""
    total = 92  # characters on a line of body text
    needed = [word + 3 for word, _ in columns]
    wanted = [max(text - word, 0) for word, text in columns]
    spare = max(total - sum(needed), 0)
    extra = [spare * want / (sum(wanted) or 1) for want in wanted] if sum(wanted) else [spare / len(columns)] * len(columns)
    widths = [need + more for need, more in zip(needed, extra, strict=True)]
    return tuple(width / sum(widths) for width in widths)


def _length(cell: Cell) -> int:
    return len(_text(cell))


def _text(cell: Cell) -> str:
    return " ".join(_block_text(block) for block in cell.blocks)


def _block_text(block: Block) -> str:
    match block:
        case Paragraph(children):
            return plain_text(children)
        case Items(items):
            return " ".join(_block_text(inner) for item in items for inner in item)
        case _:
            return ""
