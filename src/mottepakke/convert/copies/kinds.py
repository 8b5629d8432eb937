"""What a file is, by its content and never by its ending."""

from __future__ import annotations

import re
from enum import Enum

from mottepakke.convert import codes
from mottepakke.convert.copies.package import MIMETYPE, Parts
from mottepakke.convert.files import Refused

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Kind(Enum):
    """The formats that are converted; the value is the ending."""

    DOCX = "docx"
    PPTX = "pptx"
    XLSX = "xlsx"
    ODT = "odt"
    ODP = "odp"
    ODS = "ods"

    @property
    def is_opendocument(self) -> bool:
        """Whether it is an OpenDocument package rather than an OOXML one."""
        return self in (Kind.ODT, Kind.ODP, Kind.ODS)


MAIN_TYPES = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": Kind.DOCX,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": Kind.PPTX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": Kind.XLSX,
}
"""The content type of the main part of each kind (ECMA-376 part 1 §11.3.10, §13.3.6, §12.3.23)."""

RELATED_TYPES = {
    **MAIN_TYPES,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": Kind.DOCX,
    "application/vnd.ms-word.document.macroEnabled.main+xml": Kind.DOCX,
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": Kind.DOCX,
    "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml": Kind.PPTX,
    "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml": Kind.PPTX,
    "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml": Kind.PPTX,
    "application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml": Kind.PPTX,
    "application/vnd.ms-powerpoint.template.macroEnabled.main+xml": Kind.PPTX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": Kind.XLSX,
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml": Kind.XLSX,
    "application/vnd.ms-excel.template.macroEnabled.main+xml": Kind.XLSX,
}
"""Types that are read as one of the kinds: templates, shows, and files with macros, which are removed."""

MIMETYPES = {
    "application/vnd.oasis.opendocument.text": Kind.ODT,
    "application/vnd.oasis.opendocument.presentation": Kind.ODP,
    "application/vnd.oasis.opendocument.spreadsheet": Kind.ODS,
}

OLE_STREAMS = (("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"), ("PowerPoint Document", "ppt"))
"""The stream that tells what an old binary file is."""

OTHER = (
    (re.compile(rb"\s*\{\\rtf"), "rtf"),
    (re.compile(rb"\s*(<!--.*?-->\s*)*(<\?xml[^>]*>\s*)?(<!doctype html|<html)", re.I | re.S), "html"),
    (re.compile(rb"\s*<"), "xml"),
    (re.compile(rb".{0,1023}?%PDF-", re.S), "pdf"),
    (re.compile(rb"\x89PNG"), "png"),
    (re.compile(rb"\xff\xd8\xff"), "jpg"),
    (re.compile(rb"GIF8"), "gif"),
)
SNIFFED = 4096
OLD = frozenset(("doc", "xls", "ppt", "rtf", "html"))


def check_outside(data: bytes, wanted: str) -> None:
    """Refuse what is no package at all; ``wanted`` is the ending.

    Raises:
        Refused: encrypted OOXML (MS-OFFCRYPTO 2.3.4), an old format, or something else.
    """
    if data.startswith(ZIP):
        return
    if data.startswith(OLE):
        if _has_stream(data, "EncryptedPackage"):
            raise Refused(codes.ENCRYPTED)
        found = next((name for stream, name in OLE_STREAMS if _has_stream(data, stream)), "ole")
    else:
        found = next((name for pattern, name in OTHER if pattern.match(data[:SNIFFED])), "")
    if not found:
        raise Refused(codes.BROKEN, part="")
    if found in OLD:
        raise Refused(codes.OLD_FORMAT, found=found)
    raise Refused(codes.WRONG_TYPE, wanted=wanted, found=found)


def _has_stream(data: bytes, name: str) -> bool:
    """Whether an OLE file's directory, which is never encrypted, names a stream (MS-CFB 2.6.1)."""
    return (name + "\0").encode("utf-16-le") in data


def kind_of_mimetype(parts: Parts) -> Kind | None:
    """The kind of an OpenDocument package, a template read as a document; None for other packages."""
    text = parts.get(MIMETYPE, b"")[:200].decode("ascii", "replace").strip()
    return MIMETYPES.get(text.removesuffix("-template"))


def described(parts: Parts, main_type: str) -> str:
    """What a package is that is none of the kinds: as short a name as there is."""
    if main_type:
        return main_type.rpartition("/")[2].removeprefix("vnd.").removesuffix(".main+xml")
    text = parts.get(MIMETYPE, b"")[:200].decode("ascii", "replace").strip()
    return text.rpartition(".")[2] if text else "zip"
