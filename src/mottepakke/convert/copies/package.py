"""Office packages: zip files, read within limits and written the same way each time."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from mottepakke.convert import codes
from mottepakke.convert.files import Refused

Parts = dict[str, bytes]
"""The content of a package by name, in the order of the package."""

MEGABYTE = 1_000_000
MAX_PACKED = 250 * MEGABYTE
MAX_UNPACKED = 500 * MEGABYTE
MAX_PARTS = 10_000
MAX_RATIO = 200
"""Sheets full of equal cells reach 60."""
RATIO_FROM = 5 * MEGABYTE

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip entry can carry (APPNOTE.TXT 4.4.6)."""
MIMETYPE = "mimetype"
"""Stands first and unpacked (OpenDocument 1.3 part 2, 3.3)."""

BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError)
"""What reading a broken zip file raises."""


def read_bytes(path: Path) -> bytes:
    """The content of a file.

    Raises:
        Refused: too large, or the system does not give it.
    """
    try:
        if path.stat().st_size > MAX_PACKED:
            raise Refused(codes.TOO_LARGE, part="", limit=f"{MAX_PACKED // MEGABYTE} MB")
        return path.read_bytes()
    except OSError as error:
        raise Refused(codes.UNREADABLE, reason=error.strerror or type(error).__name__) from error


def read_package(data: bytes) -> Parts:
    """Everything in a package.

    Raises:
        Refused: broken, encrypted, too large, or made to unpack to very much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check_entries(entries)
            return {entry.filename: archive.read(entry) for entry in entries}
    except BROKEN_ZIP as error:
        raise Refused(codes.BROKEN, part="") from error


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse by what the directory declares; reading yields no more than that."""
    if len(entries) > MAX_PARTS:
        raise Refused(codes.TOO_LARGE, part="", limit=f"@package_parts:{MAX_PARTS}")
    seen: set[str] = set()
    unpacked = 0
    for entry in entries:
        name, size = entry.filename, entry.file_size
        if entry.flag_bits & 0x1:
            raise Refused(codes.ENCRYPTED)
        if name.lower() in seen:
            raise Refused(codes.BROKEN, part=name)
        seen.add(name.lower())
        unpacked += size
        if size > RATIO_FROM and size > MAX_RATIO * entry.compress_size:
            raise Refused(codes.BOMB, part=name, ratio=f"{size // max(entry.compress_size, 1)}")
        if unpacked > MAX_UNPACKED:
            raise Refused(codes.TOO_LARGE, part=name, limit=f"{MAX_UNPACKED // MEGABYTE} MB")


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """The package, its bytes depending on the parts and their order alone."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: name != MIMETYPE):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if name == MIMETYPE else zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, parts[name], compresslevel=1)
    return target.getvalue()
