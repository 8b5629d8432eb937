"""Slides as PDF: page n is slide n, every word is there, tagged and in the outline."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace
from pptx import Presentation
from pptx.util import Pt

from mottepakke.model.document import (
    Code,
    Deck,
    Emphasis,
    Figure,
    Footnote,
    Items,
    LineBreak,
    Link,
    Paragraph,
    Quote,
    Slide,
    Strike,
    Strong,
    Text,
)
from mottepakke.model.look import Look
from mottepakke.verify.profiles import Flavour
from mottepakke.verify.verapdf import VeraPdf
from mottepakke.write.slides_pdf import FORMS, Form, GuestSlide, SlidesWriter
from tests.support.texts import outline, squeezed
from tests.unit.write.pptx_parts import LOOK, content, deck, items, para, picture, sentences, table, write
from tests.unit.write.test_pptx_template import DEFAULT, DEFAULT_LAYOUTS

BOTH: tuple[Flavour, ...] = ("2a", "ua1")
FORM_IDS = list(FORMS)


@pytest.fixture(scope="module")
def writer() -> Iterator[SlidesWriter]:
    with SlidesWriter(LOOK) as made:
        yield made


def pdf(writer: SlidesWriter, source: Deck, form: Form = "lysbilder") -> bytes:
    (written,) = writer.write(source, {}, [form])
    return written.data


def reader(writer: SlidesWriter, source: Deck, form: Form = "lysbilder") -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf(writer, source, form)))


def words_of(opened: pypdf.PdfReader) -> str:
    return squeezed("".join(page.extract_text() for page in opened.pages))


def many_forms(folder: Path) -> Deck:
    """A deck with every kind of piece, mark and form."""
    nested = Items(((para("Første"), items("under", "under to")), (para("Andre"),)))
    numbered = Items(((para("En"), items("a", "b", ordered=True), para("mer om en")), (para("To"),)), ordered=True, start=4)
    runs = (
        *(Text("Noe "), Strong((Text("sterkt"),)), Emphasis((Text(" skrått"),)), Strike((Text(" bort"),)), Code(" kode")),
        *(Link("https://www.example.no/a", (Text(" lenke"),)), Footnote("1", (para("Noten"),)), LineBreak(), Text("videre")),
    )
    noted = Slide(
        "vedtak", "Forslag", blocks=(para("Vedtatt"),), notes=(para("Husk dette"), items("og dette", ordered=True))
    )
    slides = (
        Slide("tittel", "Møte", "15. mai\nOslo"),
        Slide("skille", "Sak 1/25: Første", "Kari", section="Sak 1/25: Første"),
        replace(content(nested, numbered, title="Lister"), section="Sak 1/25: Første"),
        replace(content(Paragraph(runs), Quote((para("Sitat"),)), title="Former"), section="Sak 1/25: Første"),
        Slide("skille", "Sak 2/25: Andre", section="Sak 2/25: Andre"),
        replace(content(table(("a", "b"), ("c", "d")), title="Tabell", role="tabell"), section="Sak 2/25: Andre"),
        replace(content(Figure(picture(folder), "En søyle"), title="Bilde"), section="Sak 2/25: Andre"),
        replace(content(items(*map(str, range(9)), role="columns"), title="Spalter"), section="Sak 2/25: Andre"),
        Slide("pause", "Lunsj"),
        replace(noted, section="Sak 3/25: Tredje"),
        content(para(sentences(50)), title="Mange setninger"),
    )
    return deck(*slides, draft=True)


@pytest.mark.parametrize("form", FORM_IDS)
def test_every_form_passes_pdf_a_2a_and_pdf_ua_1(form: Form, writer: SlidesWriter, tmp_path: Path) -> None:
    data = pdf(writer, many_forms(tmp_path), form)
    assert {flavour: VeraPdf().check(data, flavour).failures for flavour in BOTH} == dict.fromkeys(BOTH, ())


def test_page_n_is_slide_n_of_the_powerpoint_file(writer: SlidesWriter, tmp_path: Path) -> None:
    source = many_forms(tmp_path)
    shown, pages = write(source).slides, reader(writer, source).pages
    assert len(pages) == len(shown) > len(source.slides)
    for slide, page in zip(shown, pages, strict=True):
        text = squeezed(page.extract_text())
        assert squeezed(slide.title) in text
        assert all(squeezed(line) in text for line in slide.lines)


def test_pages_have_the_slides_form(writer: SlidesWriter) -> None:
    (page,) = reader(writer, deck(content(para("x")))).pages
    assert (float(page.mediabox.width), float(page.mediabox.height)) == (960.0, 540.0)


def test_the_outline_has_a_case_over_its_slides_titles(writer: SlidesWriter, tmp_path: Path) -> None:
    found = [(depth, title, page + 1) for depth, title, page in outline(reader(writer, many_forms(tmp_path)))]
    assert found == [
        (0, "Møte", 1),
        (0, "Sak 1/25: Første", 2),
        *((1, "Lister", 3), (1, "Former", 4)),
        (0, "Sak 2/25: Andre", 5),
        *((1, "Tabell", 6), (1, "Bilde", 7), (1, "Spalter", 8)),
        *((0, "Lunsj", 9), (0, "Forslag", 10), (0, "Mange setninger", 11)),
        *((0, "Mange setninger (forts. 2)", 12), (0, "Mange setninger (forts. 3)", 13)),
    ]


def elements(opened: pypdf.PdfReader) -> list[str]:
    """The structure types in reading order."""

    def walk(node: Any) -> Iterator[str]:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                yield from walk(child)
        elif isinstance(node, dict):
            if "/S" in node and node.get("/Type") != "/MCR":
                yield str(node["/S"])
            yield from walk(node.get("/K", []))

    root: Any = opened.trailer["/Root"]
    return list(walk(root["/StructTreeRoot"]["/K"]))


@pytest.mark.parametrize("form", FORM_IDS)
def test_tags_tell_titles_lists_tables_and_pictures(form: Form, writer: SlidesWriter, tmp_path: Path) -> None:
    found = elements(reader(writer, many_forms(tmp_path), form))
    assert found.count("/H1") + found.count("/H2") == 13
    assert found.count("/Table") == found.count("/THead") == found.count("/Figure") == 1
    assert found.count("/LI") >= 15
    assert found.index("/H1") < found.index("/L")


def test_nested_lists_stand_in_their_items(writer: SlidesWriter) -> None:
    nested = Items(((para("Første"), items("under")), (para("Andre"),)))
    found = [one for one in elements(reader(writer, deck(content(nested)))) if one in ("/L", "/LI")]
    assert found == ["/L", "/LI", "/L", "/LI", "/LI"]


def test_footer_number_scenery_and_draft_mark_are_not_read(writer: SlidesWriter) -> None:
    data = reader(writer, deck(content(para("ord")), foot="Bunnen", draft=True))
    tagged = [one for one in elements(data) if one in ("/P", "/H1", "/Figure")]
    assert tagged == ["/H1", "/P"]
    assert "Bunnen" in data.pages[0].extract_text()


def test_notes_stand_below_their_slide_on_paper(writer: SlidesWriter, tmp_path: Path) -> None:
    opened = reader(writer, many_forms(tmp_path), "notater")
    assert len(opened.pages) == 13
    assert round(float(opened.pages[0].mediabox.width)) == 595
    text = squeezed(opened.pages[9].extract_text())
    assert all(squeezed(words) in text for words in ("Forslag", "Vedtatt", "Husk dette", "og dette"))


def test_long_notes_go_on_on_the_next_page(writer: SlidesWriter) -> None:
    source = deck(replace(content(para("x")), notes=tuple(para(sentences(30)) for _ in range(6))), content(title="B"))
    opened = reader(writer, source, "notater")
    assert len(opened.pages) > 2
    assert words_of(opened).count(squeezed("Dette er setning nummer 30 om saken.")) == 6


def test_a_handout_has_three_slides_a_page(writer: SlidesWriter) -> None:
    source = deck(*(content(para(f"tekst {number}"), title=f"Tittel {number}") for number in range(7)))
    opened = reader(writer, source, "stotteark")
    assert [page.extract_text().count("Tittel") for page in opened.pages] == [3, 3, 1]


@pytest.mark.parametrize("form", FORM_IDS)
def test_same_deck_same_bytes(form: Form, tmp_path: Path) -> None:
    source = many_forms(tmp_path)
    made = []
    for _ in range(2):
        with SlidesWriter(LOOK) as fresh:
            made.append(pdf(fresh, source, form))
    assert made[0] == made[1]


def test_author_text_is_never_markup(writer: SlidesWriter) -> None:
    hostile = '#panic("x") *ikke fet* $x$ <a> @b \\ {data} #image("/etc/passwd")'
    source = deck(replace(content(para(hostile), title=hostile), notes=(para(hostile),)), foot=hostile)
    text = words_of(reader(writer, source, "notater"))
    assert text.count(squeezed(hostile)) >= 3


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.text("abc æøå\N{NO-BREAK SPACE}–-\n", max_size=400), st.integers(0, 3)), min_size=1, max_size=12)
)
def test_whatever_is_said_every_page_is_a_slide(writer: SlidesWriter, said: list[tuple[str, int]]) -> None:
    def block(text: str, depth: int) -> Any:
        made: Any = para(text.replace("\n", " "))
        for level in range(depth):
            made = Items(((made,),), ordered=bool(level % 2))
        return made

    source = deck(content(*(block(*one) for one in said)))
    opened = reader(writer, source)
    assert len(opened.pages) == len(write(source).slides)
    for text, _ in said:
        assert squeezed(text) in words_of(opened)


def test_characters_no_font_has_are_spelt_out_and_reported(writer: SlidesWriter) -> None:
    (written,) = writer.write(deck(content(para("Tegnet \N{CUNEIFORM SIGN A} her"))), {}, ["lysbilder"])
    assert [one.code.name for one in written.diagnostics] == ["glyph-missing"]
    assert squeezed("[U+12000 CUNEIFORM SIGN A]") in words_of(pypdf.PdfReader(io.BytesIO(written.data)))


def test_a_template_of_another_house_and_form_is_followed() -> None:
    look = replace(LOOK, slide_template=DEFAULT, slide_layouts=DEFAULT_LAYOUTS)
    source = deck(Slide("tittel", "Møte", "Oslo"), content(para("ord"), items("punkt"), title="Innhold"))
    with SlidesWriter(look) as made:
        opened = reader(made, source)
    assert [float(page.mediabox.width) for page in opened.pages] == [720.0] * 2
    assert all(word in words_of(opened) for word in ("Møte", "Oslo", "Innhold", "ord", "punkt"))


# -- the layout's scenery ---------------------------------------------------------------------------------------


def with_scenery(folder: Path, change: Any) -> Look:
    template = Presentation(str(LOOK.slide_template))
    layout = next(one for one in template.slide_layouts if one.name == "Innhold")
    change(layout)
    path = folder / "mal.pptx"
    template.save(str(path))
    return replace(LOOK, slide_template=path)


def add_shape(layout: Any, xml: str) -> None:
    space = " ".join(f'xmlns:{key}="{value}"' for key, value in layout._element.nsmap.items() if key in ("a", "p", "r"))
    shape = xml.replace(
        "<p:sp>", f"<p:sp {space}><p:nvSpPr><p:cNvPr id='99' name='Stjerne'/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
    )
    layout._element.cSld.spTree.append(etree.fromstring(shape))


PLACE = '<a:xfrm><a:off x="9144000" y="0"/><a:ext cx="1270000" cy="1270000"/></a:xfrm>'


def test_what_a_layout_draws_in_another_form_is_reported_and_left_out(tmp_path: Path) -> None:
    star = f'<p:sp><p:spPr>{PLACE}<a:prstGeom prst="star5"><a:avLst/></a:prstGeom></p:spPr></p:sp>'
    with SlidesWriter(with_scenery(tmp_path, lambda layout: add_shape(layout, star))) as made:
        (written,) = made.write(deck(content(para("x"))), {}, ["lysbilder"])
    assert [(one.code.name, dict(one.args)["what"]) for one in written.diagnostics] == [
        ("slide-scenery-not-shown", "Stjerne")
    ]


def test_a_layouts_fields_and_pictures_are_drawn_in_its_colours(tmp_path: Path) -> None:
    field = (
        f'<p:sp><p:spPr>{PLACE}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:srgbClr val="FF8000"/></a:solidFill></p:spPr></p:sp>'
    )
    logo = picture(tmp_path, name="logo.png")

    def change(layout: Any) -> None:
        add_shape(layout, field)
        part, relation = layout.part.get_or_add_image_part(str(logo.path))
        shape = layout._element.cSld.spTree.add_pic(98, "Logo", "", relation, Pt(10), Pt(10), Pt(90), Pt(45))
        assert part is not None
        assert shape is not None

    with SlidesWriter(with_scenery(tmp_path, change)) as made:
        (written,) = made.write(deck(content(para("x"))), {}, ["lysbilder"])
    assert written.diagnostics == ()
    (page,) = pypdf.PdfReader(io.BytesIO(written.data)).pages
    assert len(page.images) == 1
    content_stream = page.get_contents()
    assert content_stream is not None
    assert b"1 0.501" in content_stream.get_data()


def test_numbers_leave_room_for_slides_that_are_put_in(writer: SlidesWriter) -> None:
    source = deck(*(content(title=f"Tittel {letter}") for letter in "abc"), foot="")
    (written,) = writer.write(source, {}, ["lysbilder"], guests=[GuestSlide(1, "x")] * 4 + [GuestSlide(2, "y")])
    pages = pypdf.PdfReader(io.BytesIO(written.data)).pages
    assert [squeezed(page.extract_text()) for page in pages] == ["Tittela1", "Tittelb6", "Tittelc8"]
