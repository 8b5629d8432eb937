"""Zip packages, taken apart and put together by the tests."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def parts_of(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return target.getvalue()


def with_parts(package: bytes, changes: Mapping[str, bytes | str | None]) -> bytes:
    """The package with parts put in, changed or (None) taken out."""
    parts = parts_of(package)
    for name, data in changes.items():
        parts.pop(name, None)
        if data is not None:
            parts[name] = data.encode() if isinstance(data, str) else data
    return packed(parts)


def replaced(package: bytes, name: str, *pairs: tuple[str, str]) -> bytes:
    """The package with text of one part replaced; every text must be there."""
    text = parts_of(package)[name].decode()
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return with_parts(package, {name: text})


def relations_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def related(package: bytes, part: str, id: str, kind: str, target: str, *, external: bool = False) -> bytes:
    """The package with one more relationship of ``part``."""
    name = relations_name(part)
    data = parts_of(package).get(name, f'<Relationships xmlns="{RELATIONS}"/>'.encode())
    root = etree.fromstring(data)
    one = etree.SubElement(root, f"{{{RELATIONS}}}Relationship", Id=id, Type=f"{OFFICE}/{kind}", Target=target)
    if external:
        one.set("TargetMode", "External")
    return with_parts(package, {name: etree.tostring(root)})


def typed(package: bytes, part: str, content_type: str) -> bytes:
    """The package with a content type for ``part``."""
    root = etree.fromstring(parts_of(package)["[Content_Types].xml"])
    for one in root.findall(f"{{{TYPES}}}Override[@PartName='/{part}']"):
        root.remove(one)
    etree.SubElement(root, f"{{{TYPES}}}Override", PartName=f"/{part}", ContentType=content_type)
    return with_parts(package, {"[Content_Types].xml": etree.tostring(root)})


def edited(package: bytes, name: str, edit: Callable[[Any], None]) -> bytes:
    """The package with the XML of one part changed by ``edit``."""
    root = etree.fromstring(parts_of(package)[name])
    edit(root)
    return with_parts(package, {name: etree.tostring(root)})


def compound_file(*streams: str) -> bytes:
    """An OLE compound file (MS-CFB) with up to three empty streams."""
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        bytes(16),
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        1,
        1,
        0,
        4096,
        end,
        0,
        end,
        0,
        0,
    )
    header += struct.pack("<108I", *[free] * 108)
    allocation = struct.pack("<128I", table, end, *[free] * 126)
    directory = b"".join(
        _entry(name, 5 if not index else 2, 1 if not index else free) for index, name in enumerate(("Root Entry", *streams))
    )
    return header[:512].ljust(512, b"\xff") + allocation + directory.ljust(512, b"\0")


def _entry(name: str, kind: int, child: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    none = 0xFFFFFFFF
    return struct.pack("<64sHBBIII16sIQQIQ", text, len(text), kind, 1, none, none, child, bytes(16), 0, 0, 0, 0xFFFFFFFE, 0)
