"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

from pathlib import Path

KINDS = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip, docx, xlsx, pptx, odt"),
    (b"\xd0\xcf\x11\xe0", "doc, xls, ppt"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"{\\rtf", "rtf"),
    (b"<?xml", "xml"),
    (b"<!DOCTYPE", "html"),
    (b"<html", "html"),
    (b"GIF8", "gif"),
    (b"%!PS", "ps"),
)
"""First bytes, and the endings of files that begin so."""

START = 1024
UNKNOWN = "@unknown_kind"


def kind_of(start: bytes) -> str:
    """The endings of files that begin as ``start`` does; `UNKNOWN`, a word of the message catalogues, for all others."""
    start = start.lstrip(b"\xef\xbb\xbf\r\n\t ")
    return next((name for magic, name in KINDS if start.startswith(magic)), UNKNOWN)


def kind_on_disk(path: Path) -> str:
    """`kind_of` a file, or `UNKNOWN` where it cannot be read."""
    try:
        with path.open("rb") as file:
            return kind_of(file.read(START))
    except OSError:
        return UNKNOWN
