"""A slide while it is being filled, and the places of what was put on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from msgspec import Struct, field

from mottepakke.write.pptx.values import (
    Area,
    Box,
    FlowFigure,
    FlowTable,
    PicturePiece,
    Piece,
    SetPara,
    SetRow,
    TablePiece,
    TextPiece,
)

GAP = 14.0
"""Between text and a table or picture, in points."""


class TextPart(Struct):
    """Paragraphs in one or more columns."""

    paras: list[SetPara]
    height: float = 0.0
    columns: int = 1


class TablePart(Struct):
    """A table or some of its rows."""

    flow: FlowTable
    widths: tuple[float, ...]
    rows: list[SetRow]

    @property
    def height(self) -> float:
        """The height of the rows."""
        return sum(row.height for row in self.rows)


class PicturePart(Struct):
    """A picture and the size it is shown in."""

    flow: FlowFigure
    width: float
    height: float


class Sheet(Struct):
    """A slide being filled; ``share`` says how much of its placeholder's height may be used."""

    area: Area
    share: float = 1.0
    parts: list[TextPart | TablePart | PicturePart] = field(default_factory=list)

    @property
    def room(self) -> float:
        """The height that is left for another part."""
        used = sum(part.height for part in self.parts) + GAP * len(self.parts)
        return self.area.inner.height * self.share - used

    @property
    def open_text(self) -> TextPart | None:
        """The text that a paragraph may join."""
        last = self.parts[-1] if self.parts else None
        return last if isinstance(last, TextPart) and last.columns == 1 else None

    @property
    def text_room(self) -> float:
        """The height that is left for a paragraph."""
        return self.room + (GAP if self.open_text else 0.0)


def placed(sheet: Sheet) -> Iterator[Piece]:
    """The pieces of a slide with their boxes; the placeholder goes to the first text, or else to the first piece."""
    area, top = sheet.area, sheet.area.inner.top
    texts = [part for part in sheet.parts if isinstance(part, TextPart)]
    chosen = texts[0] if texts else (sheet.parts[0] if sheet.parts and area.holds_graphics else None)
    for part in sheet.parts:
        index = area.index if part is chosen else None
        box = Box(area.inner.left, top, area.inner.width, part.height)
        match part:
            case TextPart():
                yield _text_piece(part, area, box, index, alone=len(sheet.parts) == 1)
            case TablePart(flow, widths, rows):
                row_headers = bool(flow.rows) and all(row.cells and row.cells[0].header for row in flow.rows)
                yield TablePiece(box, widths, tuple(rows), flow.summary, row_headers, index)
            case PicturePart(flow, width, height):
                left = area.inner.left + (area.inner.width - width) / 2
                yield PicturePiece(Box(left, top, width, height), flow.picture, flow.alt, index)
            case _:
                assert_never(part)
        top += part.height + GAP


def _text_piece(part: TextPart, area: Area, box: Box, index: int | None, alone: bool) -> TextPiece:
    paras = tuple(part.paras)
    if index is None:
        return TextPiece(paras, box, columns=part.columns)
    inset = area.inner.top - area.box.top
    outer = Box(area.box.left, box.top - inset, area.box.width, box.height + area.box.height - area.inner.height)
    place = None if alone and part.columns == 1 else outer
    return TextPiece(paras, place, area.levels, index, part.columns)
