"""The package that is put together: parts by name, what they relate to, and where their bytes are."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable

from msgspec import Struct, field

from mottepakke.slides.package import Package
from mottepakke.slides.relations import Relationship

PLAIN_NAME = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*")
PLAIN_ENDING = re.compile(r"[A-Za-z0-9]{1,8}")
OTHER_NAME = "ppt/parts/part"
SPOOLED = 16_000_000
"""Bytes of changed parts that are held in memory; more lie in a temporary file until they are written."""


class Copied(Struct, frozen=True):
    """Bytes that are copied from a package as they are."""

    package: Package
    part: str


class Spooled(Struct, frozen=True):
    """Bytes that were made here: where they lie in the spool."""

    start: int
    length: int


class Part(Struct, frozen=True):
    """A part of the package: its content type, its bytes, and its relationships in their order."""

    content_type: str
    source: Copied | Spooled
    relations: tuple[Relationship, ...] = ()


class Contents(Struct):
    """What is in the package so far.

    ``parts`` by name; ``media`` the names of parts that are no XML, by type, size and checksum; ``masters`` and ``layouts``
    the names by identity; ``members`` the layouts of each master, by its name; ``styles`` table styles by id.
    """

    parts: dict[str, Part] = field(default_factory=dict)
    media: dict[tuple[str, int, int], tuple[str, ...]] = field(default_factory=dict)
    masters: dict[bytes, str] = field(default_factory=dict)
    layouts: dict[bytes, str] = field(default_factory=dict)
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)
    styles: dict[str, bytes] = field(default_factory=dict)
    notes_master: str = ""

    def copied(self) -> Contents:
        """The same, to be changed apart."""
        return Contents(
            dict(self.parts),
            dict(self.media),
            dict(self.masters),
            dict(self.layouts),
            dict(self.members),
            dict(self.styles),
            self.notes_master,
        )


class Show:
    """The package while it is put together. What one deck brings can be given up again, by putting ``contents`` back."""

    def __init__(self, *, draft: bool) -> None:
        self.draft = draft
        self.contents = Contents()
        self._reserved: set[str] = set()
        self._numbers: dict[tuple[str, str], int] = {}
        self._spool = tempfile.SpooledTemporaryFile(SPOOLED)  # noqa: SIM115 (closed by close)

    def close(self) -> None:
        """Give up what was spooled."""
        self._spool.close()

    def reserve(self, names: Iterable[str]) -> None:
        """Names that are taken."""
        self._reserved |= {name.lower() for name in names}

    def new_name(self, pattern: str) -> str:
        """A name like ``pattern``, with the next free number in the place of its last one."""
        stem, dot, ending = pattern.rpartition(".")
        stem, ending = (stem, ending) if dot and PLAIN_ENDING.fullmatch(ending) else (pattern, "bin")
        stem = stem.rstrip("0123456789")
        if not PLAIN_NAME.fullmatch(stem) or "_rels" in stem.split("/") or ending.lower() == "rels":
            stem, ending = OTHER_NAME, "bin" if ending.lower() == "rels" else ending
        number = self._numbers.get((stem, ending), 0) + 1
        while (name := f"{stem}{number}.{ending}").lower() in self._reserved:
            number += 1
        self._numbers[stem, ending] = number
        self._reserved.add(name.lower())
        return name

    def put(self, name: str, content_type: str, data: bytes, relations: Iterable[Relationship] = ()) -> None:
        """Take in a part that was made here."""
        start = self._spool.seek(0, 2)
        self._spool.write(data)
        self.contents.parts[name] = Part(content_type, Spooled(start, len(data)), tuple(relations))

    def put_copy(self, name: str, package: Package, part: str, relations: Iterable[Relationship] = ()) -> None:
        """Take in a part as it stands in a package."""
        self.contents.parts[name] = Part(package.content_type(part), Copied(package, part), tuple(relations))

    def same(self, package: Package, part: str) -> str:
        """The name of a part with the same bytes and type that was taken in with `put_medium`; '' without one.

        Only parts of one size and checksum are compared, by their digests.
        """
        for name in self.contents.media.get(_rough(package, part), ()):
            source = self.contents.parts[name].source
            if isinstance(source, Copied) and source.package.digest(source.part) == package.digest(part):
                return name
        return ""

    def put_medium(self, name: str, package: Package, part: str) -> None:
        """Take in a part that is no XML and relates to nothing, so that it may be used for all that are the same."""
        self.put_copy(name, package, part)
        rough = _rough(package, part)
        self.contents.media[rough] = (*self.contents.media.get(rough, ()), name)

    def data(self, name: str) -> bytes:
        """The bytes of a part that is small.

        Raises:
            Refused: it cannot be read.
        """
        source = self.contents.parts[name].source
        if isinstance(source, Copied):
            return source.package.read(source.part)
        self._spool.seek(source.start)
        return self._spool.read(source.length)


def _rough(package: Package, part: str) -> tuple[str, int, int]:
    return package.content_type(part), package.size(part), package.checksum(part)
