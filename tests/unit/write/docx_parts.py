"""Writes documents for the Word writer's tests and takes the files apart again."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from msgspec.structs import replace

from mottepakke.diagnostics import Diagnostic
from mottepakke.model.document import Block, Cell, Document, Footnote, Items, Paragraph, Properties, Row, Text
from mottepakke.model.look import Look
from mottepakke.write.docx import write_docx
from mottepakke.write.docx.elements import NAMESPACES, name
from tests.support.looks import standard_look

R = f"{{{NAMESPACES['r']}}}"


def text(value: str) -> tuple[Text, ...]:
    return (Text(value),)


def para(value: str, role: str = "text", anchor: str | None = None) -> Paragraph:
    return Paragraph(text(value), role, anchor)


def cell(*blocks: str | Block, header: bool = False, colspan: int = 1) -> Cell:
    return Cell(tuple(para(block) if isinstance(block, str) else block for block in blocks), header, colspan)


def row(*cells: str | Cell) -> Row:
    return Row(tuple(cell(one) if isinstance(one, str) else one for one in cells))


def items(*entries: str | Sequence[Block], ordered: bool = False, start: int = 1) -> Items:
    held = tuple((para(entry),) if isinstance(entry, str) else tuple(entry) for entry in entries)
    return Items(held, ordered, start)


def footnote(label: str, *blocks: str | Block) -> Footnote:
    return Footnote(label, tuple(para(block) if isinstance(block, str) else block for block in blocks))


def png(width: int = 4, height: int = 2) -> bytes:
    """A grey PNG made by hand."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def look_in(folder: Path) -> Look:
    """The standard look with a draft mark of its own."""
    mark = folder / "utkast.png"
    mark.write_bytes(png(40, 20))
    return replace(standard_look(), draft_mark_png=mark)


@dataclass(frozen=True)
class Parts:
    """A written file, part by part."""

    data: bytes
    diagnostics: tuple[Diagnostic, ...]

    @property
    def names(self) -> list[str]:
        return zipfile.ZipFile(io.BytesIO(self.data)).namelist()

    def bytes_of(self, part: str) -> bytes:
        return zipfile.ZipFile(io.BytesIO(self.data)).read(part)

    def tree(self, part: str = "word/document.xml") -> Any:
        return etree.fromstring(self.bytes_of(part))

    def all(self, path: str, part: str = "word/document.xml") -> list[Any]:
        return list(self.tree(part).xpath(path, namespaces=NAMESPACES))

    def relationships(self, part: str = "word/document.xml") -> dict[str, tuple[str, str]]:
        """Id to target and mode."""
        folder, _, file = part.rpartition("/")
        path = f"{folder}/_rels/{file}.rels"
        if path not in self.names:
            return {}
        return {rel.get("Id"): (rel.get("Target"), rel.get("TargetMode", "Internal")) for rel in self.tree(path)}

    def paragraphs(self, part: str = "word/document.xml") -> list[str]:
        return ["".join(node.itertext(name("w:t"))) for node in self.all("//w:p", part)]

    def styles(self, part: str = "word/document.xml") -> list[str]:
        return [str(value) for value in self.all("//w:p/w:pPr/w:pStyle/@w:val", part)]

    def codes(self) -> list[str]:
        return [diagnostic.code.code for diagnostic in self.diagnostics]

    def instructions(self, part: str = "word/document.xml") -> list[str]:
        return [node.text.strip() for node in self.all("//w:instrText", part)]


PROPERTIES = Properties("Et dokument", "nb-NO")


def document(*blocks: Block, **more: Any) -> Document:
    settings: dict[str, Any] = {"id": "notat", "kind": "toppnotat", "properties": PROPERTIES, **more}
    return Document(blocks=blocks, **settings)


def write(
    *blocks: Block,
    look: Look | None = None,
    links: Mapping[str, str] | None = None,
    pages: Sequence[int] = (),
    **more: Any,
) -> Parts:
    written = write_docx(document(*blocks, **more), look or standard_look(), links or {}, pages)
    return Parts(written.data, written.diagnostics)


def faults(parts: Parts) -> list[str]:
    """What makes Word offer to repair a file: loose relationships, ids used twice, cells without a last paragraph."""
    found = []
    drawings: list[str] = []
    bookmarks: list[str] = []
    for part in (one for one in parts.names if one.startswith("word/") and one.endswith(".xml")):
        relationships = parts.relationships(part)
        found += _loose(parts, part, relationships)
        drawings += parts.all("//wp:docPr/@id", part)
        bookmarks += parts.all("//w:bookmarkStart/@w:id", part)
        names = [str(value).casefold() for value in parts.all("//w:bookmarkStart/@w:name", part)]
        found += _twice("bookmark name", names)
        last = [node[-1].tag for node in parts.all("//w:tc", part)]
        found += [f"cell ends in {tag}" for tag in last if tag != name("w:p")]
        starts, ends = parts.all("//w:bookmarkStart/@w:id", part), parts.all("//w:bookmarkEnd/@w:id", part)
        found += [] if sorted(starts) == sorted(ends) else [f"{part}: bookmarks without end"]
        kinds = parts.all("//w:fldChar/@w:fldCharType", part)
        found += [] if kinds.count("begin") == kinds.count("end") else [f"{part}: fields without end"]
    return found + _twice("drawing", drawings) + _twice("bookmark", bookmarks)


def _loose(parts: Parts, part: str, relationships: Mapping[str, tuple[str, str]]) -> list[str]:
    used = {
        value for node in parts.tree(part).iter() for key, value in node.attrib.items() if str(key).startswith(R)
    }  # fmt: skip
    loose = [f"{part}: {identity} leads nowhere" for identity in sorted(used - set(relationships))]
    for identity, (target, mode) in relationships.items():
        path = posixpath.normpath(posixpath.join("word", target)).lstrip("/")
        if mode == "Internal" and path not in parts.names:
            loose.append(f"{part}: {identity} leads to the missing {target}")
    return loose


def _twice(what: str, values: Iterable[str]) -> list[str]:
    listed = list(values)
    return [f"{what} {value} used twice" for value in sorted(set(listed)) if listed.count(value) > 1]
