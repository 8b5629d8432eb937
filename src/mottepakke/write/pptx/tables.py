"""Tables: column widths, row heights, and rows cut in two."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from mottepakke.write.pptx.measure import Metrics
from mottepakke.write.pptx.setting import SMALLEST, Setter, height_of
from mottepakke.write.pptx.values import FlowCell, FlowRow, FlowTable, Level, Para, SetCell, SetPara, SetRow

SIDE, ABOVE = 6.0, 4.0
"""A cell's margins left and right, above and below, in points."""
CELL_LEVELS = tuple(Level(SMALLEST, 18.0 * depth, 18.0, 1.0, 1.0, bullet=True) for depth in range(1, 10))

LONGEST = 0.4
"""The share of a table's width that one word may ask for; longer ones (addresses) are broken."""


class TableSetter(Struct, frozen=True):
    """Sets the rows of one table in columns of ``widths`` points."""

    metrics: Metrics
    widths: tuple[float, ...]

    def set_row(self, row: FlowRow) -> SetRow:
        """``row`` with its cells' paragraphs set; cells beyond the last column are joined to the last one."""
        cells = tuple(self._set_cells(_fitted(row.cells, len(self.widths))))
        return SetRow(cells, _row_height(cells), row.head, row.quiet)

    def _set_cells(self, cells: Sequence[FlowCell]) -> list[SetCell]:
        ends = accumulate(cell.span for cell in cells)
        places = [(cell, end - cell.span) for cell, end in zip(cells, ends, strict=True)]
        return [SetCell(self._setter(start, cell.span).set_all(cell.paras), cell.span, cell.align) for cell, start in places]

    def _setter(self, start: int, span: int) -> Setter:
        return Setter(self.metrics, CELL_LEVELS, sum(self.widths[start : start + span]) - 2 * SIDE)

    def cut_row(self, row: SetRow, height: float) -> tuple[SetRow, SetRow]:
        """``row`` in two, the first at most ``height`` points high where one line a cell allows it."""
        first, rest, start = [], [], 0
        for cell in row.cells:
            above, below = _cut_paras(cell.paras, self._setter(start, cell.span), height - 2 * ABOVE)
            first.append(replace(cell, paras=above))
            rest.append(replace(cell, paras=below))
            start += cell.span
        rows = (tuple(first), tuple(rest))
        above_row, below_row = (replace(row, cells=cells, height=_row_height(cells)) for cells in rows)
        return above_row, below_row


def _row_height(cells: Sequence[SetCell]) -> float:
    line = CELL_LEVELS[0].size
    return max((height_of(cell.paras) for cell in cells if cell.paras), default=line) + 2 * ABOVE


def _cut_paras(paras: Sequence[SetPara], setter: Setter, height: float) -> tuple[tuple[SetPara, ...], tuple[SetPara, ...]]:
    """As many lines as fit in ``height``, one at least, and the rest."""
    kept: list[SetPara] = []
    for number, para in enumerate(paras):
        room = height - height_of(kept)
        if para.before + para.height <= room:
            kept.append(para)
            continue
        lines = max(int((room - para.before) // para.line_height), 0 if kept else 1)
        if lines == 0 or para.lines <= 1:
            places = number if kept else number + 1
            return tuple(paras[:places]), tuple(paras[places:])
        head, tail = setter.cut(para, lines)
        below = (setter.set(tail),) if tail.runs else ()
        return (*kept, setter.set(head)), (*below, *paras[number + 1 :])
    return tuple(kept), ()


def _fitted(cells: tuple[FlowCell, ...], columns: int) -> tuple[FlowCell, ...]:
    """``cells`` spanning exactly ``columns``: overlong spans cut, surplus cells' text kept in the last, gaps filled."""
    fitted: list[FlowCell] = []
    used = 0
    for cell in cells:
        if used >= columns:
            fitted[-1] = replace(fitted[-1], paras=(*fitted[-1].paras, *cell.paras))
            continue
        fitted.append(replace(cell, span=min(cell.span, columns - used)))
        used += fitted[-1].span
    return (*fitted, *(FlowCell(()) for _ in range(columns - used)))


def column_widths(table: FlowTable, metrics: Metrics, width: float) -> tuple[tuple[float, ...], bool]:
    """The columns' widths in points by the table's shares, and whether every word fits in its column.

    A column narrower than its longest word takes room from those that have some to spare.
    """
    shares = table.shares or (1.0,)
    whole = sum(shares) or 1.0
    wanted = [share / whole * width for share in shares]
    least = [min(_longest(table, column, metrics), width * LONGEST) for column in range(len(shares))]
    if sum(least) >= width:
        return tuple(need * width / sum(least) for need in least), False
    lacking = sum(max(need - want, 0.0) for need, want in zip(least, wanted, strict=True))
    spare = sum(max(want - need, 0.0) for need, want in zip(least, wanted, strict=True))
    part = lacking / spare if spare else 0.0
    pairs = zip(least, wanted, strict=True)
    return tuple(need if need > want else want - (want - need) * part for need, want in pairs), True


def _longest(table: FlowTable, column: int, metrics: Metrics) -> float:
    """The width that the longest word of ``column`` needs, with the margins; cells over several columns ask not."""
    paras = [para for row in (*table.head, *table.rows) for para in _cell_paras(row, column)]
    return max((_need(para, metrics) for para in paras), default=0.0) + 2 * SIDE + 1.0


def _need(para: Para, metrics: Metrics) -> float:
    return CELL_LEVELS[max(para.depth - 1, 0)].left * bool(para.depth) + metrics.longest_word(para.runs) * SMALLEST


def _cell_paras(row: FlowRow, column: int) -> tuple[Para, ...]:
    start = 0
    for cell in row.cells:
        if start == column:
            return cell.paras if cell.span == 1 else ()
        start += cell.span
    return ()
