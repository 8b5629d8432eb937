import pytest
from msgspec.structs import replace

from mottepakke.model.document import Cell, Paragraph, Row, Strong, Table
from mottepakke.write.docx.elements import name
from mottepakke.write.docx.tables import column_widths
from tests.unit.write.docx_parts import Parts, cell, faults, items, para, row, text, write

TEXT_WIDTH = 9072
HEAD = Row((cell("Sak", header=True), cell("Tittel", header=True)))
TABLE = Table((0.3, 0.7), (HEAD,), (row("1/25", "Referat"), row("2/25", "Budsjett")), splittable=False)
LONG = "Et langt avsnitt om saken. " * 100


def widths(parts: Parts, path: str) -> list[int]:
    return [int(value) for value in parts.all(f"{path}/@w:w")]


def test_widths_are_fixed_and_sum_to_the_text() -> None:
    parts = write(TABLE)
    assert widths(parts, "//w:gridCol") == [2722, 6350]
    assert widths(parts, "//w:tr[1]/w:tc/w:tcPr/w:tcW") == [2722, 6350]
    assert widths(parts, "//w:tblPr/w:tblW") == [TEXT_WIDTH]
    assert parts.all("//w:tblLayout/@w:type") == ["fixed"]
    assert set(parts.all("//w:tblW/@w:type | //w:tcW/@w:type")) == {"dxa"}


@pytest.mark.parametrize("columns", [1, 3, 7, 11])
def test_no_twip_is_lost_in_rounding(columns: int) -> None:
    assert sum(column_widths((1 / columns,) * columns, columns, TEXT_WIDTH)) == TEXT_WIDTH


def test_columns_without_a_share_get_a_mean_one() -> None:
    assert column_widths((0.5, 0.5), 3, 900) == (300, 300, 300)
    assert column_widths((), 2, 900) == (450, 450)


def test_head_rows_repeat_and_stay_with_what_follows() -> None:
    parts = write(TABLE)
    (head,) = parts.all("//w:tr[w:trPr/w:tblHeader]")
    assert "".join(head.itertext(name("w:t"))) == "SakTittel"
    assert len(head.findall(f".//{name('w:keepNext')}")) == 2
    assert parts.all("//w:tblLook/@w:firstRow") == ["1"]
    assert parts.styles()[:3] == ["Tabellhode", "Tabellhode", "Tabelltekst"]


def test_rows_are_whole_unless_they_may_be_broken() -> None:
    assert len(write(TABLE).all("//w:trPr/w:cantSplit")) == 3
    long = replace(TABLE, rows=(row("1/25", LONG), row("2/25", "kort")), splittable=True)
    assert len(write(long).all("//w:tr[2]/w:trPr")) == 0
    assert len(write(long).all("//w:tr[3]/w:trPr/w:cantSplit")) == 1, "a short row is not worth breaking"


def test_the_last_row_takes_the_one_before_along_to_a_new_page() -> None:
    short = [row(str(n), "to") for n in range(4)]
    parts = write(replace(TABLE, head=(), rows=tuple(short)))
    kept = [len(node.findall(f".//{name('w:keepNext')}")) for node in parts.all("//w:tr")]
    assert kept == [0, 0, 2, 0]


def test_rows_that_may_be_broken_are_not_kept_together() -> None:
    long = row(LONG, "to")
    parts = write(replace(TABLE, head=(), rows=(*([row("1", "2")] * 3), long), splittable=True))
    assert not parts.all("//w:keepNext")


def test_row_heads_are_marked() -> None:
    table = Table((0.5, 0.5), (), (Row((cell("Sum", header=True), cell("12"))),))
    parts = write(table)
    assert parts.all("//w:tblLook/@w:firstColumn") == ["1"]
    assert parts.all("//w:tblLook/@w:firstRow") == ["0"]
    assert parts.styles() == ["Tabellhode", "Tabelltekst"]


def test_a_cell_over_columns_has_their_width() -> None:
    table = Table((0.2, 0.3, 0.5), (), (row("a", "b", "c"), row(cell("ab", colspan=2), "c")))
    parts = write(table)
    assert parts.all("//w:tr[2]/w:tc[1]/w:tcPr/w:gridSpan/@w:val") == ["2"]
    assert widths(parts, "//w:tr[2]/w:tc/w:tcPr/w:tcW") == [4536, 4536]


def test_a_short_row_is_filled_up() -> None:
    parts = write(Table((0.5, 0.5), (), (row("a", "b"), row("c"))))
    assert len(parts.all("//w:tr[2]/w:tc")) == 2
    assert faults(parts) == []


def test_caption_and_summary_are_there_for_screen_readers() -> None:
    table = replace(TABLE, caption=(Strong(text("Saker")), *text(" i mai")), summary="Saker med nummer og tittel")
    parts = write(table)
    assert parts.all("//w:tblCaption/@w:val") == ["Saker i mai"]
    assert parts.all("//w:tblDescription/@w:val") == ["Saker med nummer og tittel"]
    assert parts.styles()[0] == "Caption"
    assert parts.all("//w:p[1]/w:pPr/w:keepNext")


def test_tables_one_after_the_other_are_kept_apart() -> None:
    parts = write(TABLE, TABLE)
    (body,) = parts.all("//w:body")
    assert [child.tag.rpartition("}")[2] for child in body] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_a_table_in_a_cell_is_followed_by_a_paragraph() -> None:
    inner = Table((1.0,), (), (row("indre"),))
    parts = write(Table((0.5, 0.5), (), (row(cell(inner), cell()),)))
    assert faults(parts) == []
    assert widths(parts, "//w:tbl//w:tbl/w:tblPr/w:tblW") == [4536 - 2 * 85]


def test_a_cell_holds_any_blocks() -> None:
    parts = write(Table((1.0,), (), (row(cell(para("etikett", "label"), "tekst", items("punkt"))),)))
    assert parts.paragraphs()[:3] == ["etikett", "tekst", "punkt"]
    assert parts.styles() == ["Tabelletikett", "Tabelltekst", "Tabelltekst"]


def test_the_first_lines_of_a_row_are_level() -> None:
    parts = write(Table((0.5, 0.5), (), (row("1/25", cell(para("etikett", "label"), "tekst")),)))
    (space,) = parts.all("//w:tc[2]/w:p[1]/w:pPr/w:spacing/@w:before")
    assert space == parts.all("//w:style[@w:styleId='Tabelltekst']//w:spacing/@w:before", "word/styles.xml")[0]


def test_alignment_is_that_of_the_cell() -> None:
    parts = write(Table((0.5, 0.5), (), (Row((Cell((para("1"),), align="right"), cell("2"))),)))
    assert parts.all("//w:tc[1]//w:jc/@w:val") == ["right"]
    assert not parts.all("//w:tc[2]//w:jc")


def test_a_break_in_the_agenda_is_set_quieter() -> None:
    table = replace(TABLE, rows=(Row((cell(), cell("Lunsj")), role="pause"),))
    parts = write(table)
    assert set(parts.all("//w:tr[2]//w:shd/@w:fill")) == {"EEF3F5"}
    assert parts.styles()[-1] == "Tabellpause"


def test_text_below_a_table_has_space_above_it() -> None:
    parts = write(TABLE, para("under"))
    assert parts.all("//w:body/w:p/w:pPr/w:spacing/@w:before") == ["200"]


def test_a_row_can_be_linked_to() -> None:
    table = replace(TABLE, rows=(Row((cell("1/25"), cell("Referat")), anchor="sak-1"),))
    (bookmark,) = write(table).all("//w:tc//w:bookmarkStart/@w:name")
    assert bookmark.startswith("m_sak_1_")


def test_more_columns_than_word_takes_become_several_tables() -> None:
    columns = 130
    table = Table((1 / columns,) * columns, (), (row(*(f"k{number}" for number in range(columns))),))
    parts = write(table)
    assert parts.codes() == ["OU107"]
    assert [len(node) for node in parts.all("//w:tblGrid")] == [63, 63, 4]
    assert [word for word in parts.paragraphs() if word] == [f"k{number}" for number in range(columns)]


def test_a_cell_over_the_border_of_a_split_table_keeps_the_columns_in_line() -> None:
    cells = (*(cell(f"k{number}") for number in range(60)), cell("bred", colspan=6), cell("siste"))
    parts = write(Table((), (), (Row(cells),)))
    first, second = (node.findall(name("w:tc")) for node in parts.all("//w:tr"))
    assert first[-1].find(f".//{name('w:gridSpan')}").get(name("w:val")) == "3"
    assert ["".join(node.itertext(name("w:t"))) for node in second] == ["", "siste"]
    assert second[0].find(f".//{name('w:gridSpan')}").get(name("w:val")) == "3"


def test_a_table_without_rows_is_nothing() -> None:
    assert write(para("over"), Table((), (), ())).paragraphs() == ["over"]


def test_a_table_in_a_list_is_as_wide_as_the_list_leaves() -> None:
    parts = write(items([Paragraph(text("punkt")), TABLE]))
    assert widths(parts, "//w:tblPr/w:tblInd") == [400]
    assert widths(parts, "//w:tblPr/w:tblW") == [TEXT_WIDTH - 400]
