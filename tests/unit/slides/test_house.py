"""Returned slides in our own layouts, by layout role."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import PP_ALIGN
from pptx.util import Pt

from mottepakke.slides.merging.values import Dress
from tests.unit.convert.packages import edited
from tests.unit.slides import corpus
from tests.unit.slides.corpus import P
from tests.unit.slides.merged import Result, Returned, merge

SHIFT = (12192000 - 9144000) // 2


@pytest.fixture(scope="module")
def house() -> Result:
    return merge(corpus.rich_deck(), dress=Dress.HOUSE)


def test_layouts_are_chosen_by_role_and_no_other_master_comes(house: Result) -> None:
    assert len(house.deck.slide_masters) == 1
    layouts = {title: house.slide(title).slide_layout.name for title in ("Tittel", "Punkter", "Diagram")}
    assert layouts == {"Tittel": "Tittel", "Punkter": "Innhold", "Diagram": "Innhold"}
    assert "slides-layout-guessed" not in house.codes


def test_placeholders_take_the_places_of_ours_with_their_text(house: Result) -> None:
    slide = house.slide("Punkter")
    body = next(shape for shape in slide.placeholders if shape.placeholder_format.idx == 1)
    assert body.text_frame.text == "Første punkt\nAndre punkt"
    assert body.left == next(one for one in slide.slide_layout.placeholders if one.placeholder_format.idx == 1).left
    assert slide.shapes.title.left == slide.slide_layout.placeholders[0].left


def test_pictures_tables_and_charts_stay_and_backgrounds_become_ours(house: Result) -> None:
    assert house.slide("Takk").shapes[-1].left == 4 * 914400 + SHIFT
    assert any(shape.has_table for shape in house.slide("Tabell").shapes)
    assert any(shape.has_chart for shape in house.slide("Diagram").shapes)
    assert house.slide("Bakgrunn")._element.find(f"{{{P}}}cSld/{{{P}}}bg") is None


def test_an_unknown_role_gets_the_closest_layout_with_a_finding_and_its_content_stays_where_it_stood() -> None:
    deck = corpus.started(corpus.WIDE)
    slide = deck.slides.add_slide(deck.slide_layouts.get_by_name("Two Content"))
    slide.shapes.title.text = "To spalter"
    for number in (1, 2):
        slide.placeholders[number].text = f"Spalte {number}"
    left, right = (slide.placeholders[number].left for number in (1, 2))
    result = merge(corpus.saved(deck), dress=Dress.HOUSE)
    assert result.found("slides-layout-guessed") == [{"file": "innlegg.pptx", "slide": "1", "layout": "Innhold"}]
    found = {shape.text_frame.text: shape for shape in result.slide("To spalter").shapes if shape.has_text_frame}
    assert (found["Spalte 1"].left, found["Spalte 2"].left) == (left, right)
    assert found["Spalte 1"].is_placeholder
    assert not found["Spalte 2"].is_placeholder
    levels = [one.tag for one in found["Spalte 2"]._element.txBody.find("{*}lstStyle")]
    assert levels
    assert levels == sorted(levels)


def test_a_picture_in_a_placeholder_stays_as_a_picture() -> None:
    deck = corpus.started(corpus.WIDE)
    slide = deck.slides.add_slide(deck.slide_layouts.get_by_name("Picture with Caption"))
    slide.shapes.title.text = "Bilde"
    picture = slide.placeholders[1].insert_picture(io.BytesIO(corpus.picture()))
    place = (picture.left, picture.top, picture.width)
    result = merge(corpus.saved(deck), dress=Dress.HOUSE)
    found = next(shape for shape in result.slide("Bilde").shapes if shape._element.tag == f"{{{P}}}pic")
    assert (found.left, found.top, found.width) == place
    assert not found.is_placeholder


def test_footers_without_a_place_in_ours_go_and_numbers_take_ours() -> None:
    deck = corpus.started(corpus.WIDE)
    slide = corpus.add(deck, "Bunn")
    for kind, index, text in (("dt", 10, "1. mai"), ("sldNum", 12, "7")):
        shape = corpus.xml(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{index + 20}" name="x"/><p:cNvSpPr/><p:nvPr>'
            f'<p:ph type="{kind}" idx="{index}"/></p:nvPr>'
            f"</p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
        )
        slide.shapes._spTree.append(shape)
    result = merge(corpus.saved(deck), dress=Dress.HOUSE)
    kinds = [(shape.placeholder_format.idx, shape.text_frame.text) for shape in result.slide("Bunn").placeholders]
    assert kinds == [(0, "Bunn"), (11, "7")]


def test_a_returned_template_of_ours_stays_as_it_was() -> None:
    own = corpus.own()
    layouts = [slide.slide_layout.name for slide in merge(own=own).deck.slides]
    result = merge(Returned(own), own=own, dress=Dress.HOUSE)
    assert [slide.slide_layout.name for slide in result.deck.slides][2:-6] == layouts
    assert "Eget innhold" in layouts


def test_titles_take_our_looks_and_bodies_our_letters() -> None:
    """As LibreOffice saves decks: every placeholder says place, size, colour and font of its own."""
    deck = corpus.started(corpus.WIDE)
    slide = corpus.add(deck, "Egen tittel", 1)
    slide.placeholders[1].text = "Egen tekst"
    for shape in slide.placeholders:
        shape.left, shape.top, shape.width, shape.height = 1000, 2000, 300000, 400000
        paragraph = shape.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.CENTER
        font = paragraph.runs[0].font
        font.size, font.name, font.bold, font.language_id = Pt(44), "Comic Sans MS", False, MSO_LANGUAGE_ID.NORWEGIAN_BOKMOL
    result = merge(corpus.saved(deck), dress=Dress.HOUSE)
    title, body = result.slide("Egen tittel").placeholders
    assert title._element.spPr.xfrm is None
    run = title.text_frame.paragraphs[0].runs[0]
    assert dict(run._r.rPr.attrib) == {"lang": "nb-NO"}
    assert title.text_frame.paragraphs[0].alignment is None
    font = body.text_frame.paragraphs[0].runs[0].font
    assert (font.name, font.size, body.left) == (None, Pt(44), 1000)


def test_a_slide_with_a_subtitle_is_a_title_slide_whatever_its_layout_says() -> None:
    def change(root: Any) -> None:
        root.set("type", "tx")

    data = edited(corpus.plain("Opptakt", layout=0), "ppt/slideLayouts/slideLayout1.xml", change)
    assert merge(data, dress=Dress.HOUSE).slide("Opptakt").slide_layout.name == "Tittel"
