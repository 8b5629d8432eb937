"""Relationships between parts (ECMA-376 part 2 §9.3)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from urllib.parse import quote, unquote

from lxml import etree
from msgspec import Struct

from mottepakke.safe_xml import serialise
from mottepakke.slides import codes
from mottepakke.slides.refusal import Refused
from mottepakke.slides.xml import parse

SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_ROOT = ""
"""The source of the relationships of the package itself."""
UNRESERVED = "/:@!$&'()*+,;="
"""What a target may hold as it is (RFC 3986 §3.3)."""


class Relationship(Struct, frozen=True):
    """From one part to another, or to an address outside the package; ``type`` is a URI, ``kind`` its last word."""

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """The last word of the type, the same in the namespaces of all editions."""
        return self.type.rpartition("/")[2]


def relations_name(part: str) -> str:
    """The name of the part that holds the relationships of ``part``."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def read_relations(data: bytes, part: str) -> tuple[Relationship, ...]:
    """What a relationships part says for ``part``; targets inside the package are names of parts.

    Raises:
        Refused: it is not XML, or ids are not unique.
    """
    root = parse(data, relations_name(part))
    found = tuple(_relationship(element, part) for element in root.iterchildren("{*}Relationship"))
    if len({one.id for one in found} - {""}) != len(found):
        raise Refused(codes.BROKEN, part=relations_name(part))
    return found


def _relationship(element: etree._Element, part: str) -> Relationship:
    external = element.get("TargetMode", "").lower() == "external"
    target = element.get("Target", "")
    return Relationship(
        element.get("Id", ""), element.get("Type", ""), target if external else resolved(target, part), external
    )


def resolved(target: str, part: str) -> str:
    """The name of the part that ``target`` leads to from ``part``; no name leaves the package."""
    path = unquote(target.partition("#")[0].replace("\\", "/"))
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), path)).lstrip("/")


def written_relations(relations: Iterable[Relationship], part: str) -> bytes:
    """The relationships part of ``part``, targets relative to it."""
    root = etree.Element(f"{{{SPACE}}}Relationships", nsmap={None: SPACE})
    folder = posixpath.dirname(part)
    for one in relations:
        target = one.target if one.external else quote(posixpath.relpath(one.target, folder or "."), UNRESERVED)
        element = etree.SubElement(root, f"{{{SPACE}}}Relationship", Id=one.id, Type=one.type, Target=target)
        if one.external:
            element.set("TargetMode", "External")
    return serialise(root)
