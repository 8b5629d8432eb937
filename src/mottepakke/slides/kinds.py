"""What a file is, by its content and never by its ending."""

from __future__ import annotations

import re
from typing import BinaryIO

from mottepakke.slides import codes
from mottepakke.slides.refusal import Refused

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PRESENTATIONS = tuple(
    f"application/vnd.openxmlformats-officedocument.presentationml.{kind}.main+xml"
    for kind in ("presentation", "template", "slideshow")
)
"""The content types of a presentation's main part (ECMA-376 part 1 §13.3.6): pptx, potx, ppsx."""
MACRO_TYPES = ("macroenabled", "vbaproject", "activex")
"""Words in the content types of parts that hold program code."""

OLE_STREAMS = (("PowerPoint Document", "ppt"), ("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"))
"""The stream that tells what an old binary file is."""
OTHER = (
    (re.compile(rb"\s*\{\\rtf"), "rtf"),
    (re.compile(rb".{0,1023}?%PDF-", re.S), "pdf"),
    (re.compile(rb"\s*<"), "xml"),
    (re.compile(rb"\x89PNG"), "png"),
    (re.compile(rb"\xff\xd8\xff"), "jpg"),
)
CHUNK = 1 << 20
LONGEST_NAME = 64
"""Bytes of a stream's name in the directory of an OLE file (MS-CFB 2.6.1)."""


def check_outside(file: BinaryIO) -> None:
    """Refuse what is no package at all.

    Raises:
        Refused: encrypted OOXML (MS-OFFCRYPTO 2.3.4), an old format, or something else.
    """
    start = file.read(4096)
    if start.startswith(ZIP):
        return
    if start.startswith(OLE):
        streams = _streams(file, start)
        if "EncryptedPackage" in streams:
            raise Refused(codes.ENCRYPTED)
        found = next((name for stream, name in OLE_STREAMS if stream in streams), "ole")
        raise Refused(codes.OLD_FORMAT if found == "ppt" else codes.NOT_A_PRESENTATION, found=found)
    found = next((name for pattern, name in OTHER if pattern.match(start)), "")
    if found:
        raise Refused(codes.NOT_A_PRESENTATION, found=found)
    raise Refused(codes.BROKEN, part="")


def _streams(file: BinaryIO, start: bytes) -> set[str]:
    """Which of the streams that tell something the directory of an OLE file names; it is never encrypted."""
    wanted = {name: (name + "\0").encode("utf-16-le") for name in ("EncryptedPackage", *(one for one, _ in OLE_STREAMS))}
    found: set[str] = set()
    tail, data = b"", start
    while data:
        found |= {name for name, mark in wanted.items() if mark in tail + data}
        tail, data = data[-LONGEST_NAME:], file.read(CHUNK)
    return found


def described(content_type: str) -> str:
    """What a package is that is no presentation: as short a name as there is."""
    name = content_type.rpartition("/")[2].removesuffix(".main+xml")
    for word, ending in (("wordprocessingml", "docx"), ("spreadsheetml", "xlsx"), ("ms-word", "docm"), ("ms-excel", "xlsm")):
        if word in name:
            return ending
    return name.rpartition(".")[2] or "zip"
