"""The text of PDF files, page by page, through PDFium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from mottepakke.extract.found import MOST_PAGES, FoundText, Unreadable

BROKEN_WORD = re.compile("[\\x02\N{SOFT HYPHEN}\ufffe]\n?")
"""What PDFium puts where a word was divided at the end of a line."""


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
