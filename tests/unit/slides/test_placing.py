"""Slides of another size: scaled alike in both directions, centred, and all that has a length with them."""

from __future__ import annotations

from typing import Any

import pytest

from mottepakke.slides.merging.placement import Placement, place
from tests.unit.slides import corpus
from tests.unit.slides.corpus import A, P
from tests.unit.slides.merged import Result, Returned, merge

FOUR_THREE_TO_WIDE = Placement(corpus.FOUR_THREE, corpus.WIDE)
SMALL_TO_WIDE = Placement(corpus.SMALL, corpus.WIDE)
SHIFT = (12192000 - 9144000) // 2


@pytest.fixture(scope="module")
def tall() -> Result:
    return merge(corpus.rich_deck())


@pytest.fixture(scope="module")
def small() -> Result:
    return merge(corpus.rich_deck(corpus.SMALL))


def sheet(inner: str, kind: str = "sld") -> Any:
    return corpus.xml(f"<p:{kind}><p:cSld><p:spTree><p:nvGrpSpPr/><p:grpSpPr/>{inner}</p:spTree></p:cSld></p:{kind}>")


def test_four_by_three_keeps_its_size_and_stands_in_the_middle(tall: Result) -> None:
    assert (FOUR_THREE_TO_WIDE.scale, FOUR_THREE_TO_WIDE.offset) == (1.0, (SHIFT, 0))
    picture = tall.slide("Takk").shapes[-1]
    assert (picture.left, picture.top) == (4 * 914400 + SHIFT, 3 * 914400)
    assert tall.found("slides-scaled") == [{"file": "innlegg.pptx"}]


def test_placeholders_that_take_their_place_from_the_layout_follow_it(tall: Result) -> None:
    layout = tall.slide("Punkter").slide_layout
    master = {shape.placeholder_format.type: shape for shape in layout.slide_master.placeholders}
    title = next(shape for kind, shape in master.items() if "TITLE" in str(kind))
    assert title.left == 457200 + SHIFT
    assert tall.slide("Punkter").shapes.title.left == title.left


def test_a_smaller_slide_is_enlarged_alike_in_both_directions(small: Result) -> None:
    assert SMALL_TO_WIDE.scale == pytest.approx(4 / 3)
    picture = small.slide("Takk").shapes[-1]
    assert picture.width / picture.height == pytest.approx(1.5, rel=1e-3)
    assert picture.left == pytest.approx(4 * 914400 * corpus.SMALL[1] / 6858000 * 4 / 3, abs=3)


def test_text_tables_and_lines_are_enlarged_too(small: Result) -> None:
    title = small.package.tree(small.package.linked(small.package.main, "slideMaster")[1])
    assert next(title.iter(f"{{{P}}}titleStyle")).find(f"{{{A}}}lvl1pPr/{{{A}}}defRPr").get("sz") == str(round(4400 * 4 / 3))
    table = next(shape for shape in small.slide("Tabell").shapes if shape.has_table)
    assert sum(column.width for column in table.table.columns) == pytest.approx(table.width, abs=9)
    assert table.table.cell(0, 0).margin_left == round(91440 * 4 / 3)
    connector = small.slide("Grupper").shapes[-1]
    assert connector.line.width == round(50800 * 4 / 3)
    size = next(small.package.tree(small.package.linked(small.part("Diagram"), "chart")[0]).iter(f"{{{A}}}defRPr")).get("sz")
    assert size == str(round(1400 * 4 / 3))


def test_text_boxes_have_the_enlarged_size_of_their_own_presentation(small: Result) -> None:
    box = next(shape for shape in small.slide("Tekstboks").shapes if not shape.is_placeholder)
    assert box._element.find(f".//{{{A}}}lvl1pPr/{{{A}}}defRPr").get("sz") == "2400"
    assert box.text_frame.margin_left == round(91440 * 4 / 3)


def test_the_drawing_of_smart_art_is_enlarged_with_its_frame(small: Result) -> None:
    drawing = small.package.tree(small.package.linked(small.part("SmartArt"), "diagramDrawing")[0])
    frame = next(shape for shape in small.slide("SmartArt").shapes if shape.name == "SmartArt")
    widths = [int(one.get("cx")) + 120000 for one in drawing.iterfind(f".//{{{A}}}xfrm/{{{A}}}ext")]
    assert sum(widths) == pytest.approx(frame.width, rel=1e-3)
    assert {one.get("sz") for one in drawing.iter(f"{{{A}}}rPr")} == {"3200"}


def test_groups_are_moved_whole_and_what_is_in_them_keeps_its_place_there() -> None:
    inner = '<a:xfrm><a:off x="10" y="20"/><a:ext cx="30" cy="40"/></a:xfrm>'
    tree = sheet(
        '<p:grpSp><p:nvGrpSpPr/><p:grpSpPr><a:xfrm><a:off x="300" y="600"/><a:ext cx="900" cy="900"/><a:chOff x="1" y="2"/>'
        f'<a:chExt cx="3" cy="4"/></a:xfrm></p:grpSpPr><p:sp><p:spPr>{inner}</p:spPr></p:sp><p:grpSp><p:grpSpPr>{inner}'
        "</p:grpSpPr></p:grpSp></p:grpSp>"
    )
    place(tree, SMALL_TO_WIDE)
    values = [dict(one.attrib) for one in tree.iter(f"{{{A}}}off", f"{{{A}}}ext", f"{{{A}}}chOff", f"{{{A}}}chExt")]
    assert values[:4] == [
        {"x": "400", "y": "800"},
        {"cx": "1200", "cy": "1200"},
        {"x": "1", "y": "2"},
        {"cx": "3", "cy": "4"},
    ]
    assert values[4:] == [{"x": "10", "y": "20"}, {"cx": "30", "cy": "40"}] * 2


def test_shapes_in_an_alternative_are_moved_in_both_branches() -> None:
    shape = '<p:sp><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1" cy="1"/></a:xfrm></p:spPr></p:sp>'
    tree = sheet(
        f"<mc:AlternateContent><mc:Choice>{shape}</mc:Choice><mc:Fallback>{shape}</mc:Fallback></mc:AlternateContent>"
    )
    place(tree, FOUR_THREE_TO_WIDE)
    assert [one.get("x") for one in tree.iter(f"{{{A}}}off")] == [str(SHIFT)] * 2


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("M 0 0 L 0.25 0.5 E", "M 0 0 L 0.1875 0.5 E"),
        ("M 0,0 C 0.4 0.1 0.8 0.2 1.0e0 .4", "M 0 0 C 0.3 0.1 0.6 0.2 0.75 0.4"),
        ("", ""),
        ("M x y", "M x y"),
    ],
)
def test_motion_paths_are_as_long_as_they_were(path: str, expected: str) -> None:
    tree = sheet("")
    tree.append(corpus.xml(f'<p:timing><p:animMotion path="{path}"/></p:timing>'))
    place(tree, FOUR_THREE_TO_WIDE)
    assert next(tree.iter(f"{{{P}}}animMotion")).get("path") == expected


def test_what_is_no_number_stays_as_it_is() -> None:
    tree = sheet('<p:sp><p:spPr><a:xfrm><a:off x="a" y=""/><a:ext/></a:xfrm><a:ln w="9e9"/></p:spPr></p:sp>')
    place(tree, SMALL_TO_WIDE)
    assert next(tree.iter(f"{{{A}}}off")).get("x") == "a"
    assert next(tree.iter(f"{{{A}}}ln")).get("w") == "9e9"


def test_a_difference_of_rounding_is_none() -> None:
    assert not Placement((12188825, 6858000), corpus.WIDE).is_needed
    assert not Placement((12191695, 6858000), corpus.WIDE).is_needed
    assert Placement((12192000, 7620000), corpus.WIDE).is_needed


def test_a_background_picture_becomes_a_shape_of_its_own_form_behind_copies_of_what_was_above(
    tall: Result,
) -> None:
    slide = tall.slide("Bakgrunn")
    behind, logo, *_ = slide.shapes
    assert (behind.left, behind.top, behind.width, behind.height) == (SHIFT, 0, 9144000, 6858000)
    assert logo.name == "Logo"
    assert logo.left == slide.slide_layout.slide_master.shapes[-1].left
    assert slide._element.get("showMasterSp") == "0"
    assert "decorative" in tall.package.parts[tall.part("Bakgrunn")].decode()


def test_a_background_picture_of_the_same_form_stays_a_background(small: Result) -> None:
    slide = small.slide("Bakgrunn")
    assert slide._element.find(f"{{{P}}}cSld/{{{P}}}bg/{{{P}}}bgPr/{{{A}}}blipFill") is not None
    assert slide._element.get("showMasterSp") is None


def test_a_picture_in_the_theme_that_masters_fill_their_background_with_becomes_a_shape_too() -> None:
    from tests.unit.convert.packages import edited, related, typed, with_parts

    data = corpus.plain("En", size=corpus.FOUR_THREE)
    fill = corpus.xml('<a:blipFill><a:blip r:embed="rId5"><a:duotone><a:schemeClr val="phClr"/><a:srgbClr val="FFFFFF"/>'
                      "</a:duotone></a:blip><a:stretch><a:fillRect/></a:stretch></a:blipFill>")  # fmt: skip

    def change(root: Any) -> None:
        next(root.iter(f"{{{A}}}bgFillStyleLst"))[2] = fill

    data = edited(data, "ppt/theme/theme1.xml", change)
    data = typed(with_parts(data, {"ppt/media/flate.png": corpus.picture()}), "ppt/media/flate.png", "image/png")
    data = related(data, "ppt/theme/theme1.xml", "rId5", "image", "../media/flate.png")
    background = corpus.xml('<p:bg><p:bgRef idx="1003"><a:schemeClr val="bg1"/></p:bgRef></p:bg>')

    def refer(root: Any) -> None:
        sheet = root.find(f"{{{P}}}cSld")
        for old in sheet.findall(f"{{{P}}}bg"):
            sheet.remove(old)
        sheet.insert(0, background)

    result = merge(Returned(edited(data, "ppt/slideMasters/slideMaster1.xml", refer)))
    behind = result.slide("En").shapes[0]
    assert (behind.left, behind.width) == (SHIFT, 9144000)
    assert "phClr" not in result.package.parts[result.part("En")].decode()
