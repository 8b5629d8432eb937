"""The PDF that LibreOffice made: looked at, and freed of what differs from one run to the next."""

from __future__ import annotations

import io
import re
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from lxml import etree
from pikepdf import Array, Name, ObjectStreamMode, Pdf, PdfError, Stream, String

from mottepakke.convert.finish.mending import claim_level_a, mend
from mottepakke.convert.finish.tagging import NO_SHEETS, Sheets, tag
from mottepakke.convert.finish.tree import elements_below, items

SHOWING = frozenset(("Tj", "TJ", "'", '"', "Do", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "INLINE IMAGE"))
"""Operators that put something on a page (ISO 32000-1, annex A)."""

MAX_BYTES = 500_000_000
MAX_CONTENT = 40_000_000
"""Bytes of instructions in all, some million: drawings above it (maps, plans) are not walked through, nor tagged by us."""
XMP = "http://ns.adobe.com/xap/1.0/"
XMP_DATES = ("CreateDate", "ModifyDate", "MetadataDate")
INFO_DATES = ("/CreationDate", "/ModDate")
ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?Z?$")
UNFORESEEN = (AttributeError, IndexError, KeyError, RuntimeError, TypeError, ValueError)
"""What objects raise that stand where LibreOffice puts others: such a file goes without the tags it might have had."""

RUN_ENTRIES = ("/ID", "/DocChecksum")
"""Of the trailer, made from the time of the run."""

PROFILE_DATE, PROFILE_ID = slice(24, 36), slice(84, 100)
"""Fields of an ICC profile's header (ICC.1:2010, 7.2): LibreOffice writes the time of the run, and a checksum over it."""
FIXED_DATE = b"".join(number.to_bytes(2, "big") for number in (2000, 1, 1, 0, 0, 0))
NO_ID = bytes(16)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the source: its language, when it was saved (ISO 8601, or ''), a title for want of its own."""

    language: str
    modified: str
    title: str
    sheets: Sheets = NO_SHEETS


@dataclass(frozen=True, slots=True)
class Result:
    """A PDF, whether no page of it shows anything, and how many pictures and formulas have no alternative text."""

    pdf: bytes
    blank: bool
    without_alt: int


def finished(path: Path, twin: Path, facts: Facts) -> Result | None:
    """The PDF at ``path``, mended; ``twin`` is the one that shows the grid, where there is such.

    None where there is no whole PDF. Nothing is repaired: what a killed run leaves would pass for a short document.
    """
    for tags in (True, False):
        try:
            return _finished(path, twin, facts, tags=tags)
        except (PdfError, OSError):
            return None
        except UNFORESEEN:
            continue
    return None


def _finished(path: Path, twin: Path, facts: Facts, *, tags: bool) -> Result | None:
    with ExitStack() as stack:
        pdf = _opened(path, stack)
        if pdf is None:
            return None
        is_small = _content_size(pdf) <= MAX_CONTENT
        blank = is_small and not any(_shows(page) for page in pdf.pages)
        is_tagged = tags and is_small and not blank and tag(pdf, _opened(twin, stack), facts.sheets)
        pdf.Root.Lang = String(facts.language)
        _set_dates(pdf, ISO_DATE.match(facts.modified))
        _set_profile_dates(pdf)
        mend(pdf, facts.title)
        if is_tagged:
            claim_level_a(pdf)
        return Result(_saved(pdf), blank, _without_alt(pdf))


def _opened(path: Path, stack: ExitStack) -> Pdf | None:
    if not path.is_file() or path.stat().st_size > MAX_BYTES:
        return None
    pdf = stack.enter_context(pikepdf.open(path, attempt_recovery=False, suppress_warnings=True))
    return pdf if len(pdf.pages) and not pdf.get_warnings() else None


def _content_size(pdf: Pdf) -> int:
    return sum(len(stream.read_bytes()) for page in pdf.pages for stream in items(page.obj.get("/Contents")))


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


def _without_alt(pdf: Pdf) -> int:
    figures = [one for one in elements_below(pdf.Root.get("/StructTreeRoot")) if one.S in (Name.Figure, Name.Formula)]
    return sum("/Alt" not in one and "/ActualText" not in one for one in figures)


def _saved(pdf: Pdf) -> bytes:
    for key in RUN_ENTRIES:
        if key in pdf.trailer:
            del pdf.trailer[key]
    target = io.BytesIO()
    pdf.save(target, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return target.getvalue()
