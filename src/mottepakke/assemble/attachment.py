"""Whether a file can go into a pack, and if not, why: so that a draft can carry a marked page in its place."""

from __future__ import annotations

import re
import tempfile

from msgspec import Struct
from pikepdf import PasswordError, Pdf, PdfError, Stream

from mottepakke.assemble import codes
from mottepakke.assemble.budget import unpacks_beyond
from mottepakke.assemble.facts import PdfFacts, facts_of
from mottepakke.assemble.merging import Merger, Source
from mottepakke.assemble.objects import items_of, name_of, number_of
from mottepakke.assemble.opening import MAX_UNPACKED, opened
from mottepakke.diagnostics import Code
from mottepakke.model.filetypes import kind_of

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

MAX_LINES = 10_000_000
"""qpdf mends a broken file line by line, a million of them a second; scans of 500 MB have 4 million."""
MAX_PICTURE = 1_000_000_000
"""Pixels of one picture: a sheet of A0 in 600 dpi has 560 million."""
PACKED_LISTS = re.compile(rb"/(?:ObjStm|XRef)\b")
PACKED_SLOWLY = re.compile(rb"/(?:LZW|L#5[aA]W|#4[cC]ZW)")
DICTIONARY_WITHIN = 300
"""Lists of objects are packed by Flate alone; qpdf has no limit for LZW."""

BROKEN = (PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError, OverflowError)
"""What reading a broken file raises."""


class Usable(Struct, frozen=True):
    """A PDF that can go into a pack."""

    facts: PdfFacts


class Unusable(Struct, frozen=True):
    """Why a file cannot, as a finding's code and arguments."""

    code: Code
    args: tuple[tuple[str, str], ...] = ()


TOO_PACKED = Unusable(codes.PART_TOO_LARGE, (("what", "@megabytes_unpacked"), ("limit", str(MAX_UNPACKED // 1_000_000))))


def open_attachment(data: bytes) -> Usable | Unusable:
    """Look at a file that shall go into a pack. Never raises: every file is either usable or has a reason why not."""
    unusable = _outer_reason(data)
    if unusable:
        return unusable
    try:
        with opened(data) as pdf:
            if pdf.get_warnings() and END_MARK not in data[-END_WITHIN:]:
                return Unusable(codes.PART_BROKEN, (("error", "@cut_off"),))
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
        return Unusable(codes.PART_WRONG_TYPE, (("kind", kind_of(data[:HEADER_WITHIN])),))
    if data.count(b"\n") + data.count(b"\r") > MAX_LINES:
        return Unusable(codes.PART_TOO_LARGE, (("what", "@lines"), ("limit", str(MAX_LINES))))
    if any(_is_packed_slowly(data, found.start()) for found in PACKED_LISTS.finditer(data)):
        return TOO_PACKED
    return None


def _is_packed_slowly(data: bytes, place: int) -> bool:
    """Whether a list of objects, whose dictionary is at ``place``, is packed as no program packs one."""
    around = data[max(0, place - DICTIONARY_WITHIN) : place + DICTIONARY_WITHIN]
    start = around.rfind(b" obj", 0, min(place, DICTIONARY_WITHIN)) + 1
    return PACKED_SLOWLY.search(around[start:].partition(b"stream")[0]) is not None


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
    if any(_is_bomb(item) for item in pdf.objects):
        return TOO_PACKED
    _rehearse(Source(1, pdf, facts, "", facts.language))
    return Usable(facts)


def _is_bomb(item: object) -> bool:
    """Whether a few bytes of the file become more than any reader should have to hold."""
    if not isinstance(item, Stream):
        return False
    if name_of(item.get("/Subtype")) == "Image":
        return (number_of(item.get("/Width")) or 0) * (number_of(item.get("/Height")) or 0) > MAX_PICTURE
    return unpacks_beyond(item, MAX_UNPACKED)


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
