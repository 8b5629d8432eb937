import sys
from pathlib import Path
from types import ModuleType

import pytest

from mottepakke.model.document import Figure, Picture, Table
from tests.unit.write.docx_parts import cell, faults, png, row, text, write

EMU_PER_CM = 360_000
TEXT_WIDTH = 9072 * 635


@pytest.fixture
def picture(tmp_path: Path) -> Picture:
    path = tmp_path / "figur.png"
    path.write_bytes(png())
    return Picture(path, "png", 200, 100)


def of_size(picture: Picture, width: float, height: float) -> Picture:
    return Picture(picture.path, picture.format, width, height)


def size(figure: Figure) -> tuple[int, int]:
    (extent,) = write(figure).all("//wp:inline/wp:extent")
    return int(extent.get("cx")), int(extent.get("cy"))


def test_a_picture_has_its_natural_size(picture: Picture) -> None:
    assert size(Figure(picture, "alt")) == (200 * 9525, 100 * 9525)


def test_a_wide_picture_fits_the_text(picture: Picture) -> None:
    assert size(Figure(of_size(picture, 4000, 1000), "alt")) == (TEXT_WIDTH, round(TEXT_WIDTH / 4))


def test_a_tall_picture_is_no_taller_than_four_fifths_of_the_page(picture: Picture) -> None:
    width, height = size(Figure(of_size(picture, 1000, 9000), "alt"))
    assert height == round(16838 * 0.8 * 635)
    assert abs(width * 9 - height) < 10


def test_a_picture_in_a_cell_fits_the_cell(picture: Picture) -> None:
    table = Table((0.5, 0.5), (), (row(cell(Figure(of_size(picture, 4000, 1000), "alt")), "b"),))
    (extent,) = write(table).all("//wp:inline/wp:extent")
    assert int(extent.get("cx")) == (4536 - 2 * 85) * 635


def test_alternative_text_is_the_description(picture: Picture) -> None:
    parts = write(Figure(picture, "Søyler som stiger"))
    assert parts.all("//wp:docPr/@descr") == ["Søyler som stiger"]
    assert not parts.all("//adec:decorative")


def test_the_caption_stands_in_for_missing_alternative_text(picture: Picture) -> None:
    assert write(Figure(picture, "", text("Bruk av Helsenorge"))).all("//wp:docPr/@descr") == ["Bruk av Helsenorge"]


def test_a_picture_without_words_is_marked_as_decoration(picture: Picture) -> None:
    parts = write(Figure(picture, ""))
    assert parts.all("//wp:docPr/a:extLst/a:ext/adec:decorative/@val") == ["1"]
    assert not parts.all("//wp:docPr/@descr")


def test_a_caption_has_a_number_field_and_is_kept_with_its_picture(picture: Picture) -> None:
    parts = write(Figure(picture, "alt", text("Bruk"), "Figur 1"), Figure(picture, "alt", text("Mer"), "Figur 2"))
    assert parts.paragraphs() == ["", "Figur 1: Bruk", "", "Figur 2: Mer"]
    assert parts.instructions() == ["SEQ Figur \\* ARABIC"] * 2
    assert parts.styles() == ["Figur", "Caption", "Figur", "Caption"]
    assert len(parts.all("//w:p[w:r/w:drawing]/w:pPr/w:keepNext")) == 2


def test_a_number_out_of_turn_stays_what_it_is_when_word_counts_again(picture: Picture) -> None:
    parts = write(Figure(picture, "alt", text("Bruk"), "Figur 4"), Figure(picture, "alt", text("Mer"), "Figur 5"))
    assert parts.instructions() == ["SEQ Figur \\* ARABIC \\r 4", "SEQ Figur \\* ARABIC"]


def test_a_label_without_a_plain_number_is_text(picture: Picture) -> None:
    parts = write(Figure(picture, "alt", text("Bruk"), "Figur 2a"), Figure(picture, "alt", (), "Figur A"))
    assert parts.paragraphs() == ["", "Figur 2a: Bruk", "", "Figur A"]
    assert parts.instructions() == []


def test_equal_pictures_are_stored_once(picture: Picture) -> None:
    parts = write(Figure(picture, "en"), Figure(picture, "to"))
    assert [one for one in parts.names if "media" in one] == ["word/media/bilde1.png"]
    assert faults(parts) == []


def test_a_drawing_becomes_a_png_of_print_resolution(picture: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def svg_png(drawing: Picture, dpi: int) -> bytes:
        asked.append((drawing.path.name, dpi))
        return png(8, 8)

    raster = ModuleType("mottepakke.write.raster")
    raster.svg_png = svg_png  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "mottepakke.write.raster", raster)
    parts = write(*(Figure(Picture(Path("figur.svg"), "svg", side, side), "alt") for side in (100, 1210)))
    assert asked == [("figur.svg", 220), ("figur.svg", 110)]
    assert parts.bytes_of("word/media/bilde1.png") == png(8, 8)


def test_the_kind_of_a_picture_is_declared(picture: Picture) -> None:
    jpeg = Picture(picture.path, "jpeg", 10, 10)
    declared = write(Figure(jpeg, "alt")).bytes_of("[Content_Types].xml").decode()
    assert "image/jpeg" in declared


def test_a_figure_can_be_linked_to(picture: Picture) -> None:
    assert write(Figure(picture, "alt", anchor="fig")).all("//w:bookmarkStart/@w:name") == ["fig"]
