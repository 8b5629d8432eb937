"""Relationships and content types of OOXML packages (ECMA-376 part 2, 7.2 and 9)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from mottepakke.convert.copies.package import Parts
from mottepakke.convert.copies.xml import attribute, named, parse, remove, sibling_name
from mottepakke.safe_xml import Element, local, serialise

CONTENT_TYPES = "[Content_Types].xml"
MISSING = "mottepakke/missing.png"
"""The part that stands for pictures that are not fetched."""
PACKAGE_ROOT = ""
"""The source of the relationships of the package itself."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """From one part to another, or to an address outside the package; ``kind`` is the last word of its type."""

    id: str
    kind: str
    target: str
    external: bool


def relations_name(part: str) -> str:
    """The name of the part that holds the relationships of ``part``."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def read_relations(parts: Parts, part: str) -> list[Relationship]:
    """The relationships of a part; those inside the package with the name of the part they lead to."""
    name = relations_name(part)
    if name not in parts:
        return []
    return [_relationship(element, part) for element in named(parse(parts[name], name), "Relationship")]


def _relationship(element: Element, part: str) -> Relationship:
    external = attribute(element, "TargetMode").lower() == "external"
    target = attribute(element, "Target")
    return Relationship(
        id=attribute(element, "Id"),
        kind=attribute(element, "Type").rpartition("/")[2],
        target=target if external else resolved(target, part),
        external=external,
    )


def resolved(target: str, part: str) -> str:
    """The name of the part that ``target`` leads to from ``part``."""
    path = unquote(target.partition("#")[0].replace("\\", "/"))
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), path)).lstrip("/")


def rewritten_relations(data: bytes, name: str, dropped: Iterable[str], missing: Iterable[str]) -> bytes:
    """The part ``name`` with relationships, without those ``dropped``; those ``missing`` lead to a grey picture instead."""
    root = parse(data, name)
    for element in named(root, "Relationship"):
        if attribute(element, "Id") in missing:
            element.set("Target", f"/{MISSING}")
            element.attrib.pop("TargetMode", None)
        elif attribute(element, "Id") in dropped:
            remove(element)
    return serialise(root)


def content_types(parts: Parts) -> dict[str, str]:
    """The content type of each part that has one of its own, by the part's name."""
    if CONTENT_TYPES not in parts:
        return {}
    root = parse(parts[CONTENT_TYPES], CONTENT_TYPES)
    return {
        attribute(element, "PartName").lstrip("/"): attribute(element, "ContentType") for element in named(root, "Override")
    }


def main_part(parts: Parts) -> str:
    """The name of the part an OOXML package is about; '' where it has none (ECMA-376 part 1 §9.1.1)."""
    found = (one.target for one in read_relations(parts, PACKAGE_ROOT) if one.kind == "officeDocument" and not one.external)
    return next((target for target in found if target in parts), "")


def written_types(parts: Parts, main: str, main_type: str) -> bytes:
    """The content types for the parts that are left; the main part gets ``main_type``, code gets none."""
    root = parse(parts[CONTENT_TYPES], CONTENT_TYPES)
    for element in list(root):
        part = attribute(element, "PartName").lstrip("/")
        if local(element) == "Override" and part not in parts:
            remove(element)
        elif local(element) == "Override" and part == main:
            element.set("ContentType", main_type)
        elif local(element) == "Default" and "vba" in attribute(element, "ContentType").lower():
            remove(element)
    if MISSING in parts:
        etree.SubElement(root, sibling_name(root[0], "Override"), PartName=f"/{MISSING}", ContentType="image/png")
    return serialise(root)
