"""The text defaults of a deck (ECMA-376 part 1 §19.2.1.8): text boxes and tables take them from the presentation.

In another presentation they would take ours instead. So where the two differ, the box says what it had.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from msgspec import Struct

from mottepakke.safe_xml import Element, local
from mottepakke.slides.xml import A, P, below, child

LEVELS = tuple(f"{A}lvl{number}pPr" for number in range(1, 10))
PARAGRAPH = {"marL": "0", "indent": "0", "algn": "l"}
RUN = {"sz": "1800"}
"""Attributes that are looked at, and what holds where nothing is said."""
SPACING = ("lnSpc", "spcBef", "spcAft")
LENGTHS = ("marL", "indent", "sz")
IN_LIST = (f"{A}defPPr", *LEVELS, f"{A}extLst")
"""The order of what a list style holds (ECMA-376 part 1 §21.1.2.4.12)."""


class Level(Struct, frozen=True):
    """One level: attributes of the paragraph and of its letters, and spacings as (kind, number)."""

    paragraph: tuple[tuple[str, str], ...]
    run: tuple[tuple[str, str], ...]
    spacing: tuple[tuple[str, tuple[str, str]], ...]


def read_defaults(presentation: Element, scale: float = 1) -> tuple[Level, ...]:
    """The defaults of a presentation, level by level, scaled."""
    style = presentation.find(f"{P}defaultTextStyle")
    return tuple(_level(child(style, name), scale) for name in LEVELS)


def _level(element: Element | None, scale: float) -> Level:
    run = child(element, f"{A}defRPr")
    return Level(
        tuple((name, _value(element, name, usual, scale)) for name, usual in PARAGRAPH.items()),
        tuple((name, _value(run, name, usual, scale)) for name, usual in RUN.items()),
        tuple((name, _spacing(element, name, scale)) for name in SPACING),
    )


def _value(element: Element | None, name: str, usual: str, scale: float) -> str:
    value = usual if element is None else element.get(name, usual)
    return str(round(int(value) * scale)) if name in LENGTHS and value.lstrip("-").isdecimal() else value


def _spacing(element: Element | None, name: str, scale: float) -> tuple[str, str]:
    spacing = child(element, f"{A}{name}")
    for one in () if spacing is None else spacing:
        value = one.get("val", "")
        if local(one) == "spcPts" and value.isdecimal():
            return "spcPts", str(round(int(value) * scale))
        if local(one) == "spcPct" and value.rstrip("%").isdecimal():
            return "spcPct", value if not value.endswith("%") else f"{value[:-1]}000"
    return "spcPct", "100000" if name == "lnSpc" else "0"


def write_defaults(root: Element, theirs: tuple[Level, ...], ours: tuple[Level, ...]) -> None:
    """Let the text boxes and tables of a slide, layout or master say what they took from their presentation."""
    levels = {name: (their, our) for name, their, our in zip(LEVELS, theirs, ours, strict=True) if their != our}
    if not levels:
        return
    for body in below(root, "txBody"):
        holder = body.getparent()
        if holder.tag == f"{A}tc" or (holder.tag == f"{P}sp" and holder.find(f"{P}nvSpPr/{P}nvPr/{P}ph") is None):
            _write(body, levels)


def _write(body: Element, levels: Mapping[str, tuple[Level, Level]]) -> None:
    style = child(body, f"{A}lstStyle")
    if style is None:
        style = etree.Element(f"{A}lstStyle")
        body.insert(1 if child(body, f"{A}bodyPr") is not None else 0, style)
    used = {f"{A}lvl{_number(one)}pPr" for one in body.iter(f"{A}p")}
    for name in LEVELS:
        if name in levels and name in used:
            _write_level(_made(style, name), *levels[name])
    sort_levels(style)


def sort_levels(style: Element) -> None:
    """Put the levels of a list style in their order."""
    style[:] = sorted(style, key=lambda one: IN_LIST.index(one.tag) if one.tag in IN_LIST else 0)


def _number(paragraph: Element) -> int:
    """The level of a paragraph, from 1 (ECMA-376 part 1 §21.1.2.2.7)."""
    properties = child(paragraph, f"{A}pPr")
    level = "0" if properties is None else properties.get("lvl", "0")
    return int(level) + 1 if level in tuple("012345678") else 1


def _write_level(element: Element, theirs: Level, ours: Level) -> None:
    for (name, value), (_, other) in zip(theirs.paragraph, ours.paragraph, strict=True):
        if value != other and element.get(name) is None:
            element.set(name, value)
    for (name, (kind, value)), (_, same) in zip(theirs.spacing, ours.spacing, strict=True):
        if (kind, value) != same and child(element, f"{A}{name}") is None:
            etree.SubElement(_made(element, f"{A}{name}"), f"{A}{kind}", val=value)
    for (name, value), (_, other) in zip(theirs.run, ours.run, strict=True):
        if value != other:
            run = _made(element, f"{A}defRPr")
            if run.get(name) is None:
                run.set(name, value)
    element[:] = sorted(element, key=_place)


def _made(parent: Element, name: str) -> Element:
    found = child(parent, name)
    return etree.SubElement(parent, name) if found is None else found


def _place(element: Element) -> int:
    """The order of a level's children (ECMA-376 part 1 §21.1.2.4.13): spacings, bullet and tabs, letters, extensions."""
    name = local(element)
    last = {"defRPr": 8, "extLst": 9}
    return SPACING.index(name) if name in SPACING else last.get(name, 5)
