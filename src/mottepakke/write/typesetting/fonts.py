"""Which characters the fonts have, and one file for each face.

A wheel may hold a face both as TrueType and as CFF, and a folder lists its files in no certain order: one file a
face, chosen by name, makes every machine set the same page.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from msgspec import Struct

ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
"""In the order of preference for one face."""


def face_files(folders: Iterable[Path]) -> tuple[Path, ...]:
    """The font files of the folders, sorted, each stem once; an earlier folder and then TrueType win."""
    chosen: dict[str, Path] = {}
    for folder in folders:
        files = [path for path in folder.iterdir() if path.suffix.lower() in ENDINGS]
        for path in sorted(files, key=lambda path: (path.stem, ENDINGS.index(path.suffix.lower()))):
            chosen.setdefault(path.stem, path)
    return tuple(chosen.values())


class Coverage(Struct, frozen=True):
    """The characters of a chain of font families, in the order in which they are tried.

    A family covers what all its faces have, because bold and italic text asks for other faces than plain text.
    """

    families: tuple[frozenset[int], ...]

    def has(self, character: str) -> bool:
        """Whether some family has the character."""
        return any(ord(character) in family for family in self.families)

    def has_together(self, characters: Iterable[str]) -> bool:
        """Whether one family has them all: a letter and its marks are set in one font."""
        points = {ord(character) for character in characters}
        return any(points <= family for family in self.families)


def coverage_of(faces: Iterable[Iterable[Path]]) -> Coverage:
    """The coverage of families, each given as its faces."""
    return Coverage(tuple(frozenset.intersection(*map(characters_of, files)) for files in faces))


PRIVATE = range(0xE000, 0xF900)
"""Private characters mean nothing to a reader: ISO 19005-2 §6.2.11.7.3 wants their meaning spelt out."""


@cache
def characters_of(path: Path) -> frozenset[int]:
    """The code points with a glyph in the (first) font of a file, from its ``cmap``.

    Formats 4 and 12 of the OpenType specification's ``cmap`` chapter, the two that Unicode fonts carry.
    """
    with path.open("rb") as file:
        head = file.read(4096)
        start = struct.unpack_from(">L", head, 12)[0] if head[:4] == b"ttcf" else 0
        count = struct.unpack_from(">H", head, start + 4)[0]
        records = (struct.unpack_from(">4s4xLL", head, start + 12 + 16 * index) for index in range(count))
        offset, length = next((offset, length) for tag, offset, length in records if tag == b"cmap")
        file.seek(offset)
        return frozenset(_points(file.read(length)).difference(PRIVATE))


UNICODE = {(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}
"""Platform and encoding numbers of the tables that map Unicode."""


def _points(cmap: bytes) -> set[int]:
    count = struct.unpack_from(">H", cmap, 2)[0]
    tables = [struct.unpack_from(">HHL", cmap, 4 + 8 * index) for index in range(count)]
    points: set[int] = set()
    for offset in {offset for platform, encoding, offset in tables if (platform, encoding) in UNICODE}:
        match struct.unpack_from(">H", cmap, offset)[0]:
            case 4:
                points |= _format_4(cmap[offset:])
            case 12:
                points |= _format_12(cmap[offset:])
            case _:
                pass
    return points


def _format_4(table: bytes) -> set[int]:
    size = struct.unpack_from(">H", table, 6)[0]
    columns = (struct.unpack_from(f">{size // 2}H", table, at) for at in (14, 16 + size, 16 + 2 * size, 16 + 3 * size))
    points: set[int] = set()
    for index, (last, first, delta, jump) in enumerate(zip(*columns, strict=True)):
        run = range(first, min(last, 0xFFFE) + 1)
        if jump:
            glyphs = struct.unpack_from(f">{len(run)}H", table, 16 + 3 * size + 2 * index + jump)
            points.update(point for point, glyph in zip(run, glyphs, strict=True) if glyph)
        else:
            points.update(point for point in run if point != -delta & 0xFFFF)
    return points


def _format_12(table: bytes) -> set[int]:
    points: set[int] = set()
    for index in range(struct.unpack_from(">L", table, 12)[0]):
        first, last, glyph = struct.unpack_from(">LLL", table, 16 + 12 * index)
        points.update(range(first + (glyph == 0), last + 1))
    return points
