"""XML that others have written: read without entities, files or network, and written again."""

from __future__ import annotations

from typing import Any

from lxml import etree

Element = Any
"""An lxml element (lxml has no types of its own)."""


class NotXmlError(ValueError):
    """Not well-formed, or with a document type, which no Office format has (ECMA-376 part 2 §8.1.1)."""


def read_root(data: bytes, *, lenient: bool = False) -> Element:
    """The root element; libxml2 refuses trees deeper than 256 and texts longer than 10 MB.

    ``lenient`` mends what is not well-formed, as the VML of old programs is not.

    Raises:
        NotXmlError: see there.
    """
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=lenient)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotXmlError(str(error)) from error
    if root is None or root.getroottree().docinfo.doctype:
        raise NotXmlError("no element, or a document type")
    return root


def serialise(root: Element) -> bytes:
    """The part as bytes."""
    data: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def local(element: Element) -> str:
    """The name of an element without its namespace; '' for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
