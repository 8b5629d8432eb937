"""Office packages whose bytes depend on their content alone."""

from __future__ import annotations

import io
import zipfile

FIRST = ("[Content_Types].xml", "_rels/.rels")
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip entry can carry (APPNOTE.TXT 4.4.6)."""


def with_fixed_zip(package: bytes) -> bytes:
    """The same parts in a fixed order and with a fixed date.

    The two parts that describe the package stand first (ECMA-376 part 2 lets a reader stream it so), the others by name.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as result:
        for name in sorted(source.namelist(), key=lambda name: (name not in FIRST, name)):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            result.writestr(entry, source.read(name), compresslevel=6)
    return target.getvalue()
