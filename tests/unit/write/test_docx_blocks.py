from mottepakke.model.document import (
    Code,
    CodeBlock,
    Emphasis,
    Field,
    Fields,
    Group,
    Heading,
    LineBreak,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Strike,
    Strong,
    Table,
    Text,
)
from mottepakke.write.docx.elements import name
from mottepakke.write.docx.text import by_direction, reads_from_right
from tests.unit.write.docx_parts import faults, items, para, row, text, write

ARABIC = "مرحبا بالعالم"
W_VAL = name("w:val")


def test_a_heading_has_the_built_in_style_of_its_level() -> None:
    parts = write(Heading(1, text("En")), Heading(2, text("To")), Heading(6, text("Seks")))
    assert parts.styles() == ["Heading1", "Heading2", "Heading6"]
    names = {node.get(name("w:styleId")): node[0].get(W_VAL) for node in parts.all("//w:style", "word/styles.xml")}
    assert [names[style] for style in parts.styles()] == ["heading 1", "heading 2", "heading 6"]


def test_headings_below_the_sixth_level_stand_on_the_sixth() -> None:
    assert write(Heading(7, text("Sju"))).styles() == ["Heading6"]


def test_a_paragraph_has_the_style_of_its_role() -> None:
    roles = ("text", "lead", "label", "note", "subtitle", "meta", "type", "warning")
    styles = ["BodyText", "Ingress", "Etikett", "Merknad", "Subtitle", "Tittelsidedata", "Sakstype", "Advarsel"]
    assert write(*(para("Ord", role) for role in roles)).styles() == styles


def test_marks_become_run_properties_in_the_order_of_the_schema() -> None:
    inline = Strong((Emphasis((Strike((Code("kode"),)),)),))
    (properties,) = write(Paragraph((inline,))).all("//w:rPr")
    assert [node.tag for node in properties] == [
        name(f"w:{tag}") for tag in ("rFonts", "b", "bCs", "i", "iCs", "strike", "noProof")
    ]


def test_markup_in_text_stays_text() -> None:
    value = "<w:p/> & \"'] {{ x }}"
    assert write(para(value)).paragraphs() == [value]


def test_spaces_at_the_ends_of_runs_are_kept() -> None:
    parts = write(Paragraph((Text("en "), Strong(text("to")), Text("  tre"))))
    assert parts.paragraphs() == ["en to  tre"]
    assert len(parts.all("//w:t[@xml:space='preserve']")) == 2


def test_a_line_break_a_soft_hyphen_and_a_hard_hyphen_are_elements() -> None:
    parts = write(Paragraph((Text("linje\u00addeling e\u2011post"), LineBreak(), Text("ny linje"))))
    assert [len(parts.all(f"//w:{tag}")) for tag in ("softHyphen", "noBreakHyphen", "br")] == [1, 1, 1]


def test_emoji_and_letters_beyond_the_basic_plane_are_written_as_they_are() -> None:
    assert write(para("🩺 og 𝕬")).paragraphs() == ["🩺 og 𝕬"]


def test_a_paragraph_whose_first_strong_letter_is_arabic_runs_from_the_right() -> None:
    parts = write(para(f"(1) {ARABIC} and English"), para("norsk"))
    first, second = parts.all("//w:p")
    assert first.find(f"{name('w:pPr')}/{name('w:bidi')}") is not None
    assert second.find(f"{name('w:pPr')}/{name('w:bidi')}") is None
    assert [node.find(f"{name('w:rPr')}/{name('w:rtl')}") is not None for node in first.iter(name("w:r"))] == [
        True,
        False,
    ]


def test_hebrew_words_in_a_norwegian_sentence_are_runs_of_their_own() -> None:
    assert list(by_direction("ordet שלום betyr fred")) == [("ordet ", False), ("שלום ", True), ("betyr fred", False)]
    assert not reads_from_right("ordet שלום")


def test_literal_lines_keep_their_breaks_and_indentation() -> None:
    (paragraph,) = write(CodeBlock("a = 1\n\tb = 2\n")).all("//w:p")
    assert [node.tag for node in paragraph.iter(name("w:br"), name("w:tab"))] == [name("w:br"), name("w:tab")]
    assert len(paragraph.findall(f".//{name('w:t')}")) == 2


def test_a_page_break_goes_to_the_next_paragraph() -> None:
    parts = write(para("En"), PageBreak(), PageBreak(), para("To"), PageBreak())
    assert parts.paragraphs() == ["En", "To"]
    (broken,) = parts.all("//w:p[w:pPr/w:pageBreakBefore]")
    assert "".join(broken.itertext(name("w:t"))) == "To"
    assert not parts.all("//w:br[@w:type='page']")


def test_a_page_break_before_a_table_goes_to_its_first_cell() -> None:
    parts = write(para("En"), PageBreak(), Table((1.0,), (), (row("celle"),)))
    assert parts.all("//w:tc//w:pageBreakBefore")


def test_space_is_never_an_empty_paragraph() -> None:
    parts = write(Heading(1, text("Tittel")), para("Avsnitt"), items("punkt"), Quote((para("sitat"),)), para("slutt"))
    assert "" not in parts.paragraphs()


def test_fields_are_lines_with_a_bold_label_and_no_table() -> None:
    fields = Fields((Field("Dato", (para("15. mai 2025"),)), Field("Sted", (para("Oslo"), para("Rom 3")))))
    parts = write(fields)
    assert parts.paragraphs() == ["Dato15. mai 2025", "StedOslo", "Rom 3"]
    assert parts.styles() == ["Hodefelt"] * 3
    assert not parts.all("//w:tbl")
    date, _, room = parts.all("//w:p")
    assert [node.tag for node in date.iter(name("w:b"), name("w:tab"))] == [name("w:b"), name("w:tab")]
    indent = room.find(f"{name('w:pPr')}/{name('w:ind')}")
    assert (indent.get(name("w:left")), indent.get(name("w:firstLine"))) == ("2552", "0")


def test_a_field_may_hold_a_list() -> None:
    parts = write(Fields((Field("Medlemmer", (items("Kari", "Ola"),)),)))
    assert parts.paragraphs() == ["Medlemmer", "Kari", "Ola"]
    assert parts.all("//w:p[1]/w:pPr/w:keepNext")
    assert [node.get(name("w:left")) for node in parts.all("//w:p/w:pPr/w:ind")] == ["2952", "2952"]


def test_a_decision_proposal_has_the_decision_style_and_its_border_on_every_paragraph() -> None:
    group = Group("vedtak", (Heading(2, text("Forslag til vedtak")), para("Utvalget vedtar."), items("ett", "to")))
    parts = write(group)
    assert parts.styles() == ["Heading2", "Vedtak", "Vedtak", "Vedtak"]
    (border,) = parts.all("//w:p[1]/w:pPr/w:pBdr/w:left")
    (own,) = parts.all("//w:style[@w:styleId='Vedtak']/w:pPr/w:pBdr/w:left", "word/styles.xml")
    assert border.attrib == own.attrib
    assert parts.all("//w:p[1]/w:pPr/w:shd")


def test_the_border_of_a_nested_list_in_a_decision_stays_in_line() -> None:
    group = Group("vedtak", (items([para("ytre"), items("indre")]),))
    parts = write(group)
    (border,) = parts.all("//w:p[2]/w:pPr/w:pBdr/w:left")
    assert border.get(name("w:space")) == "29"  # 9 points of the style and 20 of one list level
    assert parts.all("//w:p[1]//w:spacing/@w:after") == ["0"], "no white between boxes that Word does not join"


def test_the_border_of_a_decision_in_a_list_leaves_room_for_the_number() -> None:
    (border,) = write(items([Group("vedtak", (para("boks"),))], ordered=True)).all("//w:p[1]/w:pPr/w:pBdr/w:left")
    assert border.get(name("w:space")) == "9"


def test_an_exempt_group_has_a_bar_in_the_warning_colour() -> None:
    bars = write(Group("unntatt", (para("hemmelig"), items("punkt")))).all("//w:pBdr/w:left")
    assert [bar.get(name("w:color")) for bar in bars] == ["9B1C1C", "9B1C1C"]


def test_the_head_of_a_document_stays_together() -> None:
    fields = Fields((Field("Dato", (para("i dag"),)), Field("Sted", (para("her"),))))
    parts = write(Group("hode", (fields,)), para("etter"))
    assert [bool(node.findall(f".//{name('w:keepNext')}")) for node in parts.all("//w:p")] == [True, False, False]


def test_what_follows_a_title_page_begins_on_a_new_page() -> None:
    parts = write(Group("tittelside", (Heading(1, text("Strategi")), para("Utkast", "subtitle"))), para("Innhold"))
    (broken,) = parts.all("//w:p[w:pPr/w:pageBreakBefore]")
    assert "".join(broken.itertext(name("w:t"))) == "Innhold"


def test_a_quotation_keeps_its_style_in_lists() -> None:
    assert write(Quote((para("sitat"), items("punkt")))).styles() == ["Quote", "Quote"]


def test_a_thematic_break_is_a_border() -> None:
    parts = write(para("over"), Rule(), para("under"))
    assert len(parts.all("//w:pBdr/w:bottom")) == 1
    assert faults(parts) == []
