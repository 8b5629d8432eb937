"""SVG pictures made safe to set: own fonts, nothing fetched, no character without a glyph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.etree import ElementTree

from msgspec import Struct

HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
EMBEDDED = re.compile(r"\s*data:image/(png|jpe?g|gif|webp)[;,]", re.IGNORECASE)
DROPPED = ("script", "foreignObject", "iframe", "audio", "video")
IMPORTS = re.compile(r"@import[^;]*;?|url\(\s*['\"]?(?!#|data:)[^)]*\)", re.IGNORECASE)
FAMILY = re.compile(r"(font-family\s*:\s*)([^;}\"]+)", re.IGNORECASE)
FIXED_WIDTH = re.compile(r"mono|courier|consol|menlo", re.IGNORECASE)


class CleanSvg(Struct, frozen=True):
    """A picture that refers to nothing outside itself, and the names of what was left out."""

    data: bytes
    removed: tuple[str, ...] = ()


def clean_svg(data: bytes, font: str, code_font: str, fit: Callable[[str], str]) -> CleanSvg:
    """``data`` without scripts, foreign content and outside references, its text in the given fonts.

    ``fit`` gives text the fonts can set. Raises ``xml.etree.ElementTree.ParseError`` when it is no XML.
    """
    root = ElementTree.fromstring(data)
    removed = tuple(sorted(set(_drop_outside(root))))
    root.set("font-family", font)
    for element in root.iter():
        _set_fonts(element, font, code_font)
        if _local(element) == "text":
            _fit_words(element, fit)
    return CleanSvg(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True), removed)


def _fit_words(text: ElementTree.Element, fit: Callable[[str], str]) -> None:
    for part in text.iter():
        part.text = fit(part.text or "")
        for child in part:
            child.tail = fit(child.tail or "")


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _drop_outside(root: ElementTree.Element) -> Iterator[str]:
    for parent in list(root.iter()):
        for child in list(parent):
            if _local(child) in DROPPED:
                parent.remove(child)
                yield _local(child)
            elif href := _outside(child):
                yield from _drop_reference(parent, child, href)


def _outside(element: ElementTree.Element) -> str:
    hrefs = (element.get(name, "") for name in HREFS)
    return next((href for href in hrefs if href and not href.strip().startswith("#") and not EMBEDDED.match(href)), "")


def _drop_reference(parent: ElementTree.Element, child: ElementTree.Element, href: str) -> Iterator[str]:
    if _local(child) == "a":
        for name in HREFS:
            child.attrib.pop(name, None)
        return
    parent.remove(child)
    yield href[:80]


def _set_fonts(element: ElementTree.Element, font: str, code_font: str) -> None:
    def family(found: re.Match[str]) -> str:
        return f"{found[1]}'{code_font if FIXED_WIDTH.search(found[2]) else font}'"

    if named := element.get("font-family"):
        element.set("font-family", code_font if FIXED_WIDTH.search(named) else font)
    if style := element.get("style"):
        element.set("style", IMPORTS.sub("", FAMILY.sub(family, style)))
    if _local(element) == "style":
        element.text = IMPORTS.sub("", FAMILY.sub(family, element.text or ""))
