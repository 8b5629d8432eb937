import re

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mottepakke.model.document import FootnoteReference, Heading, Link, Paragraph, Row, Table, Text
from mottepakke.write.docx.elements import name
from mottepakke.write.docx.paragraphs import bookmark_name
from tests.support.looks import standard_look
from tests.unit.write.docx_parts import cell, faults, footnote, items, para, row, text, write

NOTES = "word/footnotes.xml"


def link(href: str, words: str = "lenke") -> Paragraph:
    return Paragraph((Link(href, text(words)),))


def test_a_web_address_is_a_relationship_used_once() -> None:
    parts = write(link("https://www.fhi.no/a?b=c#d"), link("https://www.fhi.no/a?b=c#d"))
    external = [target for target, mode in parts.relationships().values() if mode == "External"]
    assert external == ["https://www.fhi.no/a?b=c#d"]
    assert len(parts.all("//w:hyperlink")) == 2
    assert parts.all("//w:hyperlink//w:rStyle/@w:val") == ["Hyperlink", "Hyperlink"]


def test_a_link_looks_like_one_in_a_template_without_the_style() -> None:
    parts = write(link("https://www.fhi.no"), look=replace(standard_look(), word_styles={}))
    assert parts.all("//w:hyperlink//w:color/@w:val | //w:hyperlink//w:u/@w:val") == ["00566B", "single"]


def test_letters_an_address_may_not_hold_are_encoded() -> None:
    parts = write(link("https://www.fhi.no/søk?q=a b<c>"))
    assert "https://www.fhi.no/s%C3%B8k?q=a%20b%3Cc%3E" in {target for target, _ in parts.relationships().values()}


def test_an_address_of_another_kind_is_text_and_reported() -> None:
    parts = write(link("javascript:alert(1)"), link("file:///etc/passwd"))
    assert parts.codes() == ["OU106", "OU106"]
    assert not parts.all("//w:hyperlink")
    assert parts.paragraphs() == ["lenke", "lenke"]


def test_a_link_within_the_document_goes_to_a_bookmark() -> None:
    parts = write(link("#bakgrunn"), Heading(2, text("Bakgrunn"), anchor="bakgrunn"))
    assert parts.all("//w:hyperlink/@w:anchor") == parts.all("//w:bookmarkStart/@w:name") == ["bakgrunn"]
    assert parts.diagnostics == ()


def test_a_link_to_a_place_that_is_not_there_is_text_and_reported() -> None:
    parts = write(link("#borte"))
    assert parts.codes() == ["OU106"]
    assert dict(parts.diagnostics[0].args) == {"link": "#borte"}
    assert parts.diagnostics[0].span.path == "notat"
    assert not parts.all("//w:hyperlink")


def test_a_link_to_another_document_goes_by_its_relative_address() -> None:
    links = {"pakke:toppnotat/1-25#vedtak": "toppnotat/1-25.docx#vedtak-a", "pakke:b": "b.pdf#s2"}
    parts = write(link("pakke:toppnotat/1-25#vedtak"), link("pakke:b"), link("pakke:c"), links=links)
    targets = {target for target, mode in parts.relationships().values() if mode == "External"}
    assert targets == {"toppnotat/1-25.docx", "b.pdf#s2"}
    assert parts.all("//w:hyperlink/@w:anchor") == [bookmark_name("vedtak-a")]
    assert parts.diagnostics == (), "what is not in the pack's links is plain text on purpose"
    assert parts.paragraphs() == ["lenke"] * 3


def test_a_link_in_a_link_is_one_link() -> None:
    inner = Link("https://b.no", text("b"))
    assert len(write(Paragraph((Link("https://a.no", (Text("a"), inner)),))).all("//w:hyperlink")) == 1


def test_an_anchor_used_twice_is_one_bookmark() -> None:
    parts = write(para("en", anchor="a"), para("to", anchor="a"), para("tre", anchor="A"))
    assert faults(parts) == []
    assert len(parts.all("//w:bookmarkStart")) == 2


@given(st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=80))
def test_bookmark_names_are_what_word_takes_and_never_meet(one: str, other: str) -> None:
    names = [bookmark_name(anchor) for anchor in (one, other)]
    assert all(re.fullmatch(r"[a-z][A-Za-z0-9_]{0,39}", found) for found in names)
    assert one == other or names[0].casefold() != names[1].casefold()


def test_footnotes_are_real_and_numbered_in_order() -> None:
    first, second = footnote("a", "Den første."), footnote("b", "Den andre.")
    parts = write(Paragraph((*text("tekst"), first, second)))
    assert parts.all("//w:footnoteReference/@w:id") == ["1", "2"]
    assert parts.all("//w:footnote/@w:id", NOTES) == ["-1", "0", "1", "2"]
    assert parts.paragraphs(NOTES) == ["", "", " Den første.", " Den andre."]
    assert parts.styles(NOTES) == ["FootnoteText", "FootnoteText"]
    assert len(parts.all("//w:footnoteRef", NOTES)) == 2
    assert faults(parts) == []


def test_separators_hold_nothing_else_and_are_declared() -> None:
    parts = write(Paragraph((footnote("a", "note"),)))
    for kind in ("separator", "continuationSeparator"):
        (run,) = parts.all(f"//w:footnote[@w:type='{kind}']//w:r", NOTES)
        assert [child.tag for child in run] == [name(f"w:{kind}")]
    settings = [child.tag for child in parts.tree("word/settings.xml")]
    assert settings.index(name("w:footnotePr")) < settings.index(name("w:compat"))
    assert parts.all("//w:footnotePr/w:footnote/@w:id", "word/settings.xml") == ["-1", "0"]


def test_a_document_without_notes_has_no_footnotes_part() -> None:
    parts = write(para("tekst"))
    assert NOTES not in parts.names
    assert not parts.all("//w:footnotePr", "word/settings.xml")


def test_a_further_mark_is_a_field_that_points_to_the_note() -> None:
    parts = write(Paragraph((footnote("a", "note"), FootnoteReference("a"))), Paragraph((FootnoteReference("a"),)))
    assert parts.instructions() == ["NOTEREF _RefNote1 \\f \\h"] * 2
    assert parts.paragraphs() == ["1", "1"]
    start, mark, end = parts.all("//w:p[1]/w:bookmarkStart | //w:p[1]/w:r[w:footnoteReference] | //w:p[1]/w:bookmarkEnd")
    assert start.getnext() is mark
    assert mark.getnext() is end


def test_a_mark_before_its_note_has_the_right_number() -> None:
    parts = write(Paragraph((FootnoteReference("b"), footnote("a", "en"), footnote("b", "to"))))
    assert parts.paragraphs() == ["2"]


def test_a_mark_without_a_note_is_printed_and_reported() -> None:
    parts = write(Paragraph((FootnoteReference("borte"),)))
    assert parts.codes() == ["OU104"]
    assert parts.paragraphs() == ["[borte]"]


def test_a_note_in_a_note_stands_in_brackets_and_is_reported() -> None:
    inner = footnote("b", "indre", items("punkt"))
    parts = write(Paragraph((footnote("a", Paragraph((*text("ytre"), inner))),)))
    assert parts.codes() == ["OU103"]
    assert parts.paragraphs(NOTES)[-1] == " ytre (indre punkt)"
    assert parts.all("//w:footnote/@w:id", NOTES) == ["-1", "0", "1"]


def test_a_link_in_a_note_belongs_to_the_notes_part() -> None:
    parts = write(Paragraph((footnote("a", link("https://www.fhi.no/")),)))
    assert [target for target, _ in parts.relationships(NOTES).values()] == ["https://www.fhi.no/"]
    assert faults(parts) == []


def test_a_note_may_begin_with_a_table_and_hold_several_blocks() -> None:
    table = Table((1.0,), (), (row("celle"),))
    parts = write(Paragraph((footnote("a", table, "etter"),)))
    (note,) = parts.all("//w:footnote[@w:id='1']", NOTES)
    assert note[0].find(f".//{name('w:footnoteRef')}") is not None
    assert faults(parts) == []


def test_notes_in_tables_and_headings_work() -> None:
    heading = Heading(2, (*text("Overskrift"), footnote("a", "en")))
    table = Table((1.0,), (Row((cell(Paragraph((footnote("b", "to"),)), header=True),)),), ())
    parts = write(heading, table)
    assert parts.all("//w:footnoteReference/@w:id") == ["1", "2"]
