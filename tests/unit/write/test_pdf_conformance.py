"""Every kind of block, each alone and all together, passes veraPDF as PDF/A-2a and PDF/UA-1."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from mottepakke.model import document as dom
from mottepakke.model.document import (
    Cell,
    Figure,
    Footnote,
    FootnoteReference,
    Group,
    Heading,
    Items,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
)
from mottepakke.verify.profiles import Flavour
from mottepakke.verify.verapdf import VeraPdf
from mottepakke.write.pdf import PdfWriter
from tests.support.looks import standard_look
from tests.unit.write.pdf_parts import cell, document, everything, heading, items, nested, png, properties, row, svg, words

BOTH: tuple[Flavour, ...] = ("2a", "ua1")
TITLE = heading(1, "Tittel")
NOTED = Paragraph((Text("ord"), Footnote("1", (words("Noten."), items("a"), Table((1.0,), (row("a"),), ())))))


@pytest.fixture(scope="module")
def writer() -> Iterator[PdfWriter]:
    with PdfWriter(standard_look()) as made:
        yield made


def assert_conforming(writer: PdfWriter, document: dom.Document) -> None:
    data = writer.write(document, {"pakke:vedlegg/2a#del": "../2a.pdf#del"}).data
    assert {flavour: VeraPdf().check(data, flavour).failures for flavour in BOTH} == dict.fromkeys(BOTH, ())


def test_a_document_of_everything_conforms(writer: PdfWriter, tmp_path: Path) -> None:
    assert_conforming(writer, everything(tmp_path))


def test_a_document_of_everything_conforms_without_the_draft_mark(writer: PdfWriter, tmp_path: Path) -> None:
    assert_conforming(writer, replace(everything(tmp_path), draft=False))


CASES: dict[str, tuple[dom.Block, ...]] = {
    "nothing": (),
    "no heading": (words("a"),),
    "levels with gaps": (heading(3, "a"), heading(6, "b"), heading(2, "c")),
    "contents first": (dom.Contents("Innhold"), TITLE, heading(2, "a")),
    "contents without headings": (TITLE, dom.Contents("Innhold", 4, 5)),
    "note with blocks": (TITLE, NOTED, Paragraph((FootnoteReference("1"),))),
    "note in a heading with contents": (
        TITLE, dom.Contents("Innhold"), Heading(2, (Text("a"), Footnote("1", (words("n"),)))),
    ),
    "note in a repeated head": (
        TITLE, Table((1.0,), (Row((Cell((NOTED,)),)),), tuple(row("x") for _ in range(80))),
    ),
    "note in a note": (TITLE, Paragraph((Footnote("1", (Paragraph((Text("a"), Footnote("2", (words("b"),)))),)),))),
    "note before its place": (TITLE, Paragraph((FootnoteReference("1"),)), NOTED),
    "nine levels": (TITLE, Group("vedtak", (Quote((nested(9),)),)), Table((1.0,), (), (Row((Cell((nested(9),)),)),))),
    "table of many pages": (
        TITLE, Table((0.5, 0.5), (row("a", "b"),), tuple(row("c", "d") for _ in range(120)), (Text("Under"),)),
    ),
    "table without head": (TITLE, Table((0.5, 0.5), (), (row("a", "b"), row("c", "d")))),
    "table with two heads": (
        TITLE, Table((0.3, 0.3, 0.4), (Row((cell("ab", colspan=2), cell("c"))), row("a", "b", "c")), (row("1", "2", "3"),)),
    ),
    "table in a table": (TITLE, Table((1.0,), (row("a"),), (Row((Cell((Table((1.0,), (row("b"),), (row("c"),)),)),)),))),
    "empty table": (TITLE, Table((0.5, 0.5), (), ())),
    "heading in list, cell and quote": (
        TITLE, Items(((heading(2, "a"), words("b")),)), Table((1.0,), (), (Row((Cell((heading(2, "c"),)),)),)),
        Quote((heading(3, "d"),)),
    ),
    "right to left": (TITLE, words("مرحبا بالعالم"), items("שלום", ordered=True), heading(2, "مرحبا")),
    "odd characters": (
        TITLE, words("😀 ☎\ufe0f 🧿 \ue000 a\u0301\u0327 \u0301 \u00ad\u200b\u200d\u2060\u202e\u2028 \ufeff \uffff"),
    ),
    "columns": (TITLE, items(*map(str, range(120)), role="columns")),
    "title page later": (TITLE, Group("tittelside", (heading(2, "a"),)), words("b")),
    "page breaks": (dom.PageBreak(), TITLE, dom.PageBreak(), dom.PageBreak(), words("a"), dom.PageBreak()),
}  # fmt: skip


@pytest.mark.parametrize("blocks", CASES.values(), ids=CASES)
def test_unusual_documents_conform(writer: PdfWriter, blocks: tuple[dom.Block, ...]) -> None:
    assert_conforming(writer, document(*blocks, head="h", foot="f"))


def test_pictures_conform_wherever_they_stand(writer: PdfWriter, tmp_path: Path) -> None:
    drawing = svg(
        tmp_path,
        '<svg xmlns="http://www.w3.org/2000/svg"><defs><linearGradient id="g"><stop stop-color="red" stop-opacity=".4"/>'
        '</linearGradient><filter id="f"><feGaussianBlur stdDeviation="2"/></filter></defs>'
        '<rect width="90" height="50" fill="url(#g)" filter="url(#f)"/><text y="20">中 å</text></svg>',
    )
    figure = Figure(drawing, "En flate", (Text("Under"), Footnote("1", (words("n"),))), "Figur 1")
    plain = Figure(png(tmp_path), "")
    table = Table((1.0,), (row("a"),), (Row((Cell((Figure(drawing, "b"), plain)),)),))

    assert_conforming(writer, document(TITLE, figure, plain, Items(((Figure(drawing, "c"),),)), table))


@pytest.mark.parametrize("mode", ["CMYK", "RGB", "L"])
def test_photographs_conform(writer: PdfWriter, tmp_path: Path, mode: str) -> None:
    from PIL import Image, ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    Image.new(mode, (30, 20), 90 if mode == "L" else None).save(tmp_path / "a.jpg", icc_profile=profile)

    assert_conforming(writer, document(TITLE, Figure(dom.Picture(tmp_path / "a.jpg", "jpeg", 30, 20), "alt")))


def test_any_properties_conform(writer: PdfWriter) -> None:
    odd = "A\ue000\ufeff🧿<&>\uffff\x07"
    for title in (odd, "", "x" * 5000):
        changed = replace(properties(title), author=odd, subject=odd, keywords=(odd, "a, b"))
        assert_conforming(writer, replace(document(TITLE), properties=changed))
