"""The text of PDF files, page by page, through PDFium; and what they say of themselves."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from mottepakke.extract.found import MOST_BYTES, MOST_PAGES, MOST_PART, FoundText, Unreadable

BROKEN_WORD = re.compile("[\\x02\N{SOFT HYPHEN}\ufffe]\n?")
"""What PDFium puts where a word was divided at the end of a line."""
PDFA = re.compile(rb"pdfaid:part\s*(?:=|>)")
"""How a file's metadata say which part of PDF/A it follows (ISO 19005-2, 6.6.4)."""
METADATA = re.compile(rb"/Metadata\b[^>]{0,400}>>\s{0,4}stream\r?\n")
MOST_PACKETS = 50


def pdf_pages(path: Path) -> Iterator[FoundText]:
    """The text of each page, with its line breaks.

    Raises:
        Unreadable: broken or encrypted.
    """
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise Unreadable from error
    try:
        for number in range(min(len(document), MOST_PAGES)):
            yield FoundText(_page(document, number), "page", f"@in_page:{number + 1}")
    finally:
        document.close()


def _page(document: pypdfium2.PdfDocument, number: int) -> str:
    try:
        text: str = document[number].get_textpage().get_text_bounded()
    except pypdfium2.PdfiumError:
        return ""
    return BROKEN_WORD.sub("", text.replace("\r\n", "\n"))


def lacks_of(path: Path) -> tuple[str, ...]:
    """Which marks a PDF lacks, as words of the message catalogues; none where it cannot be read or is very large."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return ()
        with closing(pypdfium2.PdfDocument(path)) as document:
            tagged = bool(raw.FPDFCatalog_IsTagged(document))
        data = path.read_bytes()
    except (OSError, pypdfium2.PdfiumError):
        return ()
    return (*(() if tagged else ("lacks_tags",)), *(() if _claims_pdfa(data) else ("lacks_pdfa",)))


def _claims_pdfa(data: bytes) -> bool:
    """Whether metadata of the file, packed or not, claim a part of PDF/A."""
    return bool(PDFA.search(data)) or any(PDFA.search(packet) for packet in _packed_metadata(data))


def _packed_metadata(data: bytes) -> Iterator[bytes]:
    for found, _ in zip(METADATA.finditer(data), range(MOST_PACKETS), strict=False):
        try:
            yield zlib.decompressobj().decompress(data[found.end() : found.end() + MOST_PART], MOST_PART)
        except zlib.error:
            continue
