"""PowerPoint packages, opened within limits; parts are read when they are asked for."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, BinaryIO

from mottepakke.safe_xml import Element
from mottepakke.slides import codes
from mottepakke.slides.kinds import MACRO_TYPES, check_outside
from mottepakke.slides.limits import Limits, megabytes
from mottepakke.slides.refusal import Refused
from mottepakke.slides.relations import PACKAGE_ROOT, Relationship, read_relations, relations_name
from mottepakke.slides.xml import parse

CONTENT_TYPES = "[Content_Types].xml"
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError)
"""What reading a broken zip file raises."""
CHUNK = 1 << 20
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The only ways a package may pack its parts (ECMA-376 part 2, annex C)."""


class Package:
    """An open package; to be closed. Names of parts are without the first slash, and matched without regard to case."""

    def __init__(self, file: BinaryIO, archive: zipfile.ZipFile, limits: Limits) -> None:
        self.limits = limits
        self._file, self._archive = file, archive
        self._entries = _entries(archive, limits)
        self._digests: dict[str, bytes] = {}
        self._relations: dict[str, tuple[Relationship, ...]] = {}
        self._defaults, self._overrides = _types(self.xml(CONTENT_TYPES))

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._entries

    def names(self) -> list[str]:
        """The names of all parts, in the order of the package."""
        return [_plain(entry.filename) for entry in self._entries.values()]

    def size(self, part: str) -> int:
        """The unpacked size in bytes."""
        return self._entry(part).file_size

    def digest(self, part: str) -> bytes:
        """The SHA-256 of a part, worked out once.

        Raises:
            Refused: it cannot be read.
        """
        if part not in self._digests:
            digest = sha256()
            with self.open(part) as stream:
                while chunk := stream.read(CHUNK):
                    digest.update(chunk)
            self._digests[part] = digest.digest()
        return self._digests[part]

    def checksum(self, part: str) -> int:
        """The CRC-32 that the package tells of a part."""
        return self._entry(part).CRC

    def is_packed(self, part: str) -> bool:
        """Whether packing made the part notably smaller; pictures and films are small already."""
        entry = self._entry(part)
        return entry.compress_size < 0.9 * entry.file_size

    @contextmanager
    def open(self, part: str) -> Iterator[IO[bytes]]:
        """The part as a stream; its checksum is compared when it has been read to its end.

        Raises:
            Refused: it cannot be read.
        """
        try:
            with self._archive.open(self._entry(part)) as stream:
                yield stream
        except BROKEN_ZIP as error:
            raise Refused(codes.BROKEN, part=part) from error

    def read(self, part: str) -> bytes:
        """The part's bytes.

        Raises:
            Refused: it cannot be read, or is larger than what is read at once.
        """
        if self.size(part) > self.limits.xml:
            raise Refused(codes.TOO_LARGE, limit=megabytes(self.limits.xml))
        with self.open(part) as stream:
            return stream.read()

    def xml(self, part: str) -> Element:
        """The root element of a part, read anew.

        Raises:
            Refused: it cannot be read, or is not XML.
        """
        return parse(self.read(part), part)

    def content_type(self, part: str) -> str:
        """The content type of a part, '' where the package tells none (ECMA-376 part 2 §10.1.2.4)."""
        return self._overrides.get(part.lower()) or self._defaults.get(part.lower().rpartition(".")[2], "")

    def relations(self, part: str = PACKAGE_ROOT) -> tuple[Relationship, ...]:
        """The relationships of a part, or of the package itself.

        Raises:
            Refused: they are not XML.
        """
        if part not in self._relations:
            name = relations_name(part)
            self._relations[part] = read_relations(self.read(name), part) if name in self else ()
        return self._relations[part]

    @property
    def main(self) -> str:
        """The name of the part the package is about; '' where it has none (ECMA-376 part 1 §9.1.1)."""
        found = (one.target for one in self.relations() if one.kind == "officeDocument" and not one.external)
        return next((target for target in found if target in self), "")

    @property
    def has_code(self) -> bool:
        """Whether any part holds macros or controls."""
        types = (self.content_type(name).lower() for name in self.names())
        return any(word in one for one in types for word in MACRO_TYPES)

    def close(self) -> None:
        """Close the file."""
        self._archive.close()
        self._file.close()

    def _entry(self, part: str) -> zipfile.ZipInfo:
        if part not in self:
            raise Refused(codes.BROKEN, part=part)
        return self._entries[part.lower()]


def open_package(source: Path | bytes, limits: Limits) -> Package:
    """The package in a file, or in memory.

    Raises:
        Refused: no package, broken, encrypted, too large, or made to unpack to very much.
    """
    try:
        if isinstance(source, Path) and not source.is_file():
            raise Refused(codes.UNREADABLE, reason="@not_a_file")
        file: BinaryIO = source.open("rb") if isinstance(source, Path) else io.BytesIO(source)
    except OSError as error:
        raise Refused(codes.UNREADABLE, reason=error.strerror or type(error).__name__) from error
    try:
        return _opened(file, limits)
    except BaseException:
        file.close()
        raise


def _opened(file: BinaryIO, limits: Limits) -> Package:
    try:
        check_outside(file)
        if file.seek(0, io.SEEK_END) > limits.packed:
            raise Refused(codes.TOO_LARGE, limit=megabytes(limits.packed))
        archive = zipfile.ZipFile(file)
    except BROKEN_ZIP as error:
        raise Refused(codes.BROKEN, part="") from error
    return Package(file, archive, limits)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def _entries(archive: zipfile.ZipFile, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    """The parts by their names in small letters. What the directory declares is what reading yields at most."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > limits.parts:
        raise Refused(codes.TOO_LARGE, limit=f"@package_parts:{limits.parts}")
    found: dict[str, zipfile.ZipInfo] = {}
    unpacked = 0
    for entry in entries:
        name, size = _plain(entry.filename), entry.file_size
        if entry.flag_bits & 0x1:
            raise Refused(codes.ENCRYPTED)
        if name.lower() in found or entry.compress_type not in METHODS:
            raise Refused(codes.BROKEN, part=name)
        found[name.lower()] = entry
        unpacked += size
        if size > limits.ratio_from and size > limits.ratio * entry.compress_size:
            raise Refused(codes.BOMB, part=name, ratio=size // max(entry.compress_size, 1))
        if unpacked > limits.unpacked:
            raise Refused(codes.TOO_LARGE, limit=megabytes(limits.unpacked))
    return found


def _types(root: Element) -> tuple[dict[str, str], dict[str, str]]:
    """Content types by ending, and by part."""
    defaults = {one.get("Extension", "").lower(): one.get("ContentType", "") for one in root.iterchildren("{*}Default")}
    overrides = {
        _plain(one.get("PartName", "")).lower(): one.get("ContentType", "") for one in root.iterchildren("{*}Override")
    }
    return defaults, overrides
