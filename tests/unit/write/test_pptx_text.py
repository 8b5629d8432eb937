import pytest
from msgspec.structs import replace

from mottepakke.model.document import (
    Block,
    Code,
    CodeBlock,
    Contents,
    Emphasis,
    Field,
    Fields,
    Footnote,
    FootnoteReference,
    Group,
    Heading,
    LineBreak,
    Link,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Slide,
    Strike,
    Strong,
    Text,
)
from tests.unit.write.pptx_parts import (
    NS,
    Package,
    Shown,
    cell,
    content,
    deck,
    footnote,
    items,
    para,
    row,
    show,
    table,
    text_of,
    write,
)


def levels(slide: Shown) -> list[tuple[str, int]]:
    """Texts with their outline level, from 0."""
    paragraphs = [(paragraph, paragraph.find("a:pPr", NS)) for paragraph in slide.paragraphs]
    return [(text_of(one), 0 if shape is None else int(shape.get("lvl", 0))) for one, shape in paragraphs]


def marks(package: Package) -> list[tuple[str, str]]:
    """Texts with the kind of their number, a start other than 1 after a colon; «-» for no mark, empty for the layout's."""
    found = []
    for slide in package.slides:
        for paragraph in slide.paragraphs:
            number = paragraph.find("a:pPr/a:buAutoNum", NS)
            none = paragraph.find("a:pPr/a:buNone", NS) is not None
            start = "" if number is None or number.get("startAt") is None else f":{number.get('startAt')}"
            found.append((text_of(paragraph), f"{number.get('type')}{start}" if number is not None else "-" * none))
    return found


def formed(paragraph: Paragraph) -> dict[str, dict[str, str]]:
    (slide,) = show(paragraph).slides
    return {text_of(run): dict(run.find("a:rPr", NS).attrib) for run in slide.all("//p:sp[.//p:ph[@idx='1']]//a:r")}


# -- runs ----------------------------------------------------------------------------------------------------------


def test_inline_forms_become_run_properties() -> None:
    runs = formed(
        Paragraph((Text("vanlig"), Strong((Text("fet"), Emphasis((Text("begge"),)))), Strike((Text("ut"),)), Code("x = 1")))
    )
    assert runs == {
        "vanlig": {"lang": "nb-NO"},
        "fet": {"lang": "nb-NO", "b": "1"},
        "begge": {"lang": "nb-NO", "b": "1", "i": "1"},
        "ut": {"lang": "nb-NO", "strike": "sngStrike"},
        "x = 1": {"lang": "nb-NO"},
    }


def test_neighbours_of_one_form_are_one_run() -> None:
    assert list(formed(Paragraph((Text("en "), Text("to "), Strong((Text("tre"),)), Strong((Text(" fire"),)))))) == [
        "en to ",
        "tre fire",
    ]


def test_line_breaks_are_breaks() -> None:
    (slide,) = show(Paragraph((Text("en"), LineBreak(), Text("to")))).slides
    assert slide.lines == ["en\nto"]


def test_markup_in_text_is_text() -> None:
    (slide,) = show(para("<a:t>&amp; ]]> {{ x }}")).slides
    assert slide.lines == ["<a:t>&amp; ]]> {{ x }}"]


def test_every_run_carries_the_decks_language() -> None:
    source = deck(
        Slide("innhold", "Tittel", blocks=(para("x"), Paragraph(()), table(("a", ""))), notes=(para("n"), items("m"))),
    )
    package = write(replace(source, properties=replace(source.properties, language="nn-NO")))
    notes = package.part("ppt/notesSlides/notesSlide1.xml")
    for root in (package.slides[0].root, notes):
        places = root.xpath("//a:rPr | //a:endParaRPr", namespaces=NS)
        assert len(places) > 2
        assert {place.get("lang") for place in places} == {"nn-NO"}


# -- links ---------------------------------------------------------------------------------------------------------


def link(href: str, text: str = "lenke") -> Paragraph:
    return Paragraph((Link(href, (Text(text),)),))


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("https://www.helsedirektoratet.no/tema", "https://www.helsedirektoratet.no/tema"),
        ("http://lovdata.no/lov?q=a%20b&x=1#p3", "http://lovdata.no/lov?q=a%20b&x=1#p3"),
        ("mailto:post@example.no", "mailto:post@example.no"),
        ("https://blåbær.no/sti med rom/å", "https://xn--blbr-roah.no/sti%20med%20rom/%C3%A5"),
    ],
)
def test_addresses_are_clickable_and_whole(href: str, target: str) -> None:
    (slide,) = show(link(href)).slides
    assert slide.links() == {"lenke": target}


def test_a_link_to_another_document_leads_to_its_relative_address() -> None:
    package = write(deck(content(link("pakke:toppnotat/3-25"))), links={"pakke:toppnotat/3-25": "../toppnotat/3-25.pdf"})
    assert package.slides[0].links() == {"lenke": "../toppnotat/3-25.pdf"}
    assert not package.diagnostics


def test_a_link_to_a_document_without_an_address_is_text() -> None:
    package = show(link("pakke:toppnotat/3-25"))
    assert package.slides[0].links() == {}
    assert package.slides[0].lines == ["lenke"]
    assert not package.diagnostics


@pytest.mark.parametrize("href", ["#sted", "javascript:alert(1)", "file:///etc/passwd", "ref:sak/x"])
def test_a_link_that_is_not_possible_is_text_and_reported(href: str) -> None:
    package = show(link(href))
    assert package.slides[0].links() == {}
    assert package.slides[0].lines == ["lenke"]
    assert package.codes == {"slide-link-not-possible"}


def test_an_address_that_is_none_is_text() -> None:
    assert show(link("https://[x")).slides[0].links() == {}


# -- lists ---------------------------------------------------------------------------------------------------------


def test_nested_items_stand_on_outline_levels() -> None:
    (slide,) = show(items("en", (para("to"), items("to-en", (para("to-to"), items("dypt")))))).slides
    assert levels(slide) == [("en", 0), ("to", 0), ("to-en", 1), ("to-to", 1), ("dypt", 2)]


def test_bullets_come_from_the_layout() -> None:
    assert marks(show(items("en", "to"))) == [("en", ""), ("to", "")]


def test_paragraphs_have_no_bullet() -> None:
    assert marks(show(para("en"), items("to"))) == [("en", "-"), ("to", "")]


def test_ordered_items_are_numbered_by_the_program() -> None:
    package = show(items("en", (para("to"), items("a", (para("b"), items("i", ordered=True)), ordered=True)), ordered=True))
    assert marks(package) == [
        ("en", "arabicPeriod"),
        ("to", "arabicPeriod"),
        ("a", "alphaLcParenR"),
        ("b", "alphaLcParenR"),
        ("i", "romanLcParenR"),
    ]


def test_a_list_begins_at_its_start() -> None:
    assert marks(show(items("ni", "ti", ordered=True, start=9))) == [("ni", "arabicPeriod:9"), ("ti", "arabicPeriod:9")]


def test_a_list_after_text_counts_for_itself() -> None:
    package = show(items("en", ordered=True), para("imellom"), items("ny en", ordered=True))
    assert marks(package) == [("en", "arabicPeriod"), ("imellom", "-"), ("ny en", "arabicPeriod")]


def test_a_list_right_after_another_is_numbered_in_another_form() -> None:
    package = show(items("en", "to", ordered=True), items("ny en", ordered=True), items("nyest", ordered=True))
    assert [kind for _, kind in marks(package)] == ["arabicPeriod", "arabicPeriod", "arabicParenR", "arabicPeriod"]


def test_lists_of_one_level_under_different_items_have_one_form() -> None:
    inner = items("a", ordered=True)
    package = show(items((para("en"), inner), (para("to"), inner), ordered=True))
    assert [kind for _, kind in marks(package)] == ["arabicPeriod", "alphaLcParenR"] * 2


def test_what_continues_an_item_is_deeper_so_that_counting_goes_on() -> None:
    (slide,) = show(items((para("en"), para("mer om en")), "to", ordered=True)).slides
    assert levels(slide) == [("en", 0), ("mer om en", 1), ("to", 0)]


def test_a_list_split_over_slides_counts_on() -> None:
    package = show(items(*(f"Punkt {number} {'ord ' * 25}" for number in range(1, 9)), ordered=True))
    starts = [slide.all("//a:buAutoNum/@startAt")[:1] for slide in package.slides]
    firsts = [int(slide.lines[0].split()[1]) for slide in package.slides]
    assert len(package.slides) > 1
    assert starts == [[] if first == 1 else [str(first)] for first in firsts]


@pytest.mark.parametrize("start", [0, 40_000])
def test_a_start_that_slides_do_not_know_is_reported(start: int) -> None:
    package = show(items("en", ordered=True, start=start))
    assert package.codes == {"slide-list-start-not-possible"}


def test_items_without_text_of_their_own_keep_their_mark() -> None:
    (slide,) = show(items((items("inne"),), ordered=True)).slides
    assert levels(slide) == [("", 0), ("inne", 1)]


def test_eleven_levels_of_lists_stand_on_nine() -> None:
    block: Block = items("innerst")
    for number in range(10, 0, -1):
        block = items((para(f"nivå {number}"), block))
    (slide,) = show(block).slides
    assert [level for _, level in levels(slide)] == [0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8]


# -- other blocks --------------------------------------------------------------------------------------------------


def test_headings_are_bold_paragraphs() -> None:
    (slide,) = show(Heading(2, (Text("Bakgrunn"),)), para("x")).slides
    assert slide.all("//a:r[a:t='Bakgrunn']/a:rPr/@b") == ["1"]


def test_fields_are_labels_with_values() -> None:
    (slide,) = show(Fields((Field("Dato", (para("15. mai 2025"),)), Field("Sted:", (items("Oslo"),))))).slides
    assert slide.lines == ["Dato: 15. mai 2025", "Sted:", "Oslo"]
    assert slide.all("//a:r[a:t='Dato:']/a:rPr/@b") == ["1"]


def test_quotes_are_indented() -> None:
    (slide,) = show(Quote((para("Sitat"),))).slides
    assert int(slide.paragraphs[0].find("a:pPr", NS).get("marL")) > 0


def test_code_keeps_its_lines_and_spaces() -> None:
    (slide,) = show(CodeBlock("if a:\n\n    b = 1\n")).slides
    assert [text_of(paragraph) for paragraph in slide.paragraphs] == ["if a:", "", "    b = 1"]
    assert set(slide.all("//a:latin/@typeface")) == {"Consolas"}


def test_groups_show_what_they_hold() -> None:
    assert show(Group("vedtak", (para("Forslag til vedtak", "label"), para("Rådet tar saken til orientering.")))).slides[
        0
    ].lines == ["Forslag til vedtak", "Rådet tar saken til orientering."]


def test_rules_and_page_breaks_begin_a_slide() -> None:
    package = show(para("en"), Rule(), para("to"), PageBreak(), para("tre"))
    assert [slide.lines for slide in package.slides] == [["en"], ["to"], ["tre"]]


def test_a_table_of_contents_is_reported() -> None:
    package = show(para("x"), Contents("Innhold"))
    assert package.codes == {"slide-block-not-shown"}


def test_quiet_paragraphs_are_muted_and_warnings_stand_out() -> None:
    (slide,) = show(para("stille", "note"), para("obs", "warning")).slides
    assert slide.all("//a:r[a:t='stille']//a:schemeClr/@val") == ["tx2"]
    assert slide.all("//a:r[a:t='obs']//a:schemeClr/@val") == ["accent4"]


# -- footnotes -----------------------------------------------------------------------------------------------------


def test_footnotes_stand_at_the_end_of_their_slide_under_the_numbers_of_their_marks() -> None:
    first = Paragraph((Text("En påstand"), footnote("a", "Kilde A"), Text(" og en til"), footnote("b", "Kilde B")))
    package = write(deck(content(first), content(Paragraph((Text("Mer"), footnote("c", "Kilde C"))))))
    assert [slide.lines for slide in package.slides] == [
        ["En påstand1 og en til2", "1 Kilde A", "2 Kilde B"],
        ["Mer3", "3 Kilde C"],
    ]
    assert package.slides[0].all("//a:r[a:rPr/@baseline]/a:t/text()") == ["1", "2", "1", "2"]
    assert not package.diagnostics


def test_a_further_mark_repeats_the_number_and_the_note_on_its_slide() -> None:
    again = Paragraph((Text("Igjen"), FootnoteReference("a")))
    package = write(deck(content(Paragraph((Text("En"), footnote("a", "Kilde A")))), content(again)))
    assert package.slides[1].lines == ["Igjen1", "1 Kilde A"]


def test_a_mark_without_a_note_is_reported() -> None:
    package = show(Paragraph((Text("Se"), FootnoteReference("x"))))
    assert package.slides[0].lines == ["Se[x]"]
    assert package.codes == {"slide-footnote-unknown"}


def test_footnotes_in_cells_and_in_footnotes_are_shown() -> None:
    inner = Footnote("a", (Paragraph((Text("Kilde A"), footnote("b", "Kilde B"))),))
    package = show(table(row(cell(Paragraph((Text("Tall"), inner))), "x")))
    assert package.slides[0].lines[-2:] == ["1 Kilde A2", "2 Kilde B"]


# -- notes ---------------------------------------------------------------------------------------------------------


def test_notes_stand_on_the_notes_page() -> None:
    (slide,) = write(deck(Slide("skille", "Sak 1", notes=(para("5 minutter"), items("husk", "dette", ordered=True))))).slides
    assert slide.notes == ["5 minutter", "husk", "dette"]


def test_the_notes_of_a_split_slide_stand_with_its_first_part() -> None:
    package = write(deck(Slide("innhold", "A", blocks=(items(*["ord " * 40] * 8),), notes=(para("merk"),))))
    assert [slide.notes for slide in package.slides] == [["merk"], *[[]] * (len(package.slides) - 1)]
    assert len(package.slides) > 1


def test_tables_in_notes_are_lines_of_text_and_reported() -> None:
    package = write(deck(Slide("innhold", "A", notes=(table(("en", "to")),))))
    assert package.slides[0].notes == ["A – B", "en – to"]
    assert package.codes == {"slide-block-set-as-text"}


def test_footnotes_of_notes_stay_in_the_notes() -> None:
    (slide,) = write(deck(Slide("innhold", "A", notes=(Paragraph((Text("Husk"), footnote("a", "Kilde"))),)))).slides
    assert slide.notes == ["Husk1", "1 Kilde"]
    assert slide.lines == []
