"""Builders for the elements of slide masters and layouts; lengths are points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
LANGUAGE = "nb-NO"
NUMBER_FIELD = "{5F0E2C58-8A53-5B0C-8E3E-4D4F54544550}"

Child: TypeAlias = "etree._Element"
Box = tuple[float, float, float, float]


def el(tag: str, attributes: Mapping[str, object] | None = None, *children: Child | str) -> Child:
    """An element named by prefix, with attributes (prefixed names allowed), text and children."""
    element = etree.Element(_name(tag), nsmap=NS)
    for key, value in (attributes or {}).items():
        element.set(_name(key) if ":" in key else key, str(value))
    for child in children:
        if isinstance(child, str):
            element.text = child
        else:
            element.append(child)
    return element


def _name(tag: str) -> str:
    prefix, local = tag.split(":")
    return f"{{{NS[prefix]}}}{local}"


def emu(points: float) -> int:
    """Points as English Metric Units."""
    return round(points * 12700)


def scheme(slot: str) -> Child:
    """A solid fill in a theme colour."""
    return el("a:solidFill", None, el("a:schemeClr", {"val": slot}))


@dataclass(frozen=True)
class Level:
    """One outline level: size, left edge and hanging indent in points, space before, bullet (none when empty)."""

    size: float
    left: float = 0
    hanging: float = 0
    before: float = 0
    bullet: str = ""
    colour: str = "tx1"
    bold: bool = False
    line: int = 100
    align: str = "l"
    font: str = "mn"


def level_style(number: int, level: Level) -> Child:
    """``a:lvlNpPr`` (ECMA-376 part 1 §21.1.2.4.13 and following)."""
    style = el(
        f"a:lvl{number}pPr",
        {"marL": emu(level.left), "indent": -emu(level.hanging), "algn": level.align, "rtl": 0, "eaLnBrk": 1},
        el("a:lnSpc", None, el("a:spcPct", {"val": level.line * 1000})),
        el("a:spcBef", None, el("a:spcPts", {"val": round(level.before * 100)})),
    )
    if level.bullet:
        style.append(el("a:buClr", None, el("a:schemeClr", {"val": "accent1"})))
        style.append(el("a:buFont", {"typeface": "Arial", "panose": "020B0604020202020204"}))
        style.append(el("a:buChar", {"char": level.bullet}))
    else:
        style.append(el("a:buNone"))
    bold = {"b": 1} if level.bold else {}
    run = el("a:defRPr", {"lang": LANGUAGE, "sz": round(level.size * 100), **bold, "kern": 1200}, scheme(level.colour))
    for script, slot in (("latin", "lt"), ("ea", "ea"), ("cs", "cs")):
        run.append(el(f"a:{script}", {"typeface": f"+{level.font}-{slot}"}))
    style.append(run)
    return style


def level_styles(tag: str, levels: Iterable[Level]) -> Child:
    """A list of level styles under ``tag``."""
    return el(tag, None, *(level_style(number, level) for number, level in enumerate(levels, 1)))


@dataclass(frozen=True)
class Holder:
    """A placeholder: type (empty for content), index, name, prompt lines, place and what differs from the master."""

    kind: str
    index: int
    name: str
    prompts: tuple[str, ...]
    box: Box | None
    levels: tuple[Level, ...] = ()
    anchor: str = ""
    autofit: str = ""


def holder_shape(number: int, holder: Holder) -> Child:
    """``p:sp`` with ``p:ph`` (ECMA-376 part 1 §19.3.1.36)."""
    place = {"type": holder.kind} if holder.kind else {}
    if holder.kind in ("ftr", "sldNum"):
        place["sz"] = "quarter"
    if holder.index:
        place["idx"] = str(holder.index)
    return el(
        "p:sp",
        None,
        el(
            "p:nvSpPr",
            None,
            el("p:cNvPr", {"id": number, "name": f"{holder.name} {number - 1}"}),
            el("p:cNvSpPr", None, el("a:spLocks", {"noGrp": 1})),
            el("p:nvPr", None, el("p:ph", place)),
        ),
        shape_properties(holder.box) if holder.box else el("p:spPr"),
        el("p:txBody", None, body_properties(holder), own_levels(holder), *prompt_paragraphs(holder)),
    )


def own_levels(holder: Holder) -> Child:
    """The placeholder's own level styles; empty where it inherits."""
    return level_styles("a:lstStyle", holder.levels)


def shape_properties(box: Box, fill: str = "") -> Child:
    """``p:spPr`` of a rectangle, filled or not."""
    left, top, width, height = map(emu, box)
    extent = (el("a:off", {"x": left, "y": top}), el("a:ext", {"cx": width, "cy": height}))
    properties = el("p:spPr", None, el("a:xfrm", None, *extent), el("a:prstGeom", {"prst": "rect"}, el("a:avLst")))
    if fill:
        properties.append(scheme(fill))
        properties.append(el("a:ln", None, el("a:noFill")))
    return properties


def body_properties(holder: Holder) -> Child:
    """``a:bodyPr``; empty where the placeholder inherits."""
    if not holder.anchor:
        return el("a:bodyPr")
    insets = {"lIns": 0, "tIns": 0, "rIns": 0, "bIns": 0}
    attributes = {"vert": "horz", **insets, "rtlCol": 0, "anchor": holder.anchor}
    return el("a:bodyPr", attributes, el(f"a:{holder.autofit or 'noAutofit'}"))


def prompt_paragraphs(holder: Holder) -> list[Child]:
    """The prompt, one paragraph a level, or the slide number's field."""
    run_properties = {"lang": LANGUAGE}
    if holder.kind == "sldNum":
        field = el("a:fld", {"id": NUMBER_FIELD, "type": "slidenum"}, el("a:rPr", run_properties), el("a:t", None, "‹#›"))
        return [el("a:p", None, field, el("a:endParaRPr", run_properties))]
    if not holder.prompts:
        return [el("a:p", None, el("a:endParaRPr", run_properties))]
    paragraphs = []
    for level, prompt in enumerate(holder.prompts):
        run = el("a:r", None, el("a:rPr", run_properties), el("a:t", None, prompt))
        paragraphs.append(el("a:p", None, el("a:pPr", {"lvl": level}), run))
    paragraphs[-1].append(el("a:endParaRPr", run_properties))
    return paragraphs


def bar(number: int, name: str, box: Box, fill: str) -> Child:
    """A filled rectangle of the master or a layout."""
    return el(
        "p:sp",
        None,
        el(
            "p:nvSpPr",
            None,
            el("p:cNvPr", {"id": number, "name": f"{name} {number - 1}"}),
            el("p:cNvSpPr"),
            el("p:nvPr", {"userDrawn": 1}),
        ),
        shape_properties(box, fill),
        el("p:txBody", None, el("a:bodyPr"), el("a:lstStyle"), el("a:p", None, el("a:endParaRPr", {"lang": LANGUAGE}))),
    )


def slide_data(name: str, shapes: Iterable[Child], background: str = "") -> Child:
    """``p:cSld`` with its shape tree."""
    zero = (el("a:off", {"x": 0, "y": 0}), el("a:ext", {"cx": 0, "cy": 0}))
    inner = (el("a:chOff", {"x": 0, "y": 0}), el("a:chExt", {"cx": 0, "cy": 0}))
    tree = el(
        "p:spTree",
        None,
        el("p:nvGrpSpPr", None, el("p:cNvPr", {"id": 1, "name": ""}), el("p:cNvGrpSpPr"), el("p:nvPr")),
        el("p:grpSpPr", None, el("a:xfrm", None, *zero, *inner)),
        *shapes,
    )
    data = el("p:cSld", {"name": name} if name else None)
    if background:
        data.append(el("p:bg", None, el("p:bgPr", None, scheme(background), el("a:effectLst"))))
    data.append(tree)
    return data
