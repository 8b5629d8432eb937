"""Office packages whose bytes depend on their content alone.

python-docx and python-pptx stamp the zip with the clock and compress every part as they save; here the parts they hold are
written once, in a fixed order and with a fixed date.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lxml import etree

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
DEFAULTS = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
CONTENT_TYPES, RELATIONS = "[Content_Types].xml", "_rels/.rels"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip entry can carry (APPNOTE.TXT 4.4.6)."""
LEVEL = 6


def packed(package: Any, *, compressed: bool = True) -> bytes:
    """The bytes of an open package of python-docx or python-pptx (ECMA-376 part 2 §9 and §10)."""
    return fixed_zip(_members(package), compressed=compressed)


def fixed_zip(members: Iterable[tuple[str, bytes]], *, compressed: bool = True) -> bytes:
    """A zip of named parts: the two that describe the package first, so that a reader may stream it, the others by name."""
    method = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in sorted(members, key=lambda member: (member[0] not in (CONTENT_TYPES, RELATIONS), member[0])):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = method
            entry.create_system = 0
            archive.writestr(entry, data, compresslevel=LEVEL)
    return target.getvalue()


def _members(package: Any) -> Iterator[tuple[str, bytes]]:
    parts = list(package.iter_parts())
    relations = package.rels if hasattr(package, "rels") else package._rels
    yield CONTENT_TYPES, _content_types(parts)
    yield RELATIONS, relations.xml
    for part in parts:
        yield part.partname.membername, part.blob
        if len(part.rels):
            yield part.partname.rels_uri.membername, part.rels.xml


def _content_types(parts: Sequence[Any]) -> bytes:
    """The content types stream (ECMA-376 part 2 §10.1.2.2): a default for each kind of picture, an override for the rest."""
    root = etree.Element(f"{{{TYPES}}}Types", nsmap={None: TYPES})
    pictures = {part.partname.ext: part.content_type for part in parts if part.content_type.startswith("image/")}
    defaults = DEFAULTS | pictures
    for extension, kind in sorted(defaults.items()):
        etree.SubElement(root, f"{{{TYPES}}}Default", Extension=extension, ContentType=kind)
    for name, kind in sorted((part.partname, part.content_type) for part in parts):
        if defaults.get(name.ext) != kind:
            etree.SubElement(root, f"{{{TYPES}}}Override", PartName=name, ContentType=kind)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
