import pytest
from msgspec.structs import replace

from mottepakke.model.document import Slide, Table, Text
from tests.unit.write.pptx_parts import (
    NS,
    POINT,
    Package,
    cell,
    deck,
    items,
    para,
    row,
    sentences,
    show,
    squeezed,
    table,
    text_of,
    write,
)


def rows_of(package: Package) -> list[list[list[str]]]:
    """Rows of cells' texts, a list a slide."""
    return [[[text_of(one) for one in line.findall("a:tc", NS)] for line in slide.all("//a:tr")] for slide in package.slides]


def test_a_table_is_a_real_one_in_the_placeholder_with_a_head_row() -> None:
    (slide,) = show(table(("1/25", "Godkjenning")), role="agenda").slides
    assert slide.all("//p:graphicFrame//p:ph/@idx") == ["1"]
    assert slide.all("//a:tbl/a:tblPr/@firstRow") == ["1"]
    assert slide.all("//a:tblPr/a:tableStyleId/text()") != []
    assert set(slide.sizes) == {20}


def test_a_table_of_nothing_but_a_head_is_shown() -> None:
    (slide,) = show(table()).slides
    assert slide.lines == ["A", "B"]


def test_a_head_higher_than_half_a_slide_is_not_repeated() -> None:
    package = show(table(*[("a", "b")] * 20, head=(sentences(20), "B")))
    assert package.words.split().count("nummer") == 20


def test_a_table_without_a_head_says_so() -> None:
    (slide,) = show(Table((1.0,), (), (row("x"),))).slides
    assert slide.all("//a:tbl/a:tblPr/@firstRow") == []


def test_columns_are_as_wide_as_their_shares() -> None:
    (slide,) = show(table(("en", "to"), widths=(0.25, 0.75))).slides
    first, second = (int(width) for width in slide.all("//a:gridCol/@w"))
    assert first * 3 == pytest.approx(second, abs=3)
    assert (first + second) / POINT == pytest.approx(852)


def test_a_column_takes_room_for_its_longest_word() -> None:
    package = show(table(("Helseteknologiordningen", "x"), widths=(0.1, 0.9)))
    first = int(package.slides[0].all("//a:gridCol/@w")[0]) / POINT
    assert first > 200
    assert not package.diagnostics


def test_a_long_table_is_split_between_rows_under_the_same_head() -> None:
    lines = [(f"{number}/25", f"Sak {number}") for number in range(1, 33)]
    package = show(table(*lines, head=("Nr.", "Tittel")))
    parts = rows_of(package)
    assert [part[0] for part in parts] == [["Nr.", "Tittel"]] * 4
    assert [tuple(line) for part in parts for line in part[1:]] == lines
    assert [len(part) for part in parts] == [9, 9, 9, 9]


def test_a_row_higher_than_a_slide_is_cut_and_loses_nothing() -> None:
    package = show(table(("kort", sentences(80)), ("x", "y")))
    assert len(package.slides) > 2
    second = [line[1] for part in rows_of(package) for line in part[1:]]
    assert squeezed(" ".join(second)) == sentences(80) + " y"


def test_a_table_kept_in_one_piece_moves_to_the_next_slide() -> None:
    one = replace(table(*[("a", "b")] * 6), splittable=False)
    package = show(para(sentences(16)), one)
    assert [len(slide.all("//a:tr")) for slide in package.slides] == [0, 7]


def test_more_columns_than_fit_are_reported() -> None:
    wide = table([f"verdien{number}" for number in range(16)], head=["Kolonnetittel"] * 16, widths=(1 / 16,) * 16)
    package = show(wide)
    assert package.codes == {"slide-table-too-narrow"}


def test_a_long_address_does_not_make_a_table_too_narrow() -> None:
    assert not show(table(("https://www.example.no/" + "x" * 80, "b"), widths=(0.5, 0.5))).diagnostics


def test_breaks_are_quieter_rows() -> None:
    (slide,) = show(table(("1/25", "Sak"), row("", "Lunsj", role="pause")), role="agenda").slides
    assert slide.all("//a:tc[.//a:t='Lunsj']/a:tcPr/a:solidFill/a:schemeClr/@val") == ["bg2"]
    assert slide.all("//a:tc[.//a:t='Lunsj']//a:rPr//a:schemeClr/@val") == ["tx2"]
    assert slide.all("//a:tc[.//a:t='Sak']//a:schemeClr/@val") == []


def test_joined_cells_span_columns() -> None:
    (slide,) = show(table(row(cell("over begge", colspan=2)), ("a", "b"))).slides
    assert slide.all("//a:tr[2]/a:tc/@gridSpan") == ["2"]
    assert slide.all("//a:tr[2]/a:tc/@hMerge") == ["1"]


def test_rows_of_other_lengths_than_the_table_lose_nothing() -> None:
    (slide,) = show(table(row("a", "b", "c"), row("d"), row(cell("e", colspan=9)))).slides
    assert [len(line.findall("a:tc", NS)) for line in slide.all("//a:tr")] == [2, 2, 2, 2]
    assert slide.lines == ["A", "B", "a", "b", "c", "d", "e"]


def test_row_headers_are_marked() -> None:
    (slide,) = show(table(row(cell("Sum", header=True), "1"), row(cell("Alt", header=True), "2"))).slides
    assert slide.all("//a:tblPr/@firstCol") == ["1"]


def test_lists_in_cells_have_bullets() -> None:
    (slide,) = show(table(row("8/25", cell("Orientering", items("en", "to"))))).slides
    assert slide.all("//a:tc//a:p[.//a:t='en']/a:pPr/a:buChar/@char") == ["•"]


def test_a_table_in_a_cell_is_text_and_reported() -> None:
    package = show(table(row("x", cell(table(("en", "to"))))))
    assert package.slides[0].lines[-2:] == ["A – B", "en – to"]
    assert package.codes == {"slide-block-set-as-text"}


def test_the_summary_describes_the_table() -> None:
    (slide,) = show(replace(table(("a", "b")), summary="Dagsorden")).slides
    assert slide.all("//p:graphicFrame/p:nvGraphicFramePr/p:cNvPr/@descr") == ["Dagsorden"]


def test_text_caption_table_and_note_share_a_slide_in_reading_order() -> None:
    captioned = replace(table(("a", "b")), caption=(Text("Regnskap"),))
    (slide,) = show(para("Før"), captioned, para("* foreløpig", "note")).slides
    assert slide.lines == ["Før", "Regnskap", "A", "B", "a", "b", "* foreløpig"]
    shapes = slide.all("//p:spTree/*[self::p:sp or self::p:graphicFrame]")
    assert [shape.xpath(".//p:ph/@type | .//p:ph[not(@type)]/@idx", namespaces=NS) for shape in shapes] == [
        ["title"],
        ["1"],
        [],
        [],
        ["ftr"],
        ["sldNum"],
    ]


def test_a_table_does_not_stand_under_a_dividers_title() -> None:
    package = write(deck(Slide("skille", "Sak 1/25", "Drøfting", (table(("a", "b")),))))
    assert [(slide.layout, len(slide.all("//a:tbl"))) for slide in package.slides] == [("Sak", 0), ("Innhold", 1)]
