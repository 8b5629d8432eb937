"""Whether a file can go into a pack, and if not, why: so that a draft can carry a marked page in its place."""

from __future__ import annotations

import re
import tempfile

from msgspec import Struct
from pikepdf import PasswordError, Pdf, PdfError

from mottepakke.assemble import codes
from mottepakke.assemble.facts import PdfFacts, facts_of
from mottepakke.assemble.merging import Merger, Source
from mottepakke.assemble.objects import items_of
from mottepakke.assemble.opening import opened
from mottepakke.diagnostics import Code

MAX_BYTES = 500_000_000
MAX_PAGES = 5_000
MAX_OBJECTS = 300_000
MAX_ANNOTATIONS = 20_000
HEADER_WITHIN = 1024
"""Viewers find the header within the first 1024 bytes (ISO 32000-1, annex H, 3.4.1)."""

STREAM_NAME = re.compile(r"stream <[^>]*>:? ?")
END_MARK = b"%%EOF"
END_WITHIN = 2048
"""A file that has to be mended and does not end as a PDF ends is cut off: what is missing nobody can see."""

KINDS = (
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

BROKEN = (PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError, OverflowError)
"""What reading a broken file raises."""


class Usable(Struct, frozen=True):
    """A PDF that can go into a pack."""

    facts: PdfFacts


class Unusable(Struct, frozen=True):
    """Why a file cannot, as a finding's code and arguments."""

    code: Code
    args: tuple[tuple[str, str], ...] = ()


def open_attachment(data: bytes) -> Usable | Unusable:
    """Look at a file that shall go into a pack. Never raises: every file is either usable or has a reason why not."""
    unusable = _outer_reason(data)
    if unusable:
        return unusable
    try:
        with opened(data) as pdf:
            if pdf.get_warnings() and END_MARK not in data[-END_WITHIN:]:
                return Unusable(codes.PART_BROKEN, (("error", "cut off"),))
            return _judged(pdf)
    except PasswordError:
        return Unusable(codes.PART_ENCRYPTED)
    except BROKEN as error:
        return Unusable(codes.PART_BROKEN, (("error", _short(error)),))


def _outer_reason(data: bytes) -> Unusable | None:
    if not data.strip(b"\0\t\r\n "):
        return Unusable(codes.PART_EMPTY)
    if len(data) > MAX_BYTES:
        return Unusable(codes.PART_TOO_LARGE, (("what", "@megabytes"), ("limit", str(MAX_BYTES // 1_000_000))))
    if b"%PDF-" not in data[:HEADER_WITHIN]:
        start = data[:HEADER_WITHIN].lstrip(b"\xef\xbb\xbf\r\n\t ")
        kind = next((name for magic, name in KINDS if start.startswith(magic)), "@unknown_kind")
        return Unusable(codes.PART_WRONG_TYPE, (("kind", kind),))
    return None


def _judged(pdf: Pdf) -> Usable | Unusable:
    objects = pdf.trailer.get("/Size")
    if isinstance(objects, int) and objects > MAX_OBJECTS:
        return Unusable(codes.PART_TOO_LARGE, (("what", "@objects"), ("limit", str(MAX_OBJECTS))))
    facts = facts_of(pdf)
    if facts.pages == 0:
        return Unusable(codes.PART_NO_PAGES)
    if facts.pages > MAX_PAGES:
        return Unusable(codes.PART_TOO_LARGE, (("what", "@pages"), ("limit", str(MAX_PAGES))))
    if sum(len(items_of(page.obj.get("/Annots"))) for page in pdf.pages) > MAX_ANNOTATIONS:
        return Unusable(codes.PART_TOO_LARGE, (("what", "@annotations"), ("limit", str(MAX_ANNOTATIONS))))
    if facts.portfolio:
        return Unusable(codes.PART_PORTFOLIO, (("files", str(facts.files)),))
    if facts.dynamic_form:
        return Unusable(codes.PART_DYNAMIC_FORM)
    _rehearse(Source(1, pdf, facts, "", facts.language))
    return Usable(facts)


def _rehearse(source: Source) -> None:
    """Merge and save the file alone, so that what would fail in the pack fails here."""
    merger = Merger("", "")
    merger.add(source)
    merger.finish()
    with tempfile.TemporaryFile() as target:
        merger.out.save(target)


def _short(error: BaseException) -> str:
    """The error in one line, without the name of the stream in memory."""
    return " ".join(STREAM_NAME.sub("", str(error)).split())[:200]
