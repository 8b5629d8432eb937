"""Slides whose words others are not to change: the words stand in a slide layout of the slide's own.

Neither PowerPoint nor LibreOffice lets a slide's user select or edit what its layout draws, so this holds in both.
Attributes of shapes (`LOCKS`) would hold in PowerPoint alone: LibreOffice reads none of them, and so they only back up the
title, which has to be a placeholder of the slide. Screen readers do not read layouts. They get the same words as the
alternative text of a shape without ink, which lies over the text and can be reached, but not moved or written in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import assert_never

from msgspec.structs import replace
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.packuri import PackURI

from mottepakke.write.pptx.elements import Element, add, add_rectangle, name
from mottepakke.write.pptx.runs import text_of
from mottepakke.write.pptx.shapes import Tree, holder_of
from mottepakke.write.pptx.values import (
    Area,
    Box,
    Number,
    Para,
    PicturePiece,
    Piece,
    PlannedSlide,
    SetRow,
    TablePiece,
    TextPiece,
)

LOCKS = ("noGrp", "noRot", "noMove", "noResize", "noEditPoints", "noAdjustHandles", "noChangeShapeType", "noTextEdit")
"""Attributes of ``a:spLocks`` (ECMA-376 part 1 §20.1.2.2.34). A shape that could not be selected could not be read out."""
FURNITURE = ("title", "ctrTitle", "ftr", "sldNum", "dt")
NAME = "{layout} – {title}"


def own_layout(layout: Element, planned: PlannedSlide) -> Element:
    """A copy of ``layout`` for one slide, without placeholders for what the slide says: the words follow.

    ``layout`` is a python-pptx slide layout, and so is the copy; it belongs to the same master.
    """
    master = layout.slide_master
    names = {part.partname for part in layout.part.package.iter_parts()}
    number = len(names)
    while (uri := PackURI(f"/ppt/slideLayouts/slideLayout{number}.xml")) in names:
        number += 1
    part = type(layout.part)(uri, layout.part.content_type, layout.part.package, deepcopy(layout._element))
    for relation in layout.part.rels.values():
        assert not relation.is_external
        _renamed(part._element, relation.rId, part.relate_to(relation.target_part, relation.reltype))
    listing = master._element.get_or_add_sldLayoutIdLst()
    add(listing, "p:sldLayoutId", {"id": _next_id(master), "r:id": master.part.relate_to(part, RT.SLIDE_LAYOUT)})
    _empty(part._element)
    part._element.cSld.set("name", NAME.format(layout=layout.name, title=planned.title.text))
    return part.slide_layout


def _renamed(element: Element, old: str, new: str) -> None:
    """Relationships by their new ids; a copy that adds them in order keeps them as they were."""
    for one in element.iter():
        for key, value in one.attrib.items():
            if value == old and key in (name("r:embed"), name("r:link"), name("r:id")):
                one.set(key, new)


def _next_id(master: Element) -> int:
    """Masters and layouts share one series of ids (ECMA-376 part 1 §19.7.12)."""
    presentation = master.part.package.presentation_part._element
    listed = [*presentation.iter(name("p:sldMasterId"))]
    for one in master.part.package.presentation_part.presentation.slide_masters:
        listed += one._element.iter(name("p:sldLayoutId"))
    return max(int(element.get("id")) for element in listed) + 1


def _empty(element: Element) -> None:
    element.attrib.pop("type", None)
    element.set("userDrawn", "1")
    for shape in list(element.iter(name("p:sp"))):
        holder = holder_of(shape)
        if holder is not None and holder.get("type", "obj") not in FURNITURE:
            shape.getparent().remove(shape)


def loose(piece: Piece, areas: Iterable[Area | None]) -> Piece:
    """``piece`` at its place on the slide, out of its placeholder, which is one of ``areas``."""
    if not isinstance(piece, TextPiece) or piece.index is None:
        return replace(piece, index=None)
    area = next(area for area in areas if area and area.index == piece.index)
    outer, place = area.box, piece.box or area.box
    box = Box(
        place.left + area.inner.left - outer.left,
        place.top + area.inner.top - outer.top,
        place.width - outer.width + area.inner.width,
        place.height - outer.height + area.inner.height,
    )
    return replace(piece, index=None, box=box, levels=())


def last_id(element: Element) -> int:
    """The highest shape id in a shape tree."""
    return max(int(one.get("id")) for one in element.iter(name("p:cNvPr")))


def lock_title(shape: Element) -> None:
    """Ask PowerPoint to let the words of ``shape`` alone."""
    holder = next(shape.iter(name("p:cNvSpPr")))
    locks = holder.find(name("a:spLocks"))
    locks = add(holder, "a:spLocks") if locks is None else locks
    locks.attrib.update(dict.fromkeys(LOCKS, "1"))


def say(tree: Tree, base: str, box: Box, text: str) -> None:
    """A shape without ink, called ``base``, whose alternative text is ``text``."""
    shape = add(tree.element, "p:sp")
    outer = add(shape, "p:nvSpPr")
    tree.identity(outer, base, text)
    add(add(outer, "p:cNvSpPr"), "a:spLocks", dict.fromkeys(LOCKS, 1))
    add(outer, "p:nvPr")
    properties = add_rectangle(shape, box)
    add(properties, "a:noFill")
    add(add(properties, "a:ln"), "a:noFill")


def spoken(pieces: Iterable[Piece]) -> str:
    """What ``pieces`` say, a line a paragraph or table row."""
    return "\n".join(line for piece in pieces for line in _lines(piece) if line)


def _lines(piece: Piece) -> Iterator[str]:
    match piece:
        case TextPiece():
            yield from (_line(para.para) for para in piece.paras)
        case TablePiece():
            yield from map(_row, piece.rows)
        case PicturePiece():
            yield piece.alt
        case _:
            assert_never(piece)


def _line(para: Para) -> str:
    number = f"{para.marker.value}. " if isinstance(para.marker, Number) else ""
    return number + " ".join(text_of(para.runs).split("\n"))


def _row(row: SetRow) -> str:
    return " | ".join(" ".join(_line(para.para) for para in cell.paras) for cell in row.cells)
