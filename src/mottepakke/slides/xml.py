"""XML parts: read without entities, files or network, and written again; the names that slides use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from mottepakke.slides import codes
from mottepakke.slides.refusal import Refused

Element = Any
"""An lxml element (lxml has no types of its own)."""

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"


def parse(data: bytes, part: str) -> Element:
    """The root element of a part; libxml2 refuses trees deeper than 256 and texts longer than 10 MB.

    Raises:
        Refused: not XML, or XML with a document type, which no Office format has (ECMA-376 part 2 §8.1.1).
    """
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(codes.BROKEN, part=part) from error
    if root is None or root.getroottree().docinfo.doctype:
        raise Refused(codes.BROKEN, part=part)
    return root


def serialise(root: Element) -> bytes:
    """The part as bytes."""
    data: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def local(element: Element) -> str:
    """The name of an element without its namespace; '' for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, name: str) -> Element | None:
    """The first child with a full name."""
    return None if element is None else element.find(name)


def below(root: Element, *names: str) -> Iterator[Element]:
    """The elements with one of these local names, in document order, from a list that stays whole under changes."""
    return iter(list(root.iter(*(f"{{*}}{name}" for name in names))))


def remove(element: Element) -> None:
    """Take an element out of its tree; no part of a slide has text between elements."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
