"""Where the cells of a spreadsheet lie on its pages.

LibreOffice 7.4 does not tag cells and does not say where they are. But it can print the lines between them. So a twin of the
file is converted in the same start, with grid lines where the file has none (and none where it has them), and the lines that
only one of the two shows are the edges of the cells. The PDF that is kept is the one that looks as the author wants it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from mottepakke.convert.finish.marks import Survey

SAME = 1.0
"""Points; LibreOffice draws lines in pieces that end up to a third of a point apart."""
LEAST = 2
"""Edges between which there is a cell."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The edges of columns from left to right and of rows from bottom to top, in points."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """Row (from the top) and column of a point, from 0; None outside."""
        column, row = bisect_right(self.columns, x + SAME) - 1, bisect_right(self.rows, y + SAME) - 1
        if not (0 <= column < len(self.columns) - 1 and 0 <= row < len(self.rows) - 1):
            return None
        return len(self.rows) - 2 - row, column

    def has_same_columns(self, other: Grid) -> bool:
        """Whether columns lie alike on two pages."""
        pairs = zip(self.columns, other.columns, strict=False)
        return len(self.columns) == len(other.columns) and all(abs(one - two) <= SAME for one, two in pairs)


def grid_of(page: Survey, twin: Survey) -> Grid | None:
    """The grid of a page, from the lines that it or its twin alone shows; None without one."""
    own, others = Counter(page.lines), Counter(twin.lines)
    lines = [*(own - others), *(others - own)]
    columns = _edges(x for x, y, u, v in lines if x == u and y != v)
    rows = _edges(y for x, y, u, v in lines if y == v and x != u)
    return Grid(columns, rows) if len(columns) >= LEAST and len(rows) >= LEAST else None


def _edges(values: Iterable[float]) -> tuple[float, ...]:
    """Each place once."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > SAME:
            edges.append(value)
    return tuple(edges)
