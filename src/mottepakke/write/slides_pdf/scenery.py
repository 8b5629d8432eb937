"""What the slide layouts and masters of a template draw behind a slide's own text: ground, fields, lines and pictures."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from lxml import etree
from msgspec import Struct
from pptx import Presentation
from pptx.oxml.ns import qn

from mottepakke.write.pptx.layouts import colour_in
from mottepakke.write.pptx.values import Box

Element: TypeAlias = "etree._Element"

EMU = 12700
SHAPE, PICTURE, GROUP, LINE, FRAME = map(qn, ("p:sp", "p:pic", "p:grpSp", "p:cxnSp", "p:graphicFrame"))
HOLDER, FILL, OUTLINE, TEXT = map(qn, ("p:ph", "a:solidFill", "a:ln", "a:t"))
FORMS: Mapping[str, str] = {"rect": "rect", "roundRect": "rect", "ellipse": "ellipse"}
"""Preset shapes that are drawn (ECMA-376 part 1 §20.1.10.56); of the corners of round ones nothing is said."""
RASTER = {"image/png": "png", "image/jpeg": "jpeg"}
THINNEST = 0.75
DEFAULT_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
Move = tuple[float, float, float, float]
"""Factors and offsets across and down, from a group's own lengths to points of the slide."""
STAY: Move = (1 / EMU, 1 / EMU, 0.0, 0.0)


class Field(Struct, frozen=True):
    """A filled or outlined shape; colours are slots of the theme or ``RRGGBB``, empty for none."""

    form: str
    box: Box
    fill: str = ""
    stroke: str = ""
    weight: float = 0.0


class Image(Struct, frozen=True):
    """A picture of the template."""

    box: Box
    data: bytes
    ending: str


class Scenery(Struct, frozen=True):
    """What one layout draws, back to front, on ``ground``; ``left_out`` names what cannot be drawn."""

    ground: str
    shapes: tuple[Field | Image, ...]
    left_out: tuple[str, ...] = ()


class Stage(Struct, frozen=True):
    """A template's scenery by layout, the slides' size in points, and the theme's slot for each that a colour may name."""

    sceneries: Mapping[str, Scenery]
    width: float
    height: float
    colour_map: Mapping[str, str]


def read_stage(template: bytes) -> Stage:
    """The stage of a template as `load_template` gives it."""
    deck = Presentation(io.BytesIO(template))
    sceneries: dict[str, Scenery] = {}
    colours = DEFAULT_MAP
    for master in deck.slide_masters:
        for layout in master.slide_layouts:
            sceneries.setdefault(layout.name, _scenery(layout, master))
        mapped = master._element.find(qn("p:clrMap"))
        colours = dict(mapped.attrib) if mapped is not None and colours is DEFAULT_MAP else colours
    assert deck.slide_width
    assert deck.slide_height
    return Stage(sceneries, deck.slide_width / EMU, deck.slide_height / EMU, colours)


def _scenery(layout: Element, master: Element) -> Scenery:
    sheets = [layout] if layout._element.get("showMasterSp") in ("0", "false") else [master, layout]
    found = [item for sheet in sheets for item in _drawn(sheet._element.cSld.spTree, sheet.part, STAY)]
    ground = next(filter(None, (_ground(sheet._element) for sheet in (layout, master))), "bg1")
    shapes = tuple(item for item in found if not isinstance(item, str))
    return Scenery(ground, shapes, tuple(item for item in found if isinstance(item, str)))


def _ground(sheet: Element) -> str:
    background = sheet.cSld.find(qn("p:bg"))
    if background is None:
        return ""
    properties = background.find(qn("p:bgPr"))
    return colour_in(background.find(qn("p:bgRef")) if properties is None else properties.find(FILL))


def _drawn(tree: Element, part: Element, move: Move) -> Iterator[Field | Image | str]:
    """The drawings of a shape tree; words for those there is no form for."""
    for shape in tree:
        if shape.tag == GROUP:
            yield from _drawn(shape, part, _into(shape, move))
        elif shape.tag in (SHAPE, PICTURE, LINE, FRAME) and next(shape.iter(HOLDER), None) is None:
            yield from _one(shape, part, move)


def _one(shape: Element, part: Element, move: Move) -> Iterator[Field | Image | str]:
    name = next(shape.iter(qn("p:cNvPr"))).get("name", "")
    box = _box(shape, move)
    if box is None or shape.tag == FRAME:
        yield name
    elif shape.tag == PICTURE:
        yield _image(shape, part, box) or name
    else:
        field = _field(shape, box)
        if field is not None:
            yield field
        if field is None or any((text.text or "").strip() for text in shape.iter(TEXT)):
            yield name


def _field(shape: Element, box: Box) -> Field | None:
    """A shape as a field; a line is one as thin as it is drawn. None where its form or fill is of another kind."""
    properties = shape.find(qn("p:spPr"))
    preset = properties.find(qn("a:prstGeom"))
    form = "" if preset is None else preset.get("prst", "")
    outline = properties.find(OUTLINE)
    weight = int(outline.get("w", "9525")) / EMU if outline is not None else 0.0
    stroke = "" if outline is None else colour_in(outline.find(FILL))
    if shape.tag == LINE or form == "line":
        if not stroke or (box.width and box.height):
            return None
        thick = max(weight, THINNEST)
        return Field("rect", Box(box.left, box.top, max(box.width, thick), max(box.height, thick)), stroke)
    fill = colour_in(properties.find(FILL))
    if form not in FORMS or not (fill or stroke):
        return None
    return Field(FORMS[form], box, fill, stroke, weight)


def _image(shape: Element, part: Element, box: Box) -> Image | None:
    blip = next(shape.iter(qn("a:blip")), None)
    relation = None if blip is None else blip.get(qn("r:embed"))
    if relation is None or next(shape.iter(qn("a:srcRect")), None) is not None:
        return None
    target = part.related_part(relation)
    ending = RASTER.get(target.content_type)
    return Image(box, target.blob, ending) if ending else None


def _box(shape: Element, move: Move) -> Box | None:
    transform = next(shape.iter(qn("a:xfrm"), qn("p:xfrm")), None)
    if transform is None or transform.get("rot", "0") != "0":
        return None
    left, top, width, height = _lengths(transform, "a:off", "a:ext")
    return Box(left * move[0] + move[2], top * move[1] + move[3], width * move[0], height * move[1])


def _into(group: Element, move: Move) -> Move:
    """From the lengths inside a group to the slide's (§20.1.7.5)."""
    transform = next(group.iter(qn("a:xfrm")), None)
    if transform is None or transform.find(qn("a:chExt")) is None:
        return move
    left, top, width, height = _lengths(transform, "a:off", "a:ext")
    inner_left, inner_top, inner_width, inner_height = _lengths(transform, "a:chOff", "a:chExt")
    across, down = (width / inner_width if inner_width else 1.0), (height / inner_height if inner_height else 1.0)
    return (
        across * move[0],
        down * move[1],
        (left - inner_left * across) * move[0] + move[2],
        (top - inner_top * down) * move[1] + move[3],
    )


def _lengths(transform: Element, offset: str, extent: str) -> tuple[float, float, float, float]:
    place, size = transform.find(qn(offset)), transform.find(qn(extent))
    return float(place.get("x")), float(place.get("y")), float(size.get("cx")), float(size.get("cy"))
