"""Small builders for DrawingML and PresentationML elements."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeAlias

from lxml import etree
from pptx.oxml.ns import qn

from mottepakke.write.pptx.values import Box

Element: TypeAlias = "etree._Element"
Attributes = Mapping[str, str | int]

EMU = 12700
"""English metric units in a point."""
DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
"""The extension that marks a drawing as decorative ([MS-ODRAWXML] §2.13, adec)."""
ADEC = "http://schemas.microsoft.com/office/drawing/2017/decorative"


@lru_cache(maxsize=256)
def name(tag: str) -> str:
    """``prefix:local`` as lxml writes it."""
    return str(qn(tag))


def add(parent: Element, tag: str, attributes: Attributes | None = None) -> Element:
    """A new last child of ``parent``; attribute names may have prefixes."""
    element = etree.SubElement(parent, name(tag))
    if attributes:
        for key, value in attributes.items():
            element.set(name(key) if ":" in key else key, str(value))
    return element


def emu(points: float) -> int:
    """Points as English metric units."""
    return round(points * EMU)


def add_transform(parent: Element, box: Box, tag: str = "a:xfrm") -> None:
    """Place and size (ECMA-376 part 1 §20.1.7.6)."""
    transform = add(parent, tag)
    add(transform, "a:off", {"x": emu(box.left), "y": emu(box.top)})
    add(transform, "a:ext", {"cx": max(emu(box.width), 1), "cy": max(emu(box.height), 1)})


def add_rectangle(parent: Element, box: Box) -> Element:
    """``p:spPr`` with a place and a rectangle for geometry."""
    properties = add(parent, "p:spPr")
    add_transform(properties, box)
    add(add(properties, "a:prstGeom", {"prst": "rect"}), "a:avLst")
    return properties


def add_fill(parent: Element, slot: str) -> None:
    """A solid fill in a colour of the theme."""
    add(add(parent, "a:solidFill"), "a:schemeClr", {"val": slot})


def mark_decorative(properties: Element) -> None:
    """Mark the drawing of ``properties`` (``p:cNvPr``) as one that screen readers pass over."""
    extension = add(add(properties, "a:extLst"), "a:ext", {"uri": DECORATIVE})
    etree.SubElement(extension, f"{{{ADEC}}}decorative", nsmap={"adec": ADEC}).set("val", "1")
