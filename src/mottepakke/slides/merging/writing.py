"""The package to a zip file: bytes that depend on its parts alone, films and pictures passed on in pieces."""

from __future__ import annotations

import zipfile
from typing import BinaryIO

from lxml import etree

from mottepakke.safe_xml import serialise
from mottepakke.slides.merging.show import Copied, Part, Show
from mottepakke.slides.package import CONTENT_TYPES
from mottepakke.slides.relations import PACKAGE_ROOT, Relationship, relations_name, written_relations

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
DEFAULTS = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
BY_ENDING = ("image/", "audio/", "video/")
"""Beginnings of content types that an ending stands for."""
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip entry can carry (APPNOTE.TXT 4.4.6)."""
LEVEL = 6
CHUNK = 1 << 20


def write_show(show: Show, roots: tuple[Relationship, ...], out: BinaryIO) -> None:
    """Write the parts that ``roots``, the relationships of the package, lead to; the rest is left out.

    First the two parts that describe the package, so that a reader may stream it, then the others by name.

    Raises:
        Refused: a file that parts are copied from has changed since it was opened.
    """
    parts = {name: show.contents.parts[name] for name in _reached(show, roots)}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        _write(archive, CONTENT_TYPES, _content_types(parts))
        _write(archive, relations_name(PACKAGE_ROOT), written_relations(roots, PACKAGE_ROOT))
        members = [(name, name) for name in parts]
        members += [(relations_name(name), name) for name, part in parts.items() if part.relations]
        for entry, name in sorted(members):
            source = parts[name].source
            if entry != name:
                _write(archive, entry, written_relations(parts[name].relations, name))
            elif isinstance(source, Copied):
                _copy(archive, name, source)
            else:
                _write(archive, name, show.data(name))


def _reached(show: Show, roots: tuple[Relationship, ...]) -> list[str]:
    seen: dict[str, None] = {}
    waiting = [one.target for one in roots if not one.external]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen[name] = None
            waiting += [one.target for one in show.contents.parts[name].relations if not one.external]
    return sorted(seen)


def _entry(name: str, method: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = method
    entry.create_system = 0
    return entry


def _write(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(_entry(name, zipfile.ZIP_DEFLATED), data, compresslevel=LEVEL)


def _copy(archive: zipfile.ZipFile, name: str, source: Copied) -> None:
    """Copy a part in pieces; what packing did not make smaller is not packed again."""
    is_packed = source.package.is_packed(source.part)
    entry = _entry(name, zipfile.ZIP_DEFLATED if is_packed else zipfile.ZIP_STORED)
    entry.file_size = source.package.size(source.part)
    with source.package.open(source.part) as stream, archive.open(entry, "w") as target:
        while chunk := stream.read(CHUNK):
            target.write(chunk)


def _content_types(parts: dict[str, Part]) -> bytes:
    """The content types stream (ECMA-376 part 2 §10.1.2.2): a default for each kind of media, an override for the rest."""
    root = etree.Element(f"{{{TYPES}}}Types", nsmap={None: TYPES})
    defaults = dict(DEFAULTS)
    for name, part in parts.items():
        if part.content_type.startswith(BY_ENDING):
            defaults.setdefault(_ending(name), part.content_type)
    for ending, kind in sorted(defaults.items()):
        etree.SubElement(root, f"{{{TYPES}}}Default", Extension=ending, ContentType=kind)
    for name, part in parts.items():
        if defaults.get(_ending(name)) != part.content_type:
            etree.SubElement(root, f"{{{TYPES}}}Override", PartName=f"/{name}", ContentType=part.content_type)
    return serialise(root)


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()
