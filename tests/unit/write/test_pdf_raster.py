import io
from pathlib import Path

import pytest
from PIL import Image

from mottepakke.diagnostics import BugStop
from mottepakke.model.document import Picture
from mottepakke.write.raster import svg_png
from tests.unit.write.pdf_parts import SVG, svg


def pixels(picture: Picture, dpi: int = 96) -> Image.Image:
    return Image.open(io.BytesIO(svg_png(picture, dpi))).convert("RGBA")


@pytest.mark.parametrize(("dpi", "size"), [(96, (200, 80)), (192, (400, 160)), (300, (625, 250))])
def test_the_size_follows_the_resolution(tmp_path: Path, dpi: int, size: tuple[int, int]) -> None:
    assert pixels(svg(tmp_path), dpi).size == size


def test_colours_are_kept_and_the_ground_is_transparent(tmp_path: Path) -> None:
    image = pixels(svg(tmp_path))

    assert image.getpixel((30, 40)) == (0, 0x56, 0x6B, 255)
    assert image.getpixel((2, 2)) == (0, 0, 0, 0)


def test_text_is_drawn_with_our_fonts_whatever_the_picture_asks_for(tmp_path: Path) -> None:
    ours = pixels(svg(tmp_path, SVG.replace("Arial", "Source Sans Pro")))
    other = pixels(svg(tmp_path, SVG.replace("Arial", "Comic Sans MS")))
    empty = pixels(svg(tmp_path, SVG.replace("Søyle", "")))

    assert ours.tobytes() == other.tobytes()
    assert ours.tobytes() != empty.tobytes()


def test_characters_without_a_glyph_show_as_their_numbers(tmp_path: Path) -> None:
    missing = pixels(svg(tmp_path, SVG.replace("Søyle", "中")))
    spelt = pixels(svg(tmp_path, SVG.replace("Søyle", "[U+4E2D]")))

    assert missing.tobytes() == spelt.tobytes()


def test_nothing_outside_the_picture_is_read(tmp_path: Path) -> None:
    Image.new("RGB", (50, 50), "red").save(tmp_path / "hemmelig.png")
    reaching = SVG.replace("</svg>", f'<image href="{tmp_path}/hemmelig.png" width="50" height="50"/></svg>')

    assert pixels(svg(tmp_path, reaching)).tobytes() == pixels(svg(tmp_path)).tobytes()


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    assert svg_png(svg(tmp_path), 150) == svg_png(svg(tmp_path), 150)


def test_what_is_no_drawing_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(BugStop):
        svg_png(svg(tmp_path, "<svg"), 96)
