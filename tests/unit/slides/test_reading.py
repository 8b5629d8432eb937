"""What is read of a returned deck: texts and sizes, graphics and their alternative texts, notes, hidden slides."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches, Pt

from mottepakke.model.slides import ReturnedDeck, ReturnedSlide
from mottepakke.slides.package import Package
from mottepakke.slides.reading import read_deck
from tests.support.presenters import BLANK, HEADED, TITLE, add, add_box, add_picture, deck_of, good

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def read(*edits: Any) -> ReturnedDeck:
    return read_deck(deck_of(*edits), "retur.pptx")


def only(edit: Any) -> ReturnedSlide:
    """The one slide of a deck made by ``edit``."""
    (slide,) = read(edit).slides
    return slide


def sizes(slide: ReturnedSlide) -> list[float]:
    return [round(line.size, 2) for shape in slide.texts for line in shape.lines]


def test_a_deck_is_read_slide_by_slide() -> None:
    deck = read(good)
    assert deck.height == 540
    assert [slide.title for slide in deck.slides] == [
        "Plan for året",
        "Bakgrunn",
        "Tall for 2024",
        "Forslag til vedtak",
        "Takk for oppmerksomheten",
    ]
    first = deck.slides[0]
    assert (first.layout, first.layout_type) == ("Title Slide", "title")
    assert [line.text for line in first.body] == ["Kari Nordmann, Prøvedirektoratet", "15. mai 2025"]
    assert [(shape.holder, shape.prompt) for shape in first.texts] == [
        ("ctrTitle", "Click to edit Master title style"),
        ("subTitle", "Click to edit Master subtitle style"),
    ]


def test_hidden_slides_and_notes_are_known() -> None:
    def edit(deck: Any) -> None:
        slide = add(deck, "Tittel")
        slide._element.set("show", "0")
        slide.notes_slide.notes_text_frame.text = "Husk dette.\nOg dette."

    slide = only(edit)
    assert slide.hidden
    assert slide.notes == "Husk dette.\nOg dette."
    assert read(edit).shown == ()


class TestSizes:
    """The size of letters, through everything that may say it."""

    def test_of_a_master_for_titles_and_levels(self) -> None:
        def edit(deck: Any) -> None:
            frame = add(deck, "Tittel", "Første", "Andre").placeholders[1].text_frame
            frame.paragraphs[1].level = 1

        assert sizes(only(edit)) == [44, 32, 28]

    def test_of_a_layout(self) -> None:
        def edit(deck: Any) -> None:
            holder = deck.slide_layouts[1].placeholders[1]._element.txBody
            style = holder.find(f"{{{A}}}lstStyle")
            level = etree.SubElement(style, f"{{{A}}}lvl1pPr")
            etree.SubElement(level, f"{{{A}}}defRPr", sz="2600")
            add(deck, "Tittel", "Første")

        assert sizes(only(edit)) == [44, 26]

    def test_of_a_shape_before_its_layout(self) -> None:
        def edit(deck: Any) -> None:
            body = add(deck, "Tittel", "Første").placeholders[1]._element.txBody
            level = etree.SubElement(body.find(f"{{{A}}}lstStyle"), f"{{{A}}}lvl1pPr")
            etree.SubElement(level, f"{{{A}}}defRPr", sz="1500")

        assert sizes(only(edit)) == [44, 15]

    def test_of_a_run_before_all_else_and_the_smallest_counts(self) -> None:
        def edit(deck: Any) -> None:
            paragraph = add(deck, "Tittel", "Stort ").placeholders[1].text_frame.paragraphs[0]
            paragraph.add_run().text = "smått"
            paragraph.runs[1].font.size = Pt(11)
            paragraph.add_run().text = "   "
            paragraph.runs[2].font.size = Pt(2)

        assert sizes(only(edit)) == [44, 11]

    @pytest.mark.parametrize(("scale", "expected"), [("62500", 20.0), ("50%", 16.0), ("tull", 32.0), ("", 32.0)])
    def test_shrunk_to_fit(self, scale: str, expected: float) -> None:
        def edit(deck: Any) -> None:
            properties = add(deck, "Tittel", "Første").placeholders[1]._element.txBody.bodyPr
            etree.SubElement(properties, f"{{{A}}}normAutofit", fontScale=scale)

        assert sizes(only(edit)) == [44, expected]

    def test_of_text_boxes_and_tables_is_the_decks(self) -> None:
        def edit(deck: Any) -> None:
            slide = add(deck, None, layout=BLANK)
            add_box(slide, "Tekst")
            table = slide.shapes.add_table(1, 2, 0, 0, Inches(4), Inches(1)).table
            table.cell(0, 0).text, table.cell(0, 1).text = "Venstre", "Høyre"
            table.cell(0, 1).text_frame.paragraphs[0].runs[0].font.size = Pt(9)

        slide = only(edit)
        assert sizes(slide) == [18, 9]
        assert [shape.kind for shape in slide.texts] == ["shape", "table"]
        assert slide.texts[1].lines[0].text == "Venstre · Høyre"


class TestGraphics:
    """Pictures and the like, with what is said of them."""

    def test_names_alternative_texts_and_areas(self) -> None:
        def edit(deck: Any) -> None:
            add_picture(add(deck, "Tittel", layout=HEADED), " Kart  over Oslo ", "Bilde 3", width=5)

        (graphic,) = only(edit).graphics
        assert (graphic.kind, graphic.name, graphic.alt, graphic.decorative) == (
            "picture",
            "Bilde 3",
            "Kart over Oslo",
            False,
        )
        assert graphic.share == pytest.approx(0.25)

    @pytest.mark.parametrize(("value", "decorative"), [("1", True), ("true", True), ("0", False)])
    def test_decoration(self, value: str, decorative: bool) -> None:
        def edit(deck: Any) -> None:
            picture = add_picture(add(deck, "Tittel", layout=HEADED), "")
            facts = picture._element.nvPicPr.cNvPr
            listed = etree.SubElement(etree.SubElement(facts, f"{{{A}}}extLst"), f"{{{A}}}ext", uri="{C183D7F6}")
            etree.SubElement(listed, f"{{{DECORATIVE}}}decorative", val=value)

        slide = only(edit)
        assert [graphic.decorative for graphic in slide.graphics] == [decorative]
        assert len(slide.figures) == (not decorative)

    def test_what_a_group_says_holds_for_what_is_in_it(self) -> None:
        def edit(deck: Any) -> None:
            slide = add(deck, "Tittel", layout=HEADED)
            group = slide.shapes.add_group_shape([add_picture(slide, ""), add_picture(slide, "Eget")])
            group._element.nvGrpSpPr.cNvPr.set("descr", "To kart")
            add_box(group, "Tekst i gruppe")

        slide = only(edit)
        assert [graphic.alt for graphic in slide.graphics] == ["To kart", "Eget"]
        assert [line.text for line in slide.body] == ["Tekst i gruppe"]

    def test_a_chart_has_words_but_no_figures(self) -> None:
        def edit(deck: Any) -> None:
            data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
            data.categories = ["12/24", "1/25"]
            data.add_series("Saker", (1, 2))
            box = (0, 0, Inches(4), Inches(3))
            frame = add(deck, "Tittel", layout=HEADED).shapes.add_chart(XL_CHART_TYPE.PIE, *box, data)
            frame.chart.has_title = True
            frame.chart.chart_title.text_frame.text = "Saker i året"

        slide = only(edit)
        assert [graphic.kind for graphic in slide.graphics] == ["chart"]
        assert [(shape.kind, shape.lines[0].text) for shape in slide.texts[1:]] == [("chart", "Saker i året")]

    def test_a_film(self) -> None:
        def edit(deck: Any) -> None:
            box = (0, 0, Inches(4), Inches(3))
            add(deck, "Tittel", layout=HEADED).shapes.add_movie(io.BytesIO(b"film"), *box, mime_type="video/mp4")

        assert [graphic.kind for graphic in only(edit).graphics] == ["media"]

    def test_of_alternatives_only_one_is_read(self) -> None:
        def edit(deck: Any) -> None:
            slide = add(deck, "Tittel", layout=HEADED)
            add_box(slide, "Ny")
            add_box(slide, "Gammel")
            tree = slide.shapes._spTree
            alternatives = etree.SubElement(tree, f"{{{MC}}}AlternateContent")
            for name, shape in (("Choice", tree[-3]), ("Fallback", tree[-2])):
                etree.SubElement(alternatives, f"{{{MC}}}{name}", Requires="a14").append(shape)

        assert [line.text for line in only(edit).body] == ["Ny"]

    def test_lines_and_boxes_are_drawing_and_empty_text_boxes_nothing(self) -> None:
        def edit(deck: Any) -> None:
            add_box(add(deck, None, layout=BLANK), "")

        def drawn(deck: Any) -> None:
            add(deck, None, layout=BLANK).shapes.add_shape(1, 0, 0, Inches(1), Inches(1))

        assert only(edit).is_empty
        assert only(drawn).drawn
        assert not only(drawn).is_empty

    def test_the_mark_of_a_draft_is_decoration(self) -> None:
        def edit(deck: Any) -> None:
            add_picture(add(deck, "Tittel", layout=HEADED), "", "Utkast 5", width=0.5)

        assert only(edit).figures == ()


def test_fields_that_follow_the_clock_say_nothing() -> None:
    def edit(deck: Any) -> None:
        paragraph = add(deck, "Tittel", "Laget ").placeholders[1].text_frame.paragraphs[0]._p
        for kind, text in (("datetime1", "1.1.2020"), ("slidenum", "7"), ("egen", "fast")):
            field = etree.SubElement(paragraph, f"{{{A}}}fld", id="{0}", type=kind)
            etree.SubElement(field, f"{{{A}}}t").text = text

    assert [line.text for line in only(edit).body] == ["Laget fast"]


def test_languages_are_those_of_runs() -> None:
    def edit(deck: Any) -> None:
        paragraph = add(deck, "Tittel", "Norsk ").placeholders[1].text_frame.paragraphs[0]
        paragraph.add_run().text = "English"
        for run, language in zip(paragraph.runs, ("nb-NO", "en-GB"), strict=True):
            run._r.get_or_add_rPr().set("lang", language)

    assert only(edit).body[0].languages == ("nb-NO", "en-GB")


def test_a_picture_in_the_background_is_something() -> None:
    namespace = "http://schemas.openxmlformats.org/presentationml/2006/main"

    def edit(deck: Any) -> None:
        content = add(deck, None, layout=BLANK)._element.cSld
        background = etree.Element(f"{{{namespace}}}bg")
        etree.SubElement(etree.SubElement(background, f"{{{namespace}}}bgPr"), f"{{{A}}}blip")
        content.insert(0, background)

    assert only(edit).drawn


def test_a_title_may_stand_in_a_text_box() -> None:
    slide = only(lambda deck: add_box(add(deck, None, layout=BLANK), "Overskrift", "Tekst"))
    assert (slide.title, slide.heading) == ("", "Overskrift")


def test_each_layout_is_read_once_however_many_slides_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    read_parts: list[str] = []
    xml = Package.xml

    def counted(self: Package, part: str) -> Any:
        read_parts.append(part)
        return xml(self, part)

    def many(count: int) -> bytes:
        return deck_of(*[lambda deck, n=n: add(deck, f"Lysbilde om {n}", "Tekst") for n in range(count)])

    monkeypatch.setattr(Package, "xml", counted)
    parts = {}
    for count in (20, 200):
        read_parts.clear()
        deck = read_deck(many(count), "retur.pptx")
        assert len(deck.slides) == count
        parts[count] = len(read_parts)
    per_slide = (parts[200] - parts[20]) / 180
    assert per_slide == int(per_slide) <= 3
    assert max(read_parts.count(part) for part in read_parts if "slideLayout" in part) <= 3


def replaced_text(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A package with ``old`` replaced in one part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(old, new) if name == part else content)
    return out.getvalue()


@pytest.mark.parametrize("number", ["99999999999999", "-5", "1e9", "", "²", "12pt"])
def test_numbers_that_are_none_are_not_believed(number: str) -> None:
    def edit(deck: Any) -> None:
        paragraph = add(deck, "Tittel", "Tekst").placeholders[1].text_frame.paragraphs[0]
        paragraph.runs[0].font.size = Pt(11)
        paragraph.level = 1
        add_picture(deck.slides[0], "", width=3)

    data = deck_of(edit)
    for old in (b'sz="1100"', b'lvl="1"', b'cx="2743200"', b'idx="1"'):
        name = old.split(b"=")[0]
        changed = replaced_text(data, "ppt/slides/slide1.xml", old, name + f'="{number}"'.encode())
        assert changed != data
        assert read_deck(changed, "retur.pptx").slides[0].body[0].text == "Tekst"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=40), min_size=2, max_size=4))
def test_any_text_comes_back_folded(texts: list[str]) -> None:
    def edit(deck: Any) -> None:
        slide = deck.slides.add_slide(deck.slide_layouts[TITLE])
        for holder, text in zip(slide.placeholders, texts, strict=False):
            holder.text_frame.paragraphs[0].add_run().text = text

    slide = only(edit)
    assert slide.title == " ".join(texts[0].split())
    assert [line.text for line in slide.body] == [folded for text in texts[1:2] if (folded := " ".join(text.split()))]


def test_a_deck_written_by_hand_without_placeholders_can_be_read() -> None:
    deck: Any = Presentation()
    slide = add(deck, "Tittel", "Tekst")
    for holder in slide.placeholders:
        mark = next(holder._element.iter("{http://schemas.openxmlformats.org/presentationml/2006/main}ph"))
        mark.attrib.clear()
    out = io.BytesIO()
    deck.save(out)
    (read_slide,) = read_deck(out.getvalue(), "retur.pptx").slides
    assert (read_slide.title, [line.text for line in read_slide.body]) == ("", ["Tittel", "Tekst"])
