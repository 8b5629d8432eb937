"""Tables: fixed widths in twips, repeated heads, rows that stay whole, cells that hold any blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from msgspec import Struct
from msgspec.structs import replace

from mottepakke.model.document import Block, Cell, Paragraph, Row, Table
from mottepakke.write.docx.codes import TABLE_TOO_WIDE
from mottepakke.write.docx.elements import Element, add, is_paragraph, is_table, last_child, name, set_property, val
from mottepakke.write.docx.inlines import write_paragraph
from mottepakke.write.docx.paragraphs import Shape, open_paragraph
from mottepakke.write.docx.sections import filler
from mottepakke.write.docx.session import Flow, Place, Session
from mottepakke.write.docx.text import plain, running_text

MOST_COLUMNS = 63
"""Word's limit; it refuses a file with a wider table."""

BETWEEN_TABLES = 240
"""Height in twips of the paragraph that keeps two tables apart."""

CAPTION_SPACE = {"w:before": "200", "w:after": "80"}
"""A table's caption stands above it, while the style's space is meant for captions below pictures."""

SHORT_ROW = 18
"""Rows of up to so many lines stay whole even where rows may be broken."""

CHARACTER = 100
"""Mean width of a character in twips, to guess the lines of a cell."""

FIRST_ROW, FIRST_COLUMN, NO_ROW_BANDS, NO_COLUMN_BANDS = 0x0020, 0x0080, 0x0200, 0x0400
"""Bits of ``w:tblLook`` (ECMA-376 part 1 §17.4.55)."""


def write_table(parent: Element, table: Table, session: Session, place: Place, flow: Flow) -> None:
    """A table; one of more columns than Word takes becomes several."""
    columns = max((sum(cell.colspan for cell in row.cells) for row in (*table.head, *table.rows)), default=0)
    if not columns:
        return
    if columns > MOST_COLUMNS:
        session.report(TABLE_TOO_WIDE, table.span or place.span, columns=columns, most=MOST_COLUMNS)
    for first in range(0, columns, MOST_COLUMNS):
        stretch = range(first, min(first + MOST_COLUMNS, columns))
        part = table if columns <= MOST_COLUMNS else _columns_of(table, stretch)
        _write_one(parent, part, len(stretch), session, place, flow)


class _Frame(Struct, frozen=True):
    """What the rows of one table have in common; widths in twips."""

    widths: tuple[int, ...]
    session: Session
    place: Place
    flow: Flow


def _write_one(parent: Element, table: Table, columns: int, session: Session, place: Place, flow: Flow) -> None:
    if session.pending.number is not None:
        open_paragraph(parent, session, place, place.text, Shape(keep_next=True))
    if table.caption:
        caption = write_paragraph(parent, table.caption, session, place, "caption", Shape(keep_next=True))
        set_property(caption, "w:spacing", CAPTION_SPACE)
    elif is_table(last_child(parent)):
        filler(parent, BETWEEN_TABLES)
    session.pending.gap = False
    widths = column_widths(table.widths, columns, place.width)
    element = add(parent, "w:tbl")
    _add_properties(element, table, sum(widths), session, place)
    grid = add(element, "w:tblGrid")
    for width in widths:
        add(grid, "w:gridCol", {"w:w": str(width)})
    frame = _Frame(widths, session, place, flow)
    for row in table.head:
        _write_head(element, row, frame)
    whole = [not table.splittable or _is_short(row, widths) for row in table.rows]
    for row, is_whole in zip(table.rows, whole, strict=True):
        made = add(element, "w:tr")
        if is_whole:
            add(add(made, "w:trPr"), "w:cantSplit")
        _write_cells(made, row, frame, head=False)
    if len(whole) > 2 and all(whole[-2:]):
        _keep_with_next(element[-2])
    session.pending.gap = True


def column_widths(shares: Sequence[float], columns: int, width: int) -> tuple[int, ...]:
    """Whole twips that sum to ``width``; columns without a share get the mean of the others."""
    known = [max(share, 0.0) for share in shares[:columns]]
    mean = sum(known) / len(known) if any(known) else 1.0
    full = [*known, *[mean] * (columns - len(known))] if any(known) else [mean] * columns
    total = sum(full)
    edges = [round(width * edge / total) for edge in accumulate(full, initial=0.0)]
    return tuple(right - left for left, right in pairwise(edges))


def _add_properties(element: Element, table: Table, width: int, session: Session, place: Place) -> None:
    """Table properties in the order of the schema (§17.4.59)."""
    properties = add(element, "w:tblPr")
    style = session.styles.id("table")
    if style is not None:
        val(properties, "w:tblStyle", style)
    add(properties, "w:tblW", {"w:w": str(width), "w:type": "dxa"})
    if place.left:
        add(properties, "w:tblInd", {"w:w": str(place.left), "w:type": "dxa"})
    add(properties, "w:tblLayout", {"w:type": "fixed"})
    row_heads = bool(table.rows) and all(row.cells and row.cells[0].header for row in table.rows if row.role == "row")
    look = NO_ROW_BANDS | NO_COLUMN_BANDS
    look |= (FIRST_ROW if table.head else 0) | (FIRST_COLUMN if row_heads else 0)
    flags = {
        "w:firstRow": bool(table.head),
        "w:lastRow": False,
        "w:firstColumn": row_heads,
        "w:lastColumn": False,
        "w:noHBand": True,
        "w:noVBand": True,
    }
    add(properties, "w:tblLook", {"w:val": f"{look:04X}"} | {key: str(int(flag)) for key, flag in flags.items()})
    caption = plain(table.caption)
    if caption:
        val(properties, "w:tblCaption", caption)
    if table.summary:
        val(properties, "w:tblDescription", table.summary)


def _write_head(element: Element, row: Row, frame: _Frame) -> None:
    """A row that is repeated on every page and never stands alone at the foot of one."""
    made = add(element, "w:tr")
    properties = add(made, "w:trPr")
    add(properties, "w:cantSplit")
    add(properties, "w:tblHeader")
    _write_cells(made, row, frame, head=True)
    _keep_with_next(made)


def _keep_with_next(row: Element) -> None:
    """A row stays on the page of the next one (§17.3.1.15): no last row stands alone on a page of its own."""
    for paragraph in row.iter(name("w:p")):
        set_property(paragraph, "w:keepNext")


def _write_cells(made: Element, row: Row, frame: _Frame, *, head: bool) -> None:
    if row.anchor:
        frame.session.pending.anchors.append(row.anchor)
    position = 0
    for cell in _filled(row.cells, len(frame.widths)):
        span = min(cell.colspan, len(frame.widths) - position)
        width = sum(frame.widths[position : position + span])
        position += span
        element = _add_cell(made, span, width)
        if row.role == "pause":
            fill = frame.session.look.colours["shade"]
            add(element[0], "w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": fill})
        role = _cell_role(cell, row, frame.session, head=head)
        _fill_cell(element, cell, _cell_place(frame, role, width, cell.align), frame)


def _is_short(row: Row, widths: tuple[int, ...]) -> bool:
    """Whether a row is so short that breaking it saves less than it costs the reader."""
    columns = list(accumulate((cell.colspan for cell in row.cells), initial=0))
    for cell, first, end in zip(row.cells, columns, columns[1:], strict=False):
        letters = max(sum(widths[first:end]) // CHARACTER, 1)
        if sum(len(plain(words)) // letters + 1 for words in running_text(cell.blocks)) > SHORT_ROW:
            return False
    return True


def _filled(cells: tuple[Cell, ...], columns: int) -> Iterator[Cell]:
    """The cells of a row, with empty ones where the row is short."""
    yield from cells
    for _ in range(columns - sum(cell.colspan for cell in cells)):
        yield Cell(())


def _add_cell(row: Element, span: int, width: int) -> Element:
    made = add(row, "w:tc")
    properties = add(made, "w:tcPr")
    add(properties, "w:tcW", {"w:w": str(width), "w:type": "dxa"})
    if span > 1:
        val(properties, "w:gridSpan", span)
    return made


def _fill_cell(element: Element, cell: Cell, place: Place, frame: _Frame) -> None:
    """The blocks of a cell; a cell ends in a paragraph (§17.4.65)."""
    frame.flow(element, cell.blocks, frame.session, place)
    frame.session.pending.gap = False
    if not is_paragraph(last_child(element)):
        open_paragraph(element, frame.session, place, place.text)
    if cell.blocks:
        _align(element[1], cell.blocks[0], "before", frame.session, place)
        _align(element[-1], cell.blocks[-1], "after", frame.session, place)


def _align(paragraph: Element, block: Block, side: str, session: Session, place: Place) -> None:
    """The outer space of a cell's first and last paragraph is that of cell text, so that a row's cells are in line."""
    plain_text = isinstance(block, Paragraph) and block.role == "text"
    if not plain_text and is_paragraph(paragraph):
        set_property(paragraph, "w:spacing", {f"w:{side}": str(session.styles.space(place.text, side))})


def _cell_role(cell: Cell, row: Row, session: Session, *, head: bool) -> str:
    if head or cell.header:
        return "cell_head"
    return "cell_pause" if row.role == "pause" and session.styles.id("cell_pause") else "cell"


def _cell_place(frame: _Frame, role: str, width: int, align: str) -> Place:
    return replace(
        frame.place,
        width=width - frame.session.cell_margins,
        left=0,
        text=role,
        items=role,
        level=0,
        nest=frame.place.nest + (1 if frame.place.level else 0),
        loose=False,
        align=align,
        box=None,
        top=False,
    )


def _columns_of(table: Table, stretch: range) -> Table:
    """The columns ``stretch`` of a table as a table of its own; a cell over the border stands where it begins."""

    def cut(row: Row) -> Row:
        kept: list[Cell] = []
        start = 0
        for cell in row.cells:
            overlap = min(start + cell.colspan, stretch.stop) - max(start, stretch.start)
            if overlap > 0:
                kept.append(replace(cell, colspan=overlap, blocks=cell.blocks if start in stretch else ()))
            start += cell.colspan
        return replace(row, cells=tuple(kept))

    return replace(
        table,
        widths=table.widths[stretch.start : stretch.stop],
        head=tuple(cut(row) for row in table.head),
        rows=tuple(cut(row) for row in table.rows),
        caption=table.caption if stretch.start == 0 else (),
    )
