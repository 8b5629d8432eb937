from mottepakke.model.document import Block, Items, Paragraph, Table
from mottepakke.write.docx.elements import name
from tests.unit.write.docx_parts import Parts, cell, faults, footnote, items, para, row, text, write

NUMBERING = "word/numbering.xml"


def numbers(parts: Parts, part: str = "word/document.xml") -> list[tuple[str, str]]:
    """Level and list of each list paragraph."""
    found = parts.all("//w:numPr", part)
    return [tuple(child.get(name("w:val")) for child in node) for node in found]


def starts(parts: Parts) -> dict[str, tuple[str, str]]:
    """Each numbered list's level and first number."""
    overrides = parts.all("//w:num[w:lvlOverride]", NUMBERING)
    return {
        num.get(name("w:numId")): (num[1].get(name("w:ilvl")), num[1][0].get(name("w:val"))) for num in overrides
    }  # fmt: skip


def abstract(parts: Parts, num: str) -> str:
    (found,) = parts.all(f"//w:num[@w:numId='{num}']/w:abstractNumId/@w:val", NUMBERING)
    return str(found)


def nested(depth: int) -> Items:
    inner: list[Block] = [para(f"nivå {depth}")]
    for level in range(depth - 1, 0, -1):
        inner = [para(f"nivå {level}"), items(inner)]
    return items(inner)


def test_every_numbered_list_counts_for_itself() -> None:
    parts = write(items("a", "b", ordered=True), para("mellom"), items("c", ordered=True))
    first, second, third = numbers(parts)
    assert first == second
    assert third[1] != first[1]
    assert starts(parts) == {first[1]: ("0", "1"), third[1]: ("0", "1")}


def test_a_list_begins_where_it_says() -> None:
    parts = write(items("a", ordered=True, start=5))
    assert list(starts(parts).values()) == [("0", "5")]


def test_a_list_in_a_list_stands_on_the_next_level_and_counts_anew() -> None:
    parts = write(items([para("a"), items("b", ordered=True)], [para("c"), items("d", ordered=True)], ordered=True))
    assert [level for level, _ in numbers(parts)] == ["0", "1", "0", "1"]
    assert sorted(starts(parts).values()) == [("0", "1"), ("1", "1"), ("1", "1")]


def test_bullets_share_one_list() -> None:
    parts = write(items("a"), para("mellom"), items("b"))
    assert len({num for _, num in numbers(parts)}) == 1


def test_a_second_paragraph_of_an_item_stands_under_the_text_without_a_number() -> None:
    parts = write(items([para("første"), para("andre")]))
    assert len(numbers(parts)) == 1
    (indent,) = parts.all("//w:p[2]/w:pPr/w:ind")
    assert indent.get(name("w:left")) == "400"


def test_items_with_space_around_them_keep_it() -> None:
    loose = Items(((para("a"), para("b")), (para("c"),)), tight=False)
    assert len(write(loose).all("//w:contextualSpacing[@w:val='0']")) == 3
    assert not write(items("a", "b")).all("//w:p//w:contextualSpacing")


def test_nine_levels_are_written_and_a_tenth_is_reported() -> None:
    assert [level for level, _ in numbers(write(nested(9)))] == [str(level) for level in range(9)]
    parts = write(nested(11))
    assert parts.codes() == ["OU101"]
    assert [level for level, _ in numbers(parts)][-3:] == ["8", "8", "8"]
    assert parts.paragraphs()[-1] == "nivå 11"


def test_a_start_beyond_words_limit_is_reported() -> None:
    parts = write(items("a", ordered=True, start=999_999))
    assert parts.codes() == ["OU102"]
    assert list(starts(parts).values()) == [("0", "32767")]


def test_an_empty_item_and_one_that_begins_with_a_list_keep_their_numbers() -> None:
    parts = write(items([], [items("indre")], "siste"))
    assert [level for level, _ in numbers(parts)] == ["0", "0", "1", "0"]


def test_an_item_that_begins_with_a_table_keeps_its_number() -> None:
    parts = write(items([Table((1.0,), (), (row("celle"),))]))
    (body,) = parts.all("//w:body")
    assert [child.tag for child in body][:2] == [name("w:p"), name("w:tbl")]
    assert len(numbers(parts)) == 1


def test_a_list_in_a_table_in_a_list_does_not_disturb_the_outer_count() -> None:
    table = Table((1.0,), (), (row(cell(items("indre", ordered=True))),))
    parts = write(items([para("ytre"), table], "ytre", ordered=True))
    outer, inner, after = numbers(parts)
    assert outer == after
    assert abstract(parts, outer[1]) != abstract(parts, inner[1])


def test_a_list_in_a_footnote_does_not_disturb_the_text() -> None:
    note = footnote("1", items("i noten", ordered=True))
    parts = write(items([Paragraph((*text("ytre"), note))], ordered=True))
    ((_, outer),) = numbers(parts)
    ((_, inner),) = numbers(parts, "word/footnotes.xml")
    assert abstract(parts, outer) != abstract(parts, inner)


def test_abstract_lists_stand_before_lists() -> None:
    parts = write(items("a", ordered=True), items("b"), Table((1.0,), (), (row(cell(items("c", ordered=True))),)))
    tags = [child.tag for child in parts.tree(NUMBERING)]
    assert tags == sorted(tags, key=lambda tag: tag == name("w:num"))
    assert len(parts.all("//w:abstractNum[1]/w:lvl", NUMBERING)) == 9
    assert faults(parts) == []


def test_list_paragraphs_in_a_cell_have_the_style_of_the_cell() -> None:
    parts = write(Table((1.0,), (), (row(cell("tekst", items("punkt"))),)))
    assert parts.styles() == ["Tabelltekst", "Tabelltekst"]
