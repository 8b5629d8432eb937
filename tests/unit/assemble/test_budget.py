"""A stranger's content is never read without end."""

from __future__ import annotations

import zlib
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from mottepakke.assemble.budget import Budget, is_bounded
from mottepakke.assemble.ink import Ink, ink_of
from tests.unit.assemble import corpus


@pytest.fixture
def pdf() -> Any:
    return corpus.new_pdf()


def packed(pdf: Pdf, data: bytes, **entries: Any) -> Any:
    stream = pdf.make_stream(b"")
    stream.write(zlib.compress(data, 9), filter=Name.FlateDecode)
    for key, value in entries.items():
        stream[f"/{key}"] = value
    return stream


def test_packed_data_is_measured_no_further_than_the_limit(pdf: Pdf) -> None:
    bomb = packed(pdf, bytes(50_000_000))
    assert not is_bounded(bomb, 1_000_000)
    assert is_bounded(packed(pdf, b"tekst"), 10)


@pytest.mark.parametrize(
    ("filters", "size", "expected"),
    [
        (Name.LZWDecode, 100, True),
        (Name.LZWDecode, 1000, False),
        (Array([Name.FlateDecode, Name.FlateDecode]), 10, False),
        (Array([Name.ASCII85Decode, Name.FlateDecode]), 900, True),
        (Array([Name.ASCIIHexDecode]), 900_000, True),
    ],
)
def test_other_packings_count_as_the_worst_they_can_be(pdf: Pdf, filters: Any, size: int, expected: bool) -> None:
    stream = pdf.make_stream(b"")
    stream.write(b"x" * size, filter=filters)
    assert is_bounded(stream, 1_000_000) is expected


def test_pages_that_share_a_long_content_spend_the_room_of_the_file(pdf: Pdf) -> None:
    page = corpus.add_page(pdf, "")
    page.Contents = packed(pdf, b"0 0 m 1 1 l S\n" * 10_000)
    budget = Budget(300_000, 200_000)
    assert [budget.allows(page) for _ in range(5)] == [True, True, False, False, False]


def test_short_operators_cost_more_than_their_letters(pdf: Pdf) -> None:
    page = corpus.add_page(pdf, "")
    page.Contents = packed(pdf, b"q Q\n" * 1_000)
    budget = Budget(1_000_000, 1_000_000)
    assert budget.allows(page)
    assert budget.room == 1_000_000 - 4_000 - 2_000 * 24


def test_drawings_in_drawings_in_drawings_come_to_an_end(pdf: Pdf) -> None:
    page = corpus.add_page(pdf, "")
    entries: dict[str, Any] = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": Array([0, 0, 9, 9])}
    form = pdf.make_stream(b"0 0 1 1 re f", **entries)
    for _ in range(5):
        form = pdf.make_stream(b"/F Do\n" * 1000, Resources=Dictionary(XObject=Dictionary(F=form)), **entries)
    page.Resources.XObject = Dictionary(F=form)
    page.Contents = pdf.make_stream(b"/F Do")
    assert ink_of(page, Budget(100_000, 100_000)) == Ink()


def test_a_drawing_that_draws_itself_comes_to_an_end(pdf: Pdf) -> None:
    page = corpus.add_page(pdf, "")
    form = pdf.make_stream(b"/F Do 0 0 1 1 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    page.Resources.XObject = Dictionary(F=pdf.make_indirect(form))
    form.Resources = page.Resources
    page.Contents = pdf.make_stream(b"/F Do")
    assert len(ink_of(page, Budget(100_000, 100_000)).shapes) == 6
