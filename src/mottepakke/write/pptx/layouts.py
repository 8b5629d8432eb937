"""The slide layouts of a template as the planner sees them: where text goes and how it is set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from lxml import etree
from msgspec import Struct
from pptx.oxml.ns import qn

from mottepakke.write.pptx.values import Align, Area, Box, Level, Page

Element: TypeAlias = "etree._Element"

EMU = 12700
"""English metric units in a point."""
TITLES = ("title", "ctrTitle")
BODIES = ("obj", "body")
WITH_BLOCKS = ("agenda", "innhold", "tabell", "vedtak", "plassholder")
"""Roles whose blocks stand in a body placeholder; the others have a line or two under a large title."""

SHAPE, HOLDER, BODY_PROPERTIES, LIST_STYLE, RUN, TRANSFORM, OFFSET, EXTENT = map(
    qn, ("p:sp", "p:ph", "a:bodyPr", "a:lstStyle", "a:defRPr", "a:xfrm", "a:off", "a:ext")
)
LINE, BEFORE, POINTS, PERCENT = map(qn, ("a:lnSpc", "a:spcBef", "a:spcPts", "a:spcPct"))
NO_BULLET, BULLETS = qn("a:buNone"), (qn("a:buChar"), qn("a:buAutoNum"), qn("a:buBlip"))
FILL, SLOT, DIRECT, MARK_COLOUR = map(qn, ("a:solidFill", "a:schemeClr", "a:srgbClr", "a:buClr"))
LEVELS = tuple(qn(f"a:lvl{number}pPr") for number in range(1, 10))
STYLES = {"title": qn("p:titleStyle"), "body": qn("p:bodyStyle")}
OTHER_STYLE = qn("p:otherStyle")
INSETS = (("lIns", 7.2), ("tIns", 3.6), ("rIns", 7.2), ("bIns", 3.6))
"""The insets of a text box where nothing is said (ECMA-376 part 1 §21.1.2.1.1)."""


class Layout(Struct, frozen=True):
    """One slide layout: its placeholders by type, in the order of their indices."""

    name: str
    holders: tuple[tuple[str, Area], ...]

    def first(self, *kinds: str) -> Area | None:
        """The first placeholder of one of ``kinds``."""
        return next((area for kind, area in self.holders if kind in kinds), None)

    def page(self, role: str) -> Page | None:
        """The layout in the service of ``role``; None when it lacks a placeholder the role needs."""
        title, subtitle = self.first(*TITLES), self.first("subTitle")
        bodies = [area for kind, area in self.holders if kind in BODIES]
        body = max(bodies, key=lambda area: area.box.width * area.box.height, default=None)
        if title is None or (body is None and role in WITH_BLOCKS):
            return None
        if subtitle is None and role not in WITH_BLOCKS:
            subtitle, body = body, None
        return Page(self.name, title, body, subtitle, self.first("ftr"), self.first("sldNum"))


def read_layouts(master: Element, layouts: Iterable[Element]) -> Iterator[Layout]:
    """The layouts of ``master`` (``p:sldMaster``), given as ``p:sldLayout`` elements."""
    parents = {_master_kind(holder): shape for shape, holder in _holders(master)}
    for layout in layouts:
        found = sorted(_holders(layout), key=lambda pair: _index(pair[1]))
        areas = ((holder.get("type", "obj"), _area(shape, holder, parents, master)) for shape, holder in found)
        name = layout.find(qn("p:cSld")).get("name", "")
        yield Layout(name, tuple((kind, area) for kind, area in areas if area is not None))


def _holders(tree: Element) -> Iterator[tuple[Element, Element]]:
    for shape in tree.iter(SHAPE):
        holder = next(shape.iter(HOLDER), None)
        if holder is not None:
            yield shape, holder


def _index(holder: Element) -> int:
    return int(holder.get("idx", "0"))


def _master_kind(holder: Element) -> str:
    """The master's placeholder a layout's one follows (ECMA-376 part 1 §19.7.10)."""
    kind = holder.get("type", "obj")
    if kind in TITLES:
        return "title"
    return kind if kind in ("ftr", "sldNum", "dt") else "body"


def _area(shape: Element, holder: Element, parents: dict[str, Element], master: Element) -> Area | None:
    kind = _master_kind(holder)
    chain = [element for element in (shape, parents.get(kind)) if element is not None]
    box = next(filter(None, map(_box, chain)), None)
    if box is None:
        return None
    left, top, right, bottom = (_inset(chain, name, default) for name, default in INSETS)
    inner = Box(box.left + left, box.top + top, box.width - left - right, box.height - top - bottom)
    styles = [*(style for element in chain for style in element.iter(LIST_STYLE))]
    styles += master.iter(STYLES.get(kind, OTHER_STYLE))
    levels = tuple(_level([level for style in styles for level in style.iterchildren(tag)]) for tag in LEVELS)
    anchors = (properties.get("anchor") for element in chain for properties in element.iter(BODY_PROPERTIES))
    anchor = next(filter(None, anchors), "t")
    return Area(_index(holder), box, inner, levels, holder.get("type", "obj") in ("obj", "tbl"), anchor)


def _box(shape: Element) -> Box | None:
    for transform in shape.iter(TRANSFORM):
        offset, extent = transform.find(OFFSET), transform.find(EXTENT)
        values = (offset.get("x"), offset.get("y"), extent.get("cx"), extent.get("cy"))
        return Box(*(int(value) / EMU for value in values))
    return None


def _inset(chain: list[Element], name: str, default: float) -> float:
    values = (properties.get(name) for shape in chain for properties in shape.iter(BODY_PROPERTIES))
    return next((int(value) / EMU for value in values if value is not None), default)


def _level(found: list[Element]) -> Level:
    """One outline level; the first of ``found`` that says something wins."""
    size = _first([run for level in found for run in level.iterchildren(RUN)], "sz", 1800) / 100
    left, indent = (_first(found, name, 0) / EMU for name in ("marL", "indent"))
    before = next((value for value in (_spacing(level, BEFORE, size * 1.2) for level in found) if value is not None), 0.0)
    line = next((value for value in (_spacing(level, LINE, 1.0) for level in found) if value is not None), 1.0)
    runs = [run for level in found for run in level.iterchildren(RUN)]
    return Level(
        size=size,
        left=left,
        hanging=max(-indent, 0.0),
        before=before,
        line=line,
        bullet=_has_bullet(found),
        bold=next((run.get("b") for run in runs if run.get("b")), "0") in ("1", "true"),
        align=_align(found),
        colour=next(filter(None, (colour_in(run.find(FILL)) for run in runs)), "tx1"),
        mark_colour=next(filter(None, (colour_in(level.find(MARK_COLOUR)) for level in found)), ""),
    )


def colour_in(holder: Element | None) -> str:
    """The colour a fill or the like names, as a slot of the theme or ``RRGGBB``; empty for none, or one of another kind."""
    found = None if holder is None else holder.find(SLOT)
    if found is None and holder is not None:
        found = holder.find(DIRECT)
    return "" if found is None else str(found.get("val"))


def _align(found: list[Element]) -> Align:
    match next((level.get("algn") for level in found if level.get("algn")), "l"):
        case "ctr":
            return "center"
        case "r":
            return "right"
        case _:
            return "left"


def _first(elements: list[Element], name: str, default: int) -> int:
    return next((int(element.get(name)) for element in elements if element.get(name) is not None), default)


def _spacing(level: Element, tag: str, whole: float) -> float | None:
    """A spacing in points or as a share of ``whole``; None where nothing is said. Fixed line heights count as 1."""
    spacing = level.find(tag)
    if spacing is None:
        return None
    points, share = spacing.find(POINTS), spacing.find(PERCENT)
    if share is not None:
        return float(share.get("val").rstrip("%")) / 100_000 * whole
    return int(points.get("val")) / 100 if points is not None and tag == BEFORE else None


def _has_bullet(found: list[Element]) -> bool:
    marks = (child.tag for level in found for child in level if child.tag == NO_BULLET or child.tag in BULLETS)
    return next(marks, NO_BULLET) != NO_BULLET
