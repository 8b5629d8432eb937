"""The PDF that LibreOffice made: looked at, and freed of what differs from one run to the next."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError, Stream, String

SHOWING = frozenset(("Tj", "TJ", "'", '"', "Do", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "INLINE IMAGE"))
"""Operators that put something on a page (ISO 32000-1, annex A)."""

XMP = "http://ns.adobe.com/xap/1.0/"
XMP_DATES = ("CreateDate", "ModifyDate", "MetadataDate")
INFO_DATES = ("/CreationDate", "/ModDate")
ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?Z?$")
RUN_ENTRIES = ("/ID", "/DocChecksum")
"""Of the trailer, made from the time of the run."""

PROFILE_DATE, PROFILE_ID = slice(24, 36), slice(84, 100)
"""Fields of an ICC profile's header (ICC.1:2010, 7.2): LibreOffice writes the time of the run, and a checksum over it."""
FIXED_DATE = b"".join(number.to_bytes(2, "big") for number in (2000, 1, 1, 0, 0, 0))
NO_ID = bytes(16)


@dataclass(frozen=True, slots=True)
class Result:
    """A PDF, and whether no page of it shows anything."""

    pdf: bytes
    blank: bool


def finished(path: Path, language: str, modified: str) -> Result | None:
    """The PDF at ``path`` with ``language``, and with the date ``modified`` (ISO 8601, or '') in place of the run's own.

    None where there is no whole PDF. Nothing is repaired: what a killed run leaves would pass for a short document.
    """
    try:
        with pikepdf.open(path, attempt_recovery=False, suppress_warnings=True) as pdf:
            if not len(pdf.pages) or pdf.get_warnings():
                return None
            pdf.Root.Lang = String(language)
            _set_dates(pdf, ISO_DATE.match(modified))
            _set_profile_dates(pdf)
            _number_headings(pdf)
            blank = not any(_shows(page) for page in pdf.pages)
            return Result(_saved(pdf), blank)
    except (PdfError, OSError):
        return None


def _shows(page: pikepdf.Page) -> bool:
    return any(str(one.operator) in SHOWING for one in pikepdf.parse_content_stream(page))


def _set_dates(pdf: Pdf, date: re.Match[str] | None) -> None:
    """The date of the source for the date of the run, in step in both places (ISO 19005-2, 6.6.3); none for none."""
    for key in INFO_DATES:
        if key in pdf.docinfo:
            del pdf.docinfo[key]
    if date:
        pdf.docinfo["/CreationDate"] = String(f"D:{''.join(date.groups())}Z")
    packet = pdf.Root.get("/Metadata")
    if isinstance(packet, Stream):
        packet.write(_dated(packet.read_bytes(), date))


def _dated(packet: bytes, date: re.Match[str] | None) -> bytes:
    root = etree.fromstring(packet, etree.XMLParser(resolve_entities=False, no_network=True))
    for name in XMP_DATES:
        for element in list(root.iter(f"{{{XMP}}}{name}")):
            if date and name == "CreateDate":
                element.text = "{}-{}-{}T{}:{}:{}Z".format(*date.groups())
            else:
                element.getparent().remove(element)
    data: bytes = etree.tostring(root.getroottree(), encoding="UTF-8")
    return data


def _set_profile_dates(pdf: Pdf) -> None:
    for intent in pdf.Root.get("/OutputIntents", Array()):
        profile = intent.get("/DestOutputProfile")
        if isinstance(profile, Stream):
            data = bytearray(profile.read_bytes())
            data[PROFILE_DATE], data[PROFILE_ID] = FIXED_DATE, NO_ID
            profile.write(bytes(data))


def _number_headings(pdf: Pdf) -> None:
    """Slide titles come as /H, headings of text as /H1 to /H6; a document has one or the other (ISO 14289-1, 7.4.4)."""
    for element in _elements(pdf.Root.get("/StructTreeRoot")):
        if element.get("/S") == Name.H:
            element.S = Name.H1


def _elements(root: Object | None) -> Iterator[Dictionary]:
    """All structure elements, in any order."""
    waiting = [] if root is None else [root]
    while waiting:
        current = waiting.pop()
        kids = current.get("/K")
        for kid in kids if isinstance(kids, Array) else () if kids is None else (kids,):
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield kid
                waiting.append(kid)


def _saved(pdf: Pdf) -> bytes:
    for key in RUN_ENTRIES:
        if key in pdf.trailer:
            del pdf.trailer[key]
    target = io.BytesIO()
    pdf.save(target, deterministic_id=True)
    return target.getvalue()
