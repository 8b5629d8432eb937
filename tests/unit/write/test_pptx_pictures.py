from pathlib import Path

import pytest

from mottepakke.model.document import Figure, Picture, Text
from tests.unit.write.pptx_parts import (
    POINT,
    Package,
    cell,
    para,
    picture,
    row,
    sentences,
    show,
    table,
)


def shown(package: Package) -> list[tuple[float, float]]:
    """Widths and heights of the pictures in points."""
    extents = [one for slide in package.slides for one in slide.all("//p:pic/p:spPr/a:xfrm/a:ext")]
    return [(int(one.get("cx")) / POINT, int(one.get("cy")) / POINT) for one in extents]


def test_a_picture_has_its_description(tmp_path: Path) -> None:
    (slide,) = show(Figure(picture(tmp_path), "Stolper som vokser")).slides
    assert slide.all("//p:pic/p:nvPicPr/p:cNvPr/@descr") == ["Stolper som vokser"]
    assert slide.all("//adec:decorative") == []


def test_a_picture_without_a_description_takes_its_caption(tmp_path: Path) -> None:
    (slide,) = show(Figure(picture(tmp_path), " ", (Text("Vekst"),), "Figur 1")).slides
    assert slide.all("//p:pic/p:nvPicPr/p:cNvPr/@descr") == ["Vekst"]
    assert slide.lines == ["Figur 1: Vekst"]


def test_a_picture_keeps_its_proportions_and_stays_inside(tmp_path: Path) -> None:
    for size in ((4000, 500), (500, 4000), (1600, 900)):
        source = picture(tmp_path, *size)
        package = show(Figure(source, "x", (Text("Bildetekst"),), "Figur 1"))
        ((width, height),) = shown(package)
        offset = package.slides[0].all("//p:pic/p:spPr/a:xfrm/a:off")[0]
        assert width / height == pytest.approx(size[0] / size[1], rel=0.01)
        assert 54 <= int(offset.get("x")) / POINT <= 54 + 852 - width + 0.01
        assert 122 <= int(offset.get("y")) / POINT <= 488 - 29 - height


def test_a_small_photograph_is_not_blown_up(tmp_path: Path) -> None:
    ((width, _),) = shown(show(Figure(picture(tmp_path, 100, 50), "x")))
    assert width == pytest.approx(100 * 0.75 * 1.6)


def test_a_picture_that_would_be_small_below_text_moves_to_the_next_slide(tmp_path: Path) -> None:
    package = show(para(sentences(24)), Figure(picture(tmp_path, 1600, 900), "x"))
    assert [len(slide.all("//p:pic")) for slide in package.slides] == [0, 1]


def test_a_picture_stands_below_a_few_words(tmp_path: Path) -> None:
    package = show(para("Figuren viser veksten."), Figure(picture(tmp_path, 1600, 900), "x"))
    assert [len(slide.all("//p:pic")) for slide in package.slides] == [1]


def test_a_picture_alone_stands_in_the_placeholder(tmp_path: Path) -> None:
    (slide,) = show(Figure(picture(tmp_path), "x")).slides
    assert slide.all("//p:pic/p:nvPicPr/p:nvPr/p:ph/@idx") == ["1"]


def test_one_picture_shown_twice_is_stored_once(tmp_path: Path) -> None:
    figure = Figure(picture(tmp_path, 1600, 900), "x")
    package = show(figure, figure)
    assert len(shown(package)) == 2
    assert len([name for name in package.names if name.startswith("ppt/media/")]) == 1


def test_a_drawing_is_turned_into_pixels_for_its_size(tmp_path: Path) -> None:
    path = tmp_path / "figur.svg"
    square = '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96"><rect width="96" height="96"/></svg>'
    path.write_text(square, encoding="utf-8")
    package = show(Figure(Picture(path, "svg", 96, 96), "Et kvadrat"))
    (name,) = [name for name in package.names if name.startswith("ppt/media/")]
    ((width, height),) = shown(package)
    assert name.endswith(".png")
    assert width == pytest.approx(height)
    assert width > 300


def test_a_picture_in_a_cell_is_text_and_reported(tmp_path: Path) -> None:
    package = show(table(row("x", cell(Figure(picture(tmp_path), "Et kart")))))
    assert package.slides[0].lines[-1] == "Et kart"
    assert package.codes == {"slide-block-set-as-text"}
