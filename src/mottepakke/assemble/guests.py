"""Presenters' slides on paper: put into the places that our notes and handouts keep for them.

Such a place is a picture with alternative text. It becomes a drawing of the slide's page: a reader sees the slide, a screen
reader gets its words as the text of one figure. Tags and links of the page itself do not come along.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pikepdf
from msgspec import Struct
from pikepdf import Array, Dictionary, Object, Page, Pdf, Stream

from mottepakke.assemble.facts import facts_of
from mottepakke.assemble.lacks import shortcomings_of
from mottepakke.assemble.metadata import write_metadata
from mottepakke.assemble.objects import entry, items_of, mapping, name_of, number_of, pairs_of
from mottepakke.assemble.opening import Sources, saved
from mottepakke.assemble.plan import ARCHIVE_AND_ACCESS, Claim, PackPlan
from mottepakke.write.written import Written

MARK, HEIGHT, NARROWEST = bytes((0xFE, 0x01, 0xAB)), 2, 2
"""What a picture that keeps a place looks like: its colour, height and least width in pixels."""
MARKS = (b"BDC", b"BMC", b"EMC", b"DP", b"MP")
READABLE = ("2a", "2u")
"""Levels at which every letter has a meaning, as PDF/UA-1 asks too (7.21.7)."""


class GuestPage(Struct, frozen=True):
    """A page (from 1) of a presenter's PDF."""

    data: bytes | Path
    page: int


class Filled(Written, frozen=True):
    """The file, and what it claims to conform to."""

    claim: Claim = ARCHIVE_AND_ACCESS


def place_guests(plan: PackPlan, paper: bytes, guests: Sequence[GuestPage], shape: float) -> Filled:
    """``paper`` with the pages of ``guests``, by their numbers, in the places kept; ``shape`` is a place's width by height.

    ``plan`` says what the file says about itself.

    Raises:
        pikepdf.PdfError: a file cannot be read.
    """
    with closing(Sources()) as files:
        pdf, again = files.open(paper), files.open(paper)
        opened = {key: files.open(guest.data) for guest in guests if (key := _key(guest))}
        forms = [_form(pdf, opened[_key(guest)].pages[guest.page - 1], shape) for guest in guests]
        for drawings, name, number in list(_places(pdf)):
            if number < len(forms):
                drawings[name] = forms[number]
        claim = ARCHIVE_AND_ACCESS
        for source in opened.values():
            level = shortcomings_of(source, facts_of(source)).claim.pdfa
            claim = claim.lowest(Claim(level, pdfua=level in READABLE))
        write_metadata(pdf, again, plan, claim)
        return Filled(saved(pdf), claim=claim)


def _key(guest: GuestPage) -> object:
    return guest.data if isinstance(guest.data, Path) else id(guest.data)


def _places(pdf: Pdf) -> Iterator[tuple[Dictionary, str, int]]:
    """The pictures that keep a place: the dictionary that names each, the name, and whose place it is."""
    for page in pdf.pages:
        drawings = mapping(entry(page.obj.get("/Resources"), "/XObject"))
        for name, drawing in pairs_of(drawings):
            number = _number(drawing)
            if drawings is not None and number is not None:
                yield drawings, name, number


def _number(drawing: object) -> int | None:
    if not isinstance(drawing, Stream) or name_of(drawing.get("/Subtype")) != "Image":
        return None
    width, height = (int(number_of(drawing.get(key)) or 0) for key in ("/Width", "/Height"))
    if height != HEIGHT or drawing.read_bytes() != MARK * width * height:
        return None
    return width - NARROWEST


def _form(pdf: Pdf, page: Page, shape: float) -> Object:
    """A page as a drawing that takes the place of a picture: as large as it may be, in the middle of the unit square."""
    form = pdf.copy_foreign(page.as_form_xobject())
    form.write(pikepdf.unparse_content_stream([one for one in _instructions(page) if bytes(one.operator) not in MARKS]))
    for key in ("/StructParents", "/StructParent"):
        if key in form:
            del form[key]
    left, bottom, right, top = (number_of(value) or 0.0 for value in items_of(form.BBox))
    scale = min(shape / (right - left), 1 / (top - bottom))
    across, up = scale / shape, scale
    matrix = (
        *(across, 0.0, 0.0, up),
        (1 - across * (right - left)) / 2 - across * left,
        (1 - up * (top - bottom)) / 2 - up * bottom,
    )
    form.Matrix = Array([Decimal(f"{value:.9f}") for value in matrix])
    return form


def _instructions(page: Page) -> list[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage]:
    return list(pikepdf.parse_content_stream(page))
