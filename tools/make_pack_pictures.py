"""Draw the pictures of stamped odd pages and of the outline for the documentation, from files made on the spot.

python tools/make_pack_pictures.py output/nuit/2025-2/motepakke-nuit-2025-2.pdf
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import font_source_sans_pro
import pypdfium2
from pikepdf import Array, Pdf
from PIL import Image, ImageDraw, ImageFont
from tests.unit.assemble.corpus import add_page, attachment, new_pdf, plan, saved
from tests.unit.assemble.reading import page_numbers

from mottepakke.assemble.pack import assemble_pack

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
FONTS = Path(font_source_sans_pro.__file__).parent / "files"
DESK = "#DDE2E6"
PAPER = "#FFFFFF"
INK = "#1A1A1A"
MUTED = "#56606B"
COLOURS = 64
GAP = 24
SMALL, LARGE = 0.2, 1.5
"""Pixels a point, of a whole page and of what is shown of its head."""
HEAD = (170, 46)
"""Points of the head shown at each end, and its height."""
TILE_WIDTH, TILE_HEIGHT = 800, 170
LINE = 24
SHOWN = 33
LEVELS = 3


KINDS: dict[str, dict[str, Any]] = {
    "A4": {},
    "A4 snudd 90°": {"Rotate": 90},
    "A4 snudd 180°": {"Rotate": 180},
    "A4 snudd 270°": {"Rotate": 270},
    "A3 i bredden": {"size": (1191, 842)},
    "Letter": {"size": (612, 792)},
    "Beskåret og snudd 90°": {"size": (700, 950), "CropBox": Array([50, 60, 645, 902]), "Rotate": 90},
    "A6": {"size": (298, 420)},
}


def odd_pages() -> bytes:
    """Pages that are turned, cropped, large and small, each with its name in the middle."""
    pdf = new_pdf()
    for name, entries in KINDS.items():
        add_page(pdf, name, **entries)
    return saved(pdf)


def rendered(data: bytes | Path, scale: float, pages: slice) -> list[Image.Image]:
    """Pages as a viewer shows them."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [document[index].render(scale=scale).to_pil().copy() for index in range(len(document))[pages]]
    finally:
        document.close()


def on_desk(rows: Sequence[Sequence[Image.Image]]) -> Image.Image:
    """Pages in rows on a grey ground."""
    width = max(sum(page.width + GAP for page in row) for row in rows) + GAP
    desk = Image.new("RGB", (width, sum(max(page.height for page in row) + GAP for row in rows) + GAP), DESK)
    y = GAP
    for row in rows:
        x = GAP
        for page in row:
            desk.paste(page, (x, y))
            x += page.width + GAP
        y += max(page.height for page in row) + GAP
    return desk


def with_head(name: str, small: Image.Image, large: Image.Image) -> Image.Image:
    """A whole page, and beside it its name and both ends of its upper edge enlarged."""
    width, height = (int(points * LARGE) for points in HEAD)
    width = min(width, large.width // 2)
    tile = Image.new("RGB", (TILE_WIDTH, TILE_HEIGHT), DESK)
    tile.paste(small, (TILE_WIDTH - 2 * int(HEAD[0] * LARGE) - 2 * GAP - small.width, 0))
    x = TILE_WIDTH - 2 * int(HEAD[0] * LARGE) - GAP // 2
    tile.paste(large.crop((0, 0, width, height)), (x, 0))
    tile.paste(large.crop((large.width - width, 0, large.width, height)), (x + width + GAP // 2, 0))
    font = ImageFont.truetype(FONTS / "SourceSansPro-Regular.ttf", 20)
    ImageDraw.Draw(tile).text((x, height + GAP // 2), name, font=font, fill=INK)
    return tile


def outline_entries(pdf: Any) -> Iterator[tuple[int, bool, str, int]]:
    """Depth, weight, title and page (from 1) of the upper levels of the outline, in order."""
    numbers = page_numbers(pdf)

    def level(item: Any, depth: int) -> Iterator[tuple[int, bool, str, int]]:
        while item is not None and depth < LEVELS:
            yield depth, "/F" in item, str(item.Title), numbers[item.Dest[0].objgen] + 1
            yield from level(item.get("/First"), depth + 1)
            item = item.get("/Next")

    yield from level(pdf.Root.Outlines.First, 0)


def outline_panel(pack: Path, height: int, width: int) -> Image.Image:
    """The bookmarks with their pages, as the side panel of a viewer shows them when they are open to the third level."""
    panel = Image.new("RGB", (width, height), PAPER)
    draw = ImageDraw.Draw(panel)
    fonts = {bold: ImageFont.truetype(FONTS / f"SourceSansPro-{bold}.ttf", 17) for bold in ("Regular", "Semibold")}
    with Pdf.open(pack) as pdf:
        entries = list(outline_entries(pdf))[:SHOWN]
    for index, (depth, bold, title, page) in enumerate(entries):
        font = fonts["Semibold" if bold else "Regular"]
        x, y = 18 + 24 * depth, 16 + index * LINE
        draw.text((x, y), _cut(title, font, width - x - 64), font=font, fill=INK)
        draw.text((width - 18, y), str(page), font=fonts["Regular"], fill=MUTED, anchor="ra")
    return panel


def _cut(text: str, font: ImageFont.FreeTypeFont, room: int) -> str:
    if font.getlength(text) <= room:
        return text
    while font.getlength(f"{text}…") > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def save(picture: Image.Image, name: str) -> None:
    """As a small PNG."""
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURES / name, optimize=True)


def main() -> None:
    """Both pictures; the argument is the pack whose outline is shown."""
    pack = Path(sys.argv[1])
    data = assemble_pack(plan(attachment(1, odd_pages(), title="Sider av alle slag"))).data
    small, large = (rendered(data, scale, slice(1, None)) for scale in (SMALL, LARGE))
    tiles = [with_head(*found) for found in zip(KINDS, small, large, strict=True)]
    save(on_desk([tiles[index : index + 2] for index in range(0, len(tiles), 2)]), "stempler.png")
    [contents] = rendered(pack, 1.0, slice(0, 1))
    save(on_desk([[outline_panel(pack, contents.height, 620), contents]]), "bokmerker.png")


if __name__ == "__main__":
    main()
