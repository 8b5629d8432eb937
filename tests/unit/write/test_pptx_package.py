import io
import posixpath
import zipfile
from datetime import date
from pathlib import Path

import pptx
import pytest
from msgspec.structs import replace
from PIL import Image

from mottepakke.model.document import Figure, Link, Paragraph, Slide, Text
from mottepakke.model.look import Look
from tests.unit.write.pptx_parts import (
    EMBED,
    LOOK,
    NS,
    POINT,
    Package,
    content,
    deck,
    items,
    para,
    picture,
    sentences,
    show,
    table,
    text_of,
    write,
)

LEFTOVERS = (b"Steve Canny", b"python-pptx", b"Office Theme", b"2013", b"Click to", b"en-US", b"Placeholder", b"Title ")


def everything(folder: Path, draft: bool = True) -> Package:
    """A deck with every role and every kind of part."""
    link = Paragraph((Link("https://www.example.no/", (Text("lenke"),)), Link("pakke:a", (Text("pakke"),))))
    return write(
        deck(
            Slide("tittel", "Møte i utvalget", "15. mai 2025\nOslo", notes=(para("Velkommen"),)),
            content(table(*[("1/25", "Godkjenning")] * 12), title="Agenda", role="agenda"),
            Slide("skille", "Sak 1/25", "Drøfting", section="Sak 1/25", notes=(link,)),
            Slide("innhold", "Hensikt", blocks=(link, items("en", "to")), section="Sak 1/25"),
            Slide("tabell", "Tall", blocks=(para("Før"), table(("a", "b"))), section="Sak 1/25"),
            Slide("innhold", "Figur", blocks=(Figure(picture(folder), "Stolper"),), section="Sak 1/25"),
            Slide("pause", "Lunsj – vi fortsetter kl. 12.20"),
            Slide("vedtak", "Forslag til vedtak", blocks=(items(*[sentences(8)] * 4, ordered=True),), section="Sak 2/25"),
            Slide("plassholder", "Ditt innhold", section="Sak 2/25"),
            Slide("slutt", "Takk for i dag", "Neste møte: 4. september 2025"),
            draft=draft,
        ),
        links={"pakke:a": "../a.pdf"},
    )


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return everything(tmp_path_factory.mktemp("bilder"))


# -- the package ---------------------------------------------------------------------------------------------------


def test_every_part_has_a_content_type_and_every_content_type_a_part(package: Package) -> None:
    types = package.part("[Content_Types].xml")
    defaults = {one.get("Extension") for one in types if one.get("Extension")}
    overrides = {one.get("PartName").lstrip("/") for one in types if one.get("PartName")}
    parts = set(package.names) - {"[Content_Types].xml"}
    assert overrides <= parts
    assert all(name in overrides or name.rpartition(".")[2] in defaults - {"xml"} for name in parts)


def test_no_part_name_comes_twice(package: Package) -> None:
    assert len({name.casefold() for name in package.names}) == len(package.names)


def test_every_part_can_be_reached_and_every_relationship_leads_somewhere(package: Package) -> None:
    reached, waiting = {"[Content_Types].xml", "_rels/.rels"}, [""]
    parts = set(package.names)
    while waiting:
        name = waiting.pop()
        folder, leaf = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{leaf}.rels")
        reached |= {rels} & parts
        for _, target in package.targets(name) if name else targets_of_package(package):
            if "://" in target or target.startswith(".."):
                continue
            assert target in parts
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    assert reached == parts


def targets_of_package(package: Package) -> list[tuple[str, str]]:
    return [(one.get("Id"), one.get("Target").lstrip("/")) for one in package.part("_rels/.rels")]


def test_every_relationship_id_that_is_used_exists(package: Package) -> None:
    for name in package.names:
        if name.endswith(".xml") and not name.startswith("["):
            known = {key for key, _ in package.targets(name)}
            used = package.part(name).xpath("//@r:id | //@r:embed | //@r:link", namespaces=NS)
            assert set(used) <= known, name


def test_every_relationship_of_a_slide_that_must_be_used_is_used(package: Package) -> None:
    for slide in package.slides:
        used = set(slide.all("//@r:id | //@r:embed"))
        implied = [key for key, target in package.targets(slide.name) if "slideLayout" in target or "notesSlide" in target]
        assert {key for key, _ in package.targets(slide.name)} == used | set(implied)


def test_shape_ids_are_unique_on_every_slide_and_notes_page(package: Package) -> None:
    names = [name for name in package.names if name.startswith(("ppt/slides/s", "ppt/notesSlides/n", "ppt/slideL"))]
    assert len(names) > 20
    for name in names:
        if name.endswith(".xml"):
            ids = package.part(name).xpath("//p:cNvPr/@id", namespaces=NS)
            assert len(set(ids)) == len(ids), name


def test_equal_decks_are_equal_bytes(tmp_path: Path, package: Package) -> None:
    again = everything(tmp_path)
    assert again.data == package.data


def test_parts_have_a_fixed_date_and_order(package: Package) -> None:
    with zipfile.ZipFile(io.BytesIO(package.data)) as archive:
        entries = archive.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert [entry.filename for entry in entries][:2] == ["[Content_Types].xml", "_rels/.rels"]


def test_another_program_reads_the_deck(package: Package) -> None:
    read = pptx.Presentation(io.BytesIO(package.data))
    assert [slide.shapes.title.text_frame.text for slide in read.slides] == package.titles


def test_nothing_is_left_of_the_librarys_own_template(package: Package) -> None:
    for name in (name for name in package.names if not name.endswith(".png")):
        data = package.read(name)
        assert not [word for word in LEFTOVERS if word in data], name


def test_an_empty_deck_is_a_presentation_without_slides() -> None:
    empty = write(deck())
    assert empty.slides == []
    assert len(pptx.Presentation(io.BytesIO(empty.data)).slide_layouts) == 9


# -- slides --------------------------------------------------------------------------------------------------------


def test_every_role_has_its_layout(package: Package) -> None:
    expected = {"Tittel", "Agenda", "Sak", "Innhold", "Tabell", "Vedtak", "Pause", "Avslutning", "Eget innhold"}
    assert {slide.layout for slide in package.slides} == expected


def test_titles_come_first_in_reading_order_and_are_unique(package: Package) -> None:
    assert len(set(package.titles)) == len(package.titles)
    for slide in package.slides:
        (first, *_) = slide.all("//p:spTree/*[self::p:sp or self::p:pic or self::p:graphicFrame]")
        assert first.xpath(".//p:ph/@type", namespaces=NS)[0] in ("title", "ctrTitle")


def test_footer_and_number_are_placeholders_on_every_slide(package: Package) -> None:
    for number, slide in enumerate(package.slides, 1):
        (foot,) = slide.all("//p:sp[.//p:ph[@type='ftr']]")
        (count,) = slide.all("//p:sp[.//p:ph[@type='sldNum']]")
        assert text_of(foot) == "Utvalget 2/2025"
        assert text_of(count) == str(number)
        assert count.xpath(".//a:fld/@type", namespaces=NS) == ["slidenum"]


def test_a_deck_without_a_foot_has_no_empty_footers() -> None:
    (slide,) = write(deck(content(para("x")), foot="")).slides
    assert slide.all("//p:ph[@type='ftr']") == []


def test_a_foot_that_does_not_fit_is_cut_at_a_word_and_reported() -> None:
    written = write(deck(content(para("x")), foot="Nasjonalt utvalg " * 40))
    (foot,) = written.slides[0].all("//p:sp[.//p:ph[@type='ftr']]")
    assert text_of(foot).endswith("utvalg…") or text_of(foot).endswith("Nasjonalt…")
    assert 60 < len(text_of(foot)) < 200
    assert written.codes == {"slide-foot-shortened"}


def test_placeholders_follow_the_layouts(package: Package) -> None:
    for slide in package.slides:
        for shape in slide.all("//p:sp[.//p:ph[@type]]"):
            assert shape.find("p:spPr", NS).find("a:xfrm", NS) is None


def test_shapes_are_named_in_the_decks_language(package: Package) -> None:
    names = {name.rstrip("0123456789 ") for slide in package.slides for name in slide.all("//p:cNvPr/@name") if name}
    assert names == {
        "Tittel",
        "Undertittel",
        "Plassholder for tekst",
        "Plassholder for innhold",
        "Plassholder for bunntekst",
        "Plassholder for lysbildenummer",
        "Tabell",
        "Figur",
        "Utkast",
    }


def test_an_empty_slide_for_the_presenter_keeps_its_prompt(package: Package) -> None:
    (slide,) = [slide for slide in package.slides if slide.layout == "Eget innhold"]
    assert len(slide.all("//p:sp[.//p:ph[@idx='1']]")) == 1
    assert slide.lines == []


def test_other_slides_have_no_empty_placeholders() -> None:
    (slide,) = write(deck(Slide("pause", "Lunsj"))).slides
    assert slide.all("//p:ph/@type") == ["title", "ftr", "sldNum"]


def test_notes_pages_lead_to_their_slide_and_the_notes_master(package: Package) -> None:
    targets = [target for _, target in package.targets("ppt/notesSlides/notesSlide1.xml")]
    assert sorted(targets) == ["ppt/notesMasters/notesMaster1.xml", "ppt/slides/slide1.xml"]
    page = package.part("ppt/notesSlides/notesSlide1.xml")
    assert page.xpath("//p:ph/@type", namespaces=NS) == ["sldImg", "body", "sldNum"]


def test_links_in_notes_are_clickable(package: Package) -> None:
    number = package.titles.index("Sak 1/25") + 1
    targets = [target for _, target in package.targets(f"ppt/notesSlides/notesSlide{number}.xml")]
    assert "https://www.example.no/" in targets


# -- what the deck says about itself -------------------------------------------------------------------------------


def test_sections_are_runs_of_slides_of_one_case(package: Package) -> None:
    sections = package.part("ppt/presentation.xml").xpath("//p14:section", namespaces=NS)
    names = [(section.get("name"), len(section.xpath(".//p14:sldId", namespaces=NS))) for section in sections]
    agendas = sum(title.startswith("Agenda") for title in package.titles)
    decisions = sum(title.startswith("Forslag") for title in package.titles)
    assert names == [
        ("Møte i utvalget", 1 + agendas),
        ("Sak 1/25", 4),
        ("Lunsj – vi fortsetter kl. 12.20", 1),
        ("Sak 2/25", decisions + 1),
        ("Takk for i dag", 1),
    ]


def test_sections_cover_every_slide_once_and_have_ids_of_their_own(package: Package) -> None:
    presentation = package.part("ppt/presentation.xml")
    members = presentation.xpath("//p14:section//p14:sldId/@id", namespaces=NS)
    ids = presentation.xpath("//p14:section/@id", namespaces=NS)
    assert members == presentation.xpath("//p:sldIdLst/p:sldId/@id", namespaces=NS)
    assert len(set(ids)) == len(ids)


def test_a_deck_without_sections_has_no_list_of_them() -> None:
    assert b"sectionLst" not in show(para("x")).read("ppt/presentation.xml")


def test_properties_are_the_decks_and_dated_by_the_meeting(package: Package) -> None:
    core = package.part("docProps/core.xml")
    found = {element.tag.rpartition("}")[2]: element.text for element in core}
    assert found == {
        "title": "Møte i utvalget",
        "creator": "Sekretariatet",
        "lastModifiedBy": "Sekretariatet",
        "subject": "Presentasjon",
        "keywords": "møte, utvalg",
        "language": "nb-NO",
        "created": "2025-05-15T00:00:00Z",
        "modified": "2025-05-15T00:00:00Z",
        "revision": "1",
    }


def test_a_title_too_long_for_the_properties_is_cut() -> None:
    source = deck(content(para("x")))
    long = replace(source, properties=replace(source.properties, title="Tittel " * 100, date=date(2025, 1, 2)))
    (title,) = write(long).part("docProps/core.xml").xpath("//dc:title/text()", namespaces=NS)
    assert len(title) <= 255
    assert title.endswith("…")


# -- the draft mark ------------------------------------------------------------------------------------------------


def test_a_draft_carries_its_mark_on_every_slide_as_decoration(package: Package) -> None:
    for slide in package.slides:
        (mark,) = slide.all("//p:pic[.//adec:decorative]")
        assert mark.find("p:nvPicPr/p:cNvPr", NS).get("descr") is None
        assert mark.find("p:nvPicPr/p:cNvPr", NS).get("name", "").startswith("Utkast")
        assert "Utkast" not in slide.lines


def test_the_mark_stands_in_the_upper_right_corner_beside_the_title(package: Package) -> None:
    offset = package.slides[1].all("//p:pic[.//adec:decorative]/p:spPr/a:xfrm/a:off")[0]
    assert int(offset.get("x")) / POINT >= 54 + 822
    assert int(offset.get("y")) / POINT < 20


def test_a_final_deck_has_no_mark(tmp_path: Path) -> None:
    final = everything(tmp_path, draft=False)
    assert not any(slide.all("//adec:decorative") for slide in final.slides)


def mark_of(look: Look) -> Image.Image:
    written = write(deck(content(para("x")), draft=True), look)
    targets = dict(written.targets(written.slides[0].name))
    (blip,) = written.slides[0].all("//p:pic//a:blip")
    return Image.open(io.BytesIO(written.read(targets[blip.get(EMBED)]))).convert("RGBA")


@pytest.mark.parametrize(("drawn", "seen"), [("#EAEEF1", (155, 28, 28)), ("#00566B", (0, 86, 107))])
def test_a_mark_too_faint_for_a_corner_is_given_the_warning_colour(
    tmp_path: Path, drawn: str, seen: tuple[int, int, int]
) -> None:
    mark = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    mark.paste(drawn, (100, 100, 300, 200))
    mark.save(tmp_path / "utkast.png")
    shown = mark_of(replace(LOOK, draft_mark_png=tmp_path / "utkast.png"))
    assert shown.size == (200, 100)
    assert shown.getpixel((50, 50)) == (*seen, 255)
