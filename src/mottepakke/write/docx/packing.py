"""The parts of a package to one file.

python-docx compresses every part when it saves; `with_fixed_zip` would do so again, so the first zip is only stored.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Any

from lxml import etree

from mottepakke.write.office_zip import with_fixed_zip

CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
DEFAULTS = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}


def packed(package: Any) -> bytes:
    """The bytes of a package of python-docx (ECMA-376 part 2 §9 and §10)."""
    parts = list(package.iter_parts())
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as file:
        file.writestr("[Content_Types].xml", _content_types(parts))
        file.writestr("_rels/.rels", package.rels.xml)
        for part in parts:
            file.writestr(part.partname.membername, part.blob)
            if len(part.rels):
                file.writestr(part.partname.rels_uri.membername, part.rels.xml)
    return with_fixed_zip(target.getvalue())


def _content_types(parts: Iterable[Any]) -> bytes:
    """What kind each part is: pictures by their ending, as Word has it, all else by name."""
    types = etree.Element(f"{{{CONTENT_TYPES}}}Types", nsmap={None: CONTENT_TYPES})
    by_name = {part.partname: part.content_type for part in parts}
    endings = {name.ext: kind for name, kind in by_name.items() if kind.startswith("image/")}
    for ending, kind in sorted((DEFAULTS | endings).items()):
        etree.SubElement(types, f"{{{CONTENT_TYPES}}}Default", Extension=ending, ContentType=kind)
    for name, kind in sorted(by_name.items()):
        if (DEFAULTS | endings).get(name.ext) != kind:
            etree.SubElement(types, f"{{{CONTENT_TYPES}}}Override", PartName=name, ContentType=kind)
    content: bytes = etree.tostring(types, encoding="UTF-8", xml_declaration=True, standalone=True)
    return content
