"""XML parts: read without entities, files or network, and written again; the names that slides use."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke.safe_xml import Element, NotXmlError, read_root
from mottepakke.slides import codes
from mottepakke.slides.refusal import Refused

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
    try:
        return read_root(data)
    except NotXmlError as error:
        raise Refused(codes.BROKEN, part=part) from error


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
