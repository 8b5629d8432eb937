"""XML parts of Office files: read without entities, files or network, changed, and written again."""

from __future__ import annotations

from collections.abc import Iterable

from mottepakke.convert import codes
from mottepakke.convert.files import Refused
from mottepakke.safe_xml import Element, NotXmlError, local, read_root

MAX_BYTES = 60_000_000
"""Of one part; read into a tree it takes some ten times as much."""


def parse(data: bytes, part: str, *, lenient: bool = False) -> Element:
    """The root element of a part. ``lenient`` mends what is not well-formed, as the VML of old programs is not.

    Raises:
        Refused: too large, not XML, or XML with a document type, which no Office format has (ECMA-376 part 2, 8.1.1).
    """
    if len(data) > MAX_BYTES:
        raise Refused(codes.TOO_LARGE, part=part, limit=f"{MAX_BYTES // 1_000_000} MB")
    try:
        return read_root(data, lenient=lenient)
    except NotXmlError as error:
        raise Refused(codes.BROKEN, part=part) from error


def space(element: Element) -> str:
    """The namespace of an element, or ''."""
    tag = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


def named(root: Element, *names: str) -> list[Element]:
    """All elements with one of these local names, in document order, as a list that stays whole under changes."""
    return list(root.iter(*(f"{{*}}{name}" for name in names)))


def child(element: Element | None, name: str) -> Element | None:
    """The first child with a local name."""
    if element is not None:
        for one in element:
            if local(one) == name:
                return one
    return None


def attribute(element: Element, name: str) -> str:
    """The value of the attribute with a local name, in whatever namespace; '' without one."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def sibling_name(element: Element, name: str) -> str:
    """``name`` in the namespace of ``element``, as lxml writes it."""
    return f"{{{space(element)}}}{name}"


def remove(element: Element) -> None:
    """Take an element and all it holds out of its tree; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    _keep_text(element, element.tail)
    parent.remove(element)


def unwrap(element: Element) -> None:
    """Put the children of an element in its place."""
    parent = element.getparent()
    if parent is None:
        return
    index = parent.index(element)
    _keep_text(element, element.text)
    children = list(element)
    for offset, one in enumerate(children):
        parent.insert(index + offset, one)
    if children:
        children[-1].tail = (children[-1].tail or "") + (element.tail or "") or None
        element.tail = None
    remove(element)


def remove_all(elements: Iterable[Element]) -> None:
    """Remove each of the elements; those inside another one go with it."""
    for element in elements:
        remove(element)


def _keep_text(element: Element, text: str | None) -> None:
    """Put ``text`` before the place of ``element``."""
    if not text:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent = element.getparent()
        parent.text = (parent.text or "") + text
