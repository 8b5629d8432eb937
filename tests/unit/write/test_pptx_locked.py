"""Locked slides: their words stand in a layout of their own, and screen readers still get them."""

from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from mottepakke.model.document import Deck, Figure, Slide
from mottepakke.write.pptx.theme import theme_colours
from tests.unit.write.pptx_parts import (
    LOOK,
    NS,
    PROPERTIES,
    RELATIONSHIPS,
    Package,
    content,
    deck,
    items,
    para,
    picture,
    sentences,
    table,
    text_of,
    write,
)

WORDS = "Utvalget drøfter saken."
LEAST_SIZE = 20
LEAST_FURNITURE = 12
LEAST_CONTRAST = 4.5


def locked(*blocks: Any, title: str = "Hensikt", role: str = "innhold") -> Slide:
    return Slide(role, title, blocks=blocks, locked=True)


def layout_of(package: Package, slide: int) -> Any:
    (name,) = [target for _, target in package.targets(package.slides[slide].name) if "slideLayout" in target]
    return package.part(name)


def said(package: Package, slide: int) -> list[str]:
    return [shape.get("descr") for shape in package.slides[slide].all("//p:cNvPr[@descr]")]


def test_the_words_of_a_locked_slide_stand_in_its_layout_and_not_on_it() -> None:
    written = write(deck(locked(para(WORDS))))
    assert written.slides[0].lines == []
    assert WORDS in text_of(layout_of(written, 0))
    assert not layout_of(written, 0).xpath("//p:ph[not(@type)]", namespaces=NS)


def test_screen_readers_get_the_words_of_a_locked_slide_on_the_slide() -> None:
    written = write(deck(locked(para(WORDS), items("Først", "så", ordered=True), table(("a", "b")))))
    assert said(written, 0) == [f"{WORDS}\n1. Først\n2. så\nA | B\na | b"]
    (locks,) = written.slides[0].all("//p:sp[p:nvSpPr/p:cNvPr/@descr]//a:spLocks")
    assert locks.get("noMove") == locks.get("noTextEdit") == "1"
    assert locks.get("noSelect") is None


def test_the_title_stays_in_the_slides_placeholder_and_powerpoint_is_told_not_to_edit_it() -> None:
    written = write(deck(locked(para(WORDS)), content(para("x"), title="Eget")))
    assert written.titles == ["Hensikt", "Eget"]
    flags = [slide.all("//p:sp[.//p:ph[@type='title']]//a:spLocks/@noTextEdit") for slide in written.slides]
    assert flags == [["1"], []]


def test_each_locked_slide_has_a_layout_of_its_own_and_other_slides_keep_the_templates() -> None:
    written = write(deck(locked(para("en")), locked(para("to"), title="Spørsmål"), content(para("tre"), title="Eget")))
    names = [slide.layout for slide in written.slides]
    assert names == ["Innhold – Hensikt", "Innhold – Spørsmål", "Innhold"]
    assert [text_of(layout_of(written, number)).count(word) for number, word in enumerate(("en", "to"))] == [1, 1]


def test_a_locked_slide_that_is_split_is_locked_in_every_part() -> None:
    written = write(deck(locked(para(sentences(60)))))
    assert len(written.slides) > 1
    assert [slide.lines for slide in written.slides] == [[]] * len(written.slides)
    assert len({slide.layout for slide in written.slides}) == len(written.slides)


def test_layouts_are_listed_once_with_ids_of_their_own(tmp_path: Path) -> None:
    figure = Figure(picture(tmp_path), "En søyle", (), "")
    written = write(deck(locked(para("a"), figure), locked(para("b"), role="skille", title="Sak"), content(title="C")))
    master = written.part("ppt/slideMasters/slideMaster1.xml")
    presentation = written.part("ppt/presentation.xml")
    ids = [
        one.get("id")
        for one in chain(master.iter(f"{{{NS['p']}}}sldLayoutId"), presentation.iter(f"{{{NS['p']}}}sldMasterId"))
    ]
    assert len(set(ids)) == len(ids)
    assert all(2147483648 <= int(one) < 4294967296 for one in ids)
    listed = {target for _, target in written.targets("ppt/slideMasters/slideMaster1.xml") if "slideLayout" in target}
    assert listed == {name for name in written.names if name.startswith("ppt/slideLayouts/slide")}
    for name in listed:
        assert [target for _, target in written.targets(name)][:1] == ["ppt/slideMasters/slideMaster1.xml"]


def test_the_package_is_whole(tmp_path: Path) -> None:
    figure = Figure(picture(tmp_path), "En søyle", (), "")
    written = write(deck(locked(para("a"), figure), locked(para("b"), title="Sak", role="vedtak"), draft=True))
    reached = {"[Content_Types].xml", "_rels/.rels"}
    types = written.part("[Content_Types].xml")
    declared = {one.get("PartName", "").lstrip("/") for one in types}
    for name in written.names:
        if name.endswith(".rels"):
            folder, _, leaf = name.rpartition("_rels/")
            reached.add(name)
            source = folder + leaf.removesuffix(".rels")
            found = [target for _, target in written.targets(source)] if leaf != ".rels" else []
            found = found or [one.get("Target").lstrip("/") for one in written.part(name).iter(RELATIONSHIPS)]
            assert set(found) <= set(written.names), name
            reached.update(found)
        elif name.endswith(".xml") and name != "[Content_Types].xml":
            ids = written.part(name).xpath("//p:cNvPr/@id", namespaces=NS)
            assert len(ids) == len(set(ids)), name
            assert name in declared
            used = set(written.part(name).xpath("//@r:id | //@r:embed", namespaces=NS))
            assert used <= {key for key, _ in written.targets(name)}, name
    assert set(written.names) == reached


@pytest.mark.parametrize("language", ["nb-NO", "nn-NO"])
def test_every_run_of_slides_notes_and_own_layouts_has_the_decks_language(language: str) -> None:
    noted = replace(locked(para("a"), items("b")), notes=(para("notat"),))
    empty = Slide("plassholder", "Ditt innhold 1", notes=(items("gjør dette"),))
    source = Deck("presentasjon/17-25-x", "presentasjonsmal", replace(PROPERTIES, language=language), (noted, empty), "Sak")
    written = write(source)
    for name in [name for name in written.names if name.startswith(("ppt/slides/slide", "ppt/notesSlides/notes"))]:
        root = written.part(name)
        runs = root.xpath("//a:r | //a:fld | //a:br", namespaces=NS)
        assert all(run.find("a:rPr", NS).get("lang") == language for run in runs), name
        assert {one.get("lang") for one in root.iter(f"{{{NS['a']}}}endParaRPr")} <= {language}
    assert set(layout_of(written, 0).xpath("//a:r[a:t='a' or a:t='b']/a:rPr/@lang", namespaces=NS)) == {language}


# -- the template -----------------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    parts = [value / 255 for value in bytes.fromhex(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def is_ground(shape: Any) -> bool:
    """Whether a filled shape is large enough to have text on it; the others are bars and rules."""
    extent = shape.find(".//a:ext", NS)
    return int(extent.get("cx")) > 300 * 12700 and int(extent.get("cy")) > 5 * 12700


def templates_layouts() -> list[Any]:
    written = write(deck(content(para("x"))))
    return [written.part(name) for name in written.names if name.startswith("ppt/slideLayouts/slide")]


def test_text_of_every_layout_has_contrast_to_every_ground_it_stands_on() -> None:
    written = write(deck(content(para("x"))))
    slots = theme_colours(LOOK.colours) | {"bg1": "FFFFFF", "tx1": LOOK.colours["text"], "tx2": LOOK.colours["muted"]}
    slots["bg2"] = slots["lt2"]
    for name in [name for name in written.names if name.startswith(("ppt/slideLayouts/s", "ppt/slideMasters/s"))]:
        root = written.part(name)
        texts = {slots[one] for one in root.xpath("//a:defRPr/a:solidFill/a:schemeClr/@val", namespaces=NS)}
        texts |= {slots["tx1"], slots["tx2"], slots["accent1"]}
        grounds = {slots[one] for one in root.xpath("//p:bg//a:schemeClr/@val", namespaces=NS)} | {slots["bg1"]}
        wide = [shape for shape in root.xpath("//p:sp[p:spPr/a:solidFill]", namespaces=NS) if is_ground(shape)]
        grounds |= {slots[shape.find("p:spPr/a:solidFill/a:schemeClr", NS).get("val")] for shape in wide}
        for text in texts:
            for ground in grounds:
                assert contrast(text, ground) >= LEAST_CONTRAST, (name, text, ground)


def test_text_of_every_layout_is_large_and_its_furniture_readable() -> None:
    written = write(deck(replace(content(para("x")), notes=(para("y"),))))
    for name in [name for name in written.names if name.startswith(("ppt/slideLayouts/s", "ppt/slideMasters/s"))]:
        root = written.part(name)
        small = "ancestor::p:sp[.//p:ph[@type='ftr' or @type='sldNum']]"
        body = root.xpath(f"//a:defRPr[not({small})]/@sz | //a:rPr[not({small})]/@sz", namespaces=NS)
        furniture = root.xpath(f"//a:defRPr[{small}]/@sz", namespaces=NS)
        assert min(map(int, body), default=9999) >= LEAST_SIZE * 100, name
        assert min(map(int, furniture), default=9999) >= LEAST_FURNITURE * 100, name
    notes = written.part("ppt/notesMasters/notesMaster1.xml").xpath("//a:defRPr/@sz", namespaces=NS)
    assert min(map(int, notes)) >= LEAST_FURNITURE * 100


def test_placeholders_of_every_layout_stand_in_reading_order() -> None:
    for layout in templates_layouts():
        kinds = [holder.get("type", "obj") for holder in layout.iter(f"{{{NS['p']}}}ph")]
        assert kinds[0] in ("title", "ctrTitle")
        assert kinds[-2:] == ["ftr", "sldNum"]
