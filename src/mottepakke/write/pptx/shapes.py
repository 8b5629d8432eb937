"""The shapes of a slide: placeholders, text boxes, tables and pictures."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from msgspec import Struct
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from mottepakke.model.document import Picture
from mottepakke.write.pptx.elements import (
    Element,
    add,
    add_fill,
    add_rectangle,
    add_transform,
    emu,
    mark_decorative,
    name,
)
from mottepakke.write.pptx.paginate import COLUMN_GAP
from mottepakke.write.pptx.tables import ABOVE, SIDE
from mottepakke.write.pptx.text import TextWriter
from mottepakke.write.pptx.values import Box, PicturePiece, Run, SetCell, SetRow, TablePiece, TextPiece, Title

TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
NUMBER_FIELD = "{5F0E2C58-8A53-5B0C-8E3E-4D4F54544550}"


def holder_of(shape: Element) -> Element | None:
    """``p:ph`` of a shape, where it is a placeholder."""
    return next(shape.iter(name("p:ph")), None)


def base_name(shape: Element) -> str:
    """A shape's name without its running number."""
    return str(next(shape.iter(name("p:cNvPr"))).get("name", "")).rstrip("0123456789").rstrip()


class Tree(Struct):
    """The shape tree of one slide or notes page, filled in reading order; ``last`` is the last shape id given."""

    element: Element
    writer: TextWriter
    last: int = 1

    def identity(self, parent: Element, base: str, description: str = "") -> Element:
        """``p:cNvPr`` with the next id."""
        self.last += 1
        properties = add(parent, "p:cNvPr", {"id": self.last, "name": f"{base} {self.last - 1}"})
        if description:
            properties.set("descr", description)
        return properties

    def placeholder(self, pattern: Element, box: Box | None = None) -> Element:
        """A shape that follows the placeholder ``pattern`` of the layout or notes master; gives its text body."""
        shape = add(self.element, "p:sp")
        outer = add(shape, "p:nvSpPr")
        self.identity(outer, base_name(pattern))
        outer.append(deepcopy(next(pattern.iter(name("p:cNvSpPr")))))
        _add_holder(outer, pattern)
        properties = add(shape, "p:spPr")
        if box:
            add_transform(properties, box)
        return _text_body(shape)

    def title(self, pattern: Element, title: Title) -> None:
        """The title placeholder."""
        paragraph = add(self.placeholder(pattern), "a:p")
        self.writer.runs(paragraph, [Run(title.text)], title.size)

    def foot(self, pattern: Element, text: str) -> None:
        """The footer placeholder."""
        paragraph = add(self.placeholder(pattern), "a:p")
        add(paragraph, "a:pPr")  # without it LibreOffice sets the footer in a style of its own
        self.writer.runs(paragraph, [Run(text)], None)

    def number(self, pattern: Element, number: int) -> None:
        """The slide number placeholder, a field that keeps up with the deck."""
        paragraph = add(self.placeholder(pattern), "a:p")
        field = add(paragraph, "a:fld", {"id": NUMBER_FIELD, "type": "slidenum"})
        add(field, "a:rPr", {"lang": self.writer.language})
        add(field, "a:t").text = str(number)

    def text(self, piece: TextPiece, pattern: Element) -> None:
        """Text in the placeholder ``pattern``, or in a text box named after it."""
        if piece.index is None and piece.box:
            body = self._text_box(base_name(pattern), piece.box)
        else:
            body = self.placeholder(pattern, piece.box)
        if piece.columns > 1:
            body[0].attrib.update({"numCol": str(piece.columns), "spcCol": str(emu(COLUMN_GAP))})
        self.writer.paragraphs(body, piece.paras, piece.levels)

    def _text_box(self, base: str, box: Box) -> Element:
        shape = add(self.element, "p:sp")
        outer = add(shape, "p:nvSpPr")
        self.identity(outer, base)
        add(outer, "p:cNvSpPr", {"txBox": 1})
        add(outer, "p:nvPr")
        add_rectangle(shape, box)
        body = _text_body(shape)
        body[0].attrib.update({"wrap": "square", "lIns": "0", "tIns": "0", "rIns": "0", "bIns": "0"})
        add(body[0], "a:noAutofit")
        return body

    # -- tables -----------------------------------------------------------------------------------------------

    def table(self, piece: TablePiece, base: str, style: str, pattern: Element | None) -> None:
        """A table (ECMA-376 part 1 §21.1.3.13), in the placeholder ``pattern`` where there is one."""
        frame = add(self.element, "p:graphicFrame")
        outer = add(frame, "p:nvGraphicFramePr")
        self.identity(outer, base, piece.summary)
        add(add(outer, "p:cNvGraphicFramePr"), "a:graphicFrameLocks", {"noGrp": 1})
        _add_holder(outer, pattern)
        add_transform(frame, piece.box, "p:xfrm")
        data = add(add(frame, "a:graphic"), "a:graphicData", {"uri": TABLE})
        table = add(data, "a:tbl")
        flags = {"firstRow": piece.rows[0].head, "firstCol": piece.row_headers}
        properties = add(table, "a:tblPr", {key: 1 for key, flag in flags.items() if flag})
        if style:
            add(properties, "a:tableStyleId").text = style
        grid = add(table, "a:tblGrid")
        for width in piece.widths:
            add(grid, "a:gridCol", {"w": emu(width)})
        for row in piece.rows:
            self._row(table, row)

    def _row(self, table: Element, row: SetRow) -> None:
        element = add(table, "a:tr", {"h": emu(row.height)})
        for cell in row.cells:
            self._cell(element, row, cell)
            for _ in range(cell.span - 1):
                self._cell(element, row, SetCell((), 1, "left"), joined=True)

    def _cell(self, parent: Element, row: SetRow, cell: SetCell, joined: bool = False) -> None:
        attributes = {"gridSpan": cell.span} if cell.span > 1 else {}
        element = add(parent, "a:tc", {"hMerge": 1} if joined else attributes)
        body = add(element, "a:txBody")
        add(body, "a:bodyPr")
        add(body, "a:lstStyle")
        if cell.paras:
            self.writer.paragraphs(body, cell.paras)
        else:
            self.writer.runs(add(body, "a:p"), (), None)
        margins = {"marL": emu(SIDE), "marR": emu(SIDE), "marT": emu(ABOVE), "marB": emu(ABOVE)}
        properties = add(element, "a:tcPr", margins | ({"anchor": "b"} if row.head else {}))
        if row.quiet:
            add_fill(properties, "bg2")

    # -- pictures ---------------------------------------------------------------------------------------------

    def picture(
        self, piece: PicturePiece, base: str, image: Callable[[Picture, float], Element], pattern: Element | None
    ) -> None:
        """A picture; ``image`` gives the part of a picture shown so many points wide."""
        self._picture(piece.box, base, piece.alt, image(piece.picture, piece.box.width), pattern)

    def decoration(self, box: Box, base: str, image: Element) -> None:
        """A picture that says nothing to those who cannot see it."""
        self._picture(box, base, "", image, None)

    def _picture(self, box: Box, base: str, alt: str, image: Element, pattern: Element | None) -> None:
        shape = add(self.element, "p:pic")
        outer = add(shape, "p:nvPicPr")
        properties = self.identity(outer, base, alt)
        if not alt:
            mark_decorative(properties)
        add(
            add(outer, "p:cNvPicPr"),
            "a:picLocks",
            {"noChangeAspect": 1} | ({"noGrp": 1} if pattern is not None else {}),
        )
        _add_holder(outer, pattern)
        fill = add(shape, "p:blipFill")
        add(fill, "a:blip", {"r:embed": self.writer.part.relate_to(image, RT.IMAGE)})
        add(add(fill, "a:stretch"), "a:fillRect")
        add_rectangle(shape, box)


def _text_body(shape: Element) -> Element:
    body = add(shape, "p:txBody")
    add(body, "a:bodyPr")
    add(body, "a:lstStyle")
    return body


def _add_holder(outer: Element, pattern: Element | None) -> None:
    properties = add(outer, "p:nvPr")
    holder = None if pattern is None else holder_of(pattern)
    if holder is not None:
        properties.append(deepcopy(holder))
        properties[0].attrib.pop("hasCustomPrompt", None)
