"""The paragraphs of Word, Excel and OpenDocument files (ECMA-376 part 1, §17, §18; ODF 1.3 part 3)."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from mottepakke.extract.found import MOST_PART, MOST_RATIO, FoundText, Unreadable
from mottepakke.safe_xml import Element, read_root

BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, KeyError)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
WORD_PART = re.compile(r"word/(?:document|(?:header|footer)\d*|footnotes|endnotes)\.xml")
HEADING = re.compile(r"heading|overskrift|title|tittel", re.IGNORECASE)
LEFT_OUT = frozenset({f"{MC}Fallback", f"{W}del", f"{W}moveFrom", f"{OFFICE}annotation", f"{TEXT}tracked-changes"})
"""What is not printed, or printed another time already."""
SPACES = frozenset({f"{W}tab", f"{W}br", f"{W}cr", f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"})
MOST_DEPTH = 200
SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml")
INLINE = b'"inlineStr"'
"""What a sheet has that holds text itself; Excel writes none, other programs do."""


def package_paragraphs(path: Path) -> Iterator[FoundText]:
    """What stands in a package, in the order of its parts.

    Raises:
        Unreadable: no package, broken, encrypted, or made to unpack to very much.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            yield from _in_archive(archive)
    except BROKEN_ZIP as error:
        raise Unreadable from error


def _in_archive(archive: zipfile.ZipFile) -> Iterator[FoundText]:
    names = archive.namelist()
    for name in sorted(filter(WORD_PART.fullmatch, names)):
        yield from _word(_xml(archive, name), "text", 0)
    if "xl/sharedStrings.xml" in names:
        for item in _xml(archive, "xl/sharedStrings.xml").iter(f"{S}si"):
            yield _cell(item)
    for name in sorted(filter(SHEET_PART.fullmatch, names)):
        if INLINE in (data := _part(archive, name)):
            yield from map(_cell, read_root(data).iter(f"{S}is"))
    if "content.xml" in names:
        yield from _open_document(_xml(archive, "content.xml"))


def _cell(element: Element) -> FoundText:
    """The text of a shared string, or of one that stands in its cell."""
    return FoundText("".join(node.text or "" for node in element.iter(f"{S}t")), "cell")


def _xml(archive: zipfile.ZipFile, name: str) -> Element:
    return read_root(_part(archive, name))


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    entry = archive.getinfo(name)
    if entry.file_size > min(MOST_PART, MOST_RATIO * max(entry.compress_size, 1) + 1_000_000):
        raise Unreadable
    return archive.read(name)


def _word(element: Element, kind: str, depth: int) -> Iterator[FoundText]:
    """The paragraphs in ``element``; those in a text box after the one they are anchored in."""
    for child in element if depth < MOST_DEPTH else ():
        if child.tag in LEFT_OUT:
            continue
        if child.tag == f"{W}p":
            style = child.find(f"{W}pPr/{W}pStyle")
            is_heading = style is not None and HEADING.search(style.get(f"{W}val", ""))
            yield FoundText("".join(_runs(child)), "heading" if is_heading else "cell" if kind == "cell" else "text")
        yield from _word(child, "cell" if child.tag == f"{W}tc" else kind, depth + 1)


def _runs(paragraph: Element) -> Iterator[str]:
    """The text of a paragraph without that of others inside it."""
    for child in paragraph:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in SPACES:
            yield " "
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif child.tag not in LEFT_OUT and child.tag not in (f"{W}p", f"{W}pPr", f"{W}rPr"):
            yield from _runs(child)


def _open_document(root: Element) -> Iterator[FoundText]:
    """The paragraphs and headings, with the slide or sheet they stand on."""
    place, slides = "", 0
    for node in root.iter(f"{TEXT}p", f"{TEXT}h", f"{DRAW}page", f"{TABLE}table"):
        if node.tag == f"{DRAW}page":
            slides += 1
            place = f"@in_slide:{slides}"
        elif node.tag == f"{TABLE}table":
            parent = node.getparent()
            is_sheet = parent is not None and parent.tag == f"{OFFICE}spreadsheet"
            place = f"@in_sheet:{node.get(f'{TABLE}name', '')}" if is_sheet else place
        elif not any(above.tag in LEFT_OUT for above in node.iterancestors()):
            is_cell = any(above.tag == f"{TABLE}table-cell" for above in node.iterancestors())
            kind = "heading" if node.tag == f"{TEXT}h" else "cell" if is_cell else "slide" if slides else "text"
            yield FoundText("".join(_spans(node)), kind, place)  # type: ignore[arg-type]


def _spans(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in SPACES:
            yield " "
        elif child.tag not in LEFT_OUT and child.tag not in (f"{TEXT}note", f"{TEXT}p", f"{DRAW}frame"):
            yield from _spans(child)
        yield child.tail or ""
