"""What is taken in, and why the rest is not: every refusal is a reason, never a traceback."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from mottepakke.messages import LANGUAGES, hint, message
from mottepakke.model.source import Span
from mottepakke.slides.deck import open_deck
from mottepakke.slides.limits import Limits
from mottepakke.slides.refusal import Refused
from tests.unit.convert import corpus_word
from tests.unit.convert.packages import compound_file, edited, parts_of, related, replaced, typed, with_parts
from tests.unit.slides import corpus

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
TYPES = "[Content_Types].xml"


@pytest.fixture(scope="module")
def deck() -> bytes:
    return corpus.plain("Én", "To")


def refusal(data: bytes | Path, limits: Limits | None = None) -> tuple[str, dict[str, str]]:
    with pytest.raises(Refused) as caught:
        open_deck(data, "innlegg.pptx", limits)
    found = caught.value.diagnostic(Span("toppnotat.md", 3), "innlegg.pptx")
    for language in LANGUAGES:
        assert "innlegg.pptx" in message(found, language)
        assert hint(found, language)
    return caught.value.code.name, caught.value.found


def test_slides_are_listed_in_order_with_number_part_id_and_whether_they_are_hidden() -> None:
    with open_deck(corpus.rich_deck(), "innlegg.pptx") as deck:
        assert [slide.number for slide in deck.slides] == list(range(1, len(corpus.TITLES) + 1))
        assert [slide.number for slide in deck.slides if slide.hidden] == [corpus.HIDDEN]
        assert deck.slides[0].part == "ppt/slides/slide1.xml"
        assert deck.size == corpus.FOUR_THREE


def test_a_deck_is_opened_from_a_file(deck: bytes, tmp_path: Path) -> None:
    path = tmp_path / "innlegg.pptx"
    path.write_bytes(deck)
    with open_deck(path, "innlegg.pptx") as opened:
        assert len(opened.slides) == 2


@pytest.mark.parametrize("kind", ["template", "slideshow"])
def test_templates_and_shows_are_decks(deck: bytes, kind: str) -> None:
    data = typed(deck, "ppt/presentation.xml", MAIN_TYPE.replace("presentation.main", f"{kind}.main"))
    with open_deck(data, "innlegg.potx") as opened:
        assert len(opened.slides) == 2


def test_what_is_no_package_is_told_by_its_content() -> None:
    assert refusal(b"")[0] == "slides-broken"
    assert refusal(compound_file("EncryptedPackage"))[0] == "slides-encrypted"
    assert refusal(compound_file("PowerPoint Document")) == ("slides-old-format", {"found": "ppt"})
    assert refusal(compound_file("WordDocument")) == ("not-a-presentation", {"found": "doc"})
    assert refusal(b"%PDF-1.7") == ("not-a-presentation", {"found": "pdf"})
    assert refusal(corpus.picture()) == ("not-a-presentation", {"found": "png"})
    assert refusal(corpus_word.report("nb-NO")) == ("not-a-presentation", {"found": "docx"})


def test_the_name_of_an_encrypted_stream_is_found_across_the_pieces_that_are_read() -> None:
    filler = bytes((1 << 20) - 4096 - 100)
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(4096 + 86, b"\0") + filler + "EncryptedPackage\0".encode("utf-16-le")
    assert refusal(data)[0] == "slides-encrypted"


def test_a_file_that_is_not_there_and_a_folder_are_unreadable(tmp_path: Path) -> None:
    assert refusal(tmp_path / "mangler.pptx") == ("slides-unreadable", {"reason": "@not_a_file"})
    assert refusal(tmp_path)[0] == "slides-unreadable"


def test_half_a_file_is_broken(deck: bytes) -> None:
    assert refusal(deck[: len(deck) // 2])[0] == "slides-broken"


@pytest.mark.parametrize(
    "part", ["ppt/slides/slide1.xml", "ppt/slideLayouts/slideLayout2.xml", "ppt/theme/theme1.xml", TYPES]
)
def test_xml_that_is_broken_or_lost_is_named(deck: bytes, part: str) -> None:
    assert refusal(with_parts(deck, {part: "<p:sld"})) == ("slides-broken", {"part": part})
    name, found = refusal(with_parts(deck, {part: None}))
    assert name == "slides-broken"
    assert found["part"] in (part, "ppt/presentation.xml")


def test_a_picture_with_a_wrong_checksum_is_broken() -> None:
    data = corpus.rich_deck()
    picture = next(name for name in parts_of(data) if name.startswith("ppt/media/"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = archive.getinfo(picture)
    start = entry.header_offset + 30 + len(picture) + entry.compress_size - 3
    assert refusal(data[:start] + bytes([data[start] ^ 0x55]) + data[start + 1 :])[0] == "slides-broken"


def test_document_types_entities_and_depth_are_refused(deck: bytes) -> None:
    slide = "ppt/slides/slide1.xml"
    text = parts_of(deck)[slide].decode().partition("?>")[2]
    assert refusal(with_parts(deck, {slide: f'<!DOCTYPE x [<!ENTITY a "b">]>{text}'}))[0] == "slides-broken"
    deep = "<a:x>" * 400 + "</a:x>" * 400
    assert refusal(replaced(deck, slide, ("</p:spTree>", f"{deep}</p:spTree>")))[0] == "slides-broken"


def test_macros_are_refused_by_type_by_part_and_by_relationship(deck: bytes) -> None:
    macro = "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
    assert refusal(typed(deck, "ppt/presentation.xml", macro))[0] == "slides-with-macros"
    code = with_parts(deck, {"ppt/vbaProject.bin": b"kode"})
    assert refusal(typed(code, "ppt/vbaProject.bin", "application/vnd.ms-office.vbaProject"))[0] == "slides-with-macros"
    control = with_parts(deck, {"ppt/activeX/activeX1.xml": "<x/>"})
    control = related(control, "ppt/slides/slide1.xml", "rId70", "control", "../activeX/activeX1.xml")
    assert refusal(control)[0] == "slides-with-macros"


@pytest.mark.parametrize("kind", ["image", "video", "oleObject", "chart"])
def test_content_outside_the_file_is_named_with_its_slide(deck: bytes, kind: str) -> None:
    data = related(deck, "ppt/slides/slide2.xml", "rId70", kind, "http://127.0.0.1:1/x", external=True)
    assert refusal(data) == ("slides-external-content", {"slide": "2", "what": "http://127.0.0.1:1/x"})


def test_links_are_no_content_outside_the_file(deck: bytes) -> None:
    data = related(deck, "ppt/slides/slide2.xml", "rId70", "hyperlink", "http://127.0.0.1:1/x", external=True)
    open_deck(data, "innlegg.pptx").close()


def test_a_film_above_the_limit_is_named_with_its_slide() -> None:
    name, found = refusal(corpus.rich_deck(), Limits(media=15_000))
    assert name == "slides-media-too-large"
    assert found["slide"] == "7"
    assert found["part"].endswith(".mp4")


def test_each_limit_is_named(deck: bytes) -> None:
    assert refusal(deck, Limits(packed=10_000)) == ("slides-too-large", {"limit": "0 MB"})
    assert refusal(deck, Limits(unpacked=10_000))[0] == "slides-too-large"
    assert refusal(deck, Limits(xml=1_000))[0] == "slides-too-large"
    assert refusal(deck, Limits(parts=5)) == ("slides-too-large", {"limit": "@package_parts:5"})
    assert refusal(deck, Limits(slides=1)) == ("slides-too-large", {"limit": "@package_slides:1"})
    bomb = with_parts(deck, {"ppt/media/nuller.png": bytes(6_000_000)})
    name, found = refusal(bomb)
    assert (name, found["part"]) == ("slides-decompression-bomb", "ppt/media/nuller.png")


def test_a_200_mb_film_is_above_the_usual_limit_and_a_deck_with_it_is_below_the_others() -> None:
    limits = Limits()
    assert limits.media < 200_000_000 < min(limits.packed, limits.unpacked)


def test_a_deck_without_slides_and_one_in_the_strict_form_are_refused(deck: bytes) -> None:
    assert refusal(corpus.plain())[0] == "deck-without-slides"
    strict = ("http://schemas.openxmlformats.org/presentationml/2006/main", "http://purl.oclc.org/ooxml/presentationml/main")
    assert refusal(replaced(deck, "ppt/presentation.xml", strict)) == ("slides-old-format", {"found": "Strict Open XML"})


def test_a_slide_without_layout_and_a_layout_in_the_place_of_a_chart_are_broken(deck: bytes) -> None:
    relations = "ppt/slides/_rels/slide1.xml.rels"
    assert refusal(with_parts(deck, {relations: None}))[0] == "slides-broken"
    data = related(deck, "ppt/slides/slide1.xml", "rId70", "chart", "../slideLayouts/slideLayout3.xml")
    assert refusal(data)[0] == "slides-broken"


def test_a_part_without_a_content_type_is_broken(deck: bytes) -> None:
    data = with_parts(deck, {"ppt/media/bilde.ukjent": corpus.picture()})
    data = related(data, "ppt/slides/slide1.xml", "rId70", "image", "../media/bilde.ukjent")
    assert refusal(data) == ("slides-broken", {"part": "ppt/media/bilde.ukjent"})


@pytest.mark.parametrize("side", ["0", "-5", "x", "99999999999"])
def test_slides_of_an_impossible_size_are_broken(deck: bytes, side: str) -> None:
    def change(root: etree._Element) -> None:
        size = root.find("{*}sldSz")
        assert size is not None
        size.set("cx", side)

    assert refusal(edited(deck, "ppt/presentation.xml", change))[0] == "slides-broken"
