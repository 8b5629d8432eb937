from pathlib import Path

import pytest
from msgspec.structs import replace

from mottepakke.model.document import Block, Contents, Field, Fields, Group, Heading, Items, Paragraph, Table
from mottepakke.write.docx.elements import name
from tests.unit.write.docx_parts import Parts, cell, faults, footnote, items, look_in, para, row, text, write

TITLE_PAGE = Group("tittelside", (Heading(1, text("Strategi")),))
CHAPTERS: tuple[Block, ...] = (
    TITLE_PAGE,
    Contents("Innhold"),
    Heading(2, (*text("Første"), footnote("a", "note"))),
    Heading(3, text("Underpunkt")),
    Heading(2, text("Skjult"), listed=False),
    Heading(4, text("For dypt")),
    Heading(2, text("Andre")),
)


def columns(*names: str) -> Items:
    return replace(items(*names), role="columns")


def sections(parts: Parts) -> list[tuple[str, str]]:
    """Kind and number of columns of each section."""
    found = []
    for section in parts.all("//w:sectPr"):
        kind = section.find(name("w:type"))
        count = section.find(name("w:cols")).get(name("w:num"), "1")
        found.append(("" if kind is None else kind.get(name("w:val")), count))
    return found


def test_head_and_foot_carry_text_and_page_numbers() -> None:
    parts = write(para("tekst"), head="Utvalget", foot="Sak 1/25", page_label="Side {page} av {pages}")
    assert parts.paragraphs("word/header1.xml") == ["Utvalget"]
    assert parts.paragraphs("word/footer1.xml") == ["Sak 1/25Side 1 av 1"]
    assert parts.instructions("word/footer1.xml") == ["PAGE", "NUMPAGES"]
    assert parts.styles("word/header1.xml") + parts.styles("word/footer1.xml") == ["Header", "Footer"]


def test_the_page_number_stands_at_the_right_margin_of_the_template() -> None:
    parts = write(para("tekst"))
    tabs = parts.all("//w:style[@w:styleId='Footer']//w:tab", "word/styles.xml")
    assert [(tab.get(name("w:pos")), tab.get(name("w:val"))) for tab in tabs] == [("9072", "right")]
    assert not parts.all("//w:tabs", "word/footer1.xml")


def test_a_document_without_head_has_an_empty_one() -> None:
    assert write(para("tekst"), page_label="").paragraphs("word/header1.xml") == [""]


def test_a_draft_bears_the_mark_behind_the_text_of_every_page(tmp_path: Path) -> None:
    parts = write(TITLE_PAGE, para("tekst"), look=look_in(tmp_path), draft=True)
    headers = {reference.get(name("w:type")) for reference in parts.all("//w:headerReference")}
    assert headers == {"default", "first"}
    for part in (one for one in parts.names if one.startswith("word/header")):
        (anchor,) = parts.all("//wp:anchor", part)
        assert anchor.get("behindDoc") == "1"
        assert parts.all("//adec:decorative/@val", part) == ["1"]
        assert anchor.find(name("wp:extent")).attrib == {"cx": "5184648", "cy": "2592324"}
    assert len([one for one in parts.names if "media" in one]) == 1
    assert faults(parts) == []


def test_a_final_document_bears_no_mark() -> None:
    assert not [one for one in write(para("tekst")).names if "media" in one]


def test_a_title_page_has_neither_head_nor_page_number() -> None:
    parts = write(TITLE_PAGE, para("tekst"), head="Utvalget")
    assert parts.all("//w:sectPr/w:titlePg")
    assert {node.get(name("w:type")) for node in parts.all("//w:headerReference | //w:footerReference")} == {"default"}


def test_columns_are_a_section_of_their_own_with_head_and_foot() -> None:
    parts = write(para("over"), columns("Kari", "Ola"), para("under"), head="Utvalget")
    assert sections(parts) == [("", "1"), ("continuous", "2"), ("continuous", "1")]
    references = [len(node.findall(name("w:headerReference"))) for node in parts.all("//w:sectPr")]
    assert references == [1, 1, 1]
    assert parts.paragraphs() == ["over", "Kari", "Ola", "under"]
    ends = ["".join(node.itertext(name("w:t"))) for node in parts.all("//w:p[w:pPr/w:sectPr]")]
    assert ends == ["over", "Ola"]


def test_columns_may_stand_first_last_and_one_after_the_other() -> None:
    parts = write(columns("a"), columns("b"))
    assert sections(parts) == [("", "2"), ("continuous", "2"), ("continuous", "1")]
    assert parts.all("//w:body/*[last()-1][self::w:p[not(w:pPr/w:sectPr)]]"), "the last section needs a paragraph"


def test_columns_after_a_table_end_the_section_in_a_paragraph() -> None:
    parts = write(Table((1.0,), (), (row("celle"),)), columns("a"), para("under"))
    assert sections(parts) == [("", "1"), ("continuous", "2"), ("continuous", "1")]
    assert faults(parts) == []


def test_only_the_first_section_has_a_title_page() -> None:
    parts = write(TITLE_PAGE, para("over"), columns("a"), para("under"))
    assert [len(node.findall(name("w:titlePg"))) for node in parts.all("//w:sectPr")] == [1, 0, 0]


def test_columns_in_a_field_stand_below_its_label() -> None:
    parts = write(Fields((Field("Medlemmer", (columns("Kari", "Ola"),)),)), para("under"))
    assert sections(parts) == [("", "1"), ("continuous", "2"), ("continuous", "1")]
    assert parts.paragraphs()[:2] == ["Medlemmer", "Kari"]


def test_columns_where_no_section_can_be_are_one_column_and_reported() -> None:
    parts = write(Table((1.0,), (), (row(cell(columns("a", "b"))),)))
    assert parts.codes() == ["OU105"]
    assert sections(parts) == [("", "1")]


def test_contents_list_the_headings_of_their_levels_as_links() -> None:
    parts = write(*CHAPTERS)
    assert parts.styles()[1:5] == ["TOCHeading", "Toc2", "Toc3", "Toc2"]
    entries = parts.all("//w:hyperlink[@w:anchor]")
    assert ["".join(node.itertext(name("w:t"))) for node in entries] == ["Første", "Underpunkt", "Andre"]
    bookmarks = parts.all("//w:bookmarkStart/@w:name")
    assert all(node.get(name("w:anchor")) in bookmarks for node in entries)
    assert faults(parts) == []


def test_contents_without_known_pages_have_no_page_numbers() -> None:
    parts = write(*CHAPTERS)
    assert parts.instructions() == ['TOC \\o "2-3" \\h \\z \\u \\n']


def test_contents_with_known_pages_print_them() -> None:
    parts = write(*CHAPTERS, pages=(1, 3, 4, 5, 12))
    assert parts.instructions()[0] == 'TOC \\o "2-3" \\h \\z \\u'
    assert [code.split()[0] for code in parts.instructions()[1:]] == ["PAGEREF"] * 3
    entries = parts.all("//w:hyperlink[@w:anchor]")
    assert ["".join(node.itertext(name("w:t"))) for node in entries] == ["Første3", "Underpunkt4", "Andre12"]


def test_pages_must_be_given_for_every_listed_heading() -> None:
    with pytest.raises(ValueError, match="zip"):
        write(*CHAPTERS, pages=(1, 2))


def test_word_is_never_asked_to_update_fields() -> None:
    parts = write(*CHAPTERS)
    assert not parts.all("//@w:dirty")
    assert not parts.all("//w:updateFields", "word/settings.xml")


def test_a_heading_that_contents_leave_out_is_no_part_of_the_outline_there() -> None:
    assert len(write(*CHAPTERS).all("//w:p/w:pPr/w:outlineLvl[@w:val='9']")) == 1
    assert not write(Heading(2, text("Skjult"), listed=False)).all("//w:p/w:pPr/w:outlineLvl")


def test_contents_of_a_document_without_headings_are_nothing() -> None:
    assert write(Contents("Innhold"), Paragraph(text("tekst"))).paragraphs() == ["tekst"]
