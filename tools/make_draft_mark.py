"""Draw the standard layout's draft mark: the word as outlines, so that no reader, search or screen reader meets it as text.

    python -m tools.make_draft_mark

writes ``utkast.svg`` and ``utkast.png``. The picture is a square with the word rising from corner to corner, without a
background. Typst gives the outlines of the letters.
"""

from __future__ import annotations

import math
import re
from importlib import resources
from pathlib import Path
from xml.etree import ElementTree

import font_source_sans_pro
import typst

WORD = "UTKAST"
COLOUR = "EBEFF1"
ANGLE = 45
PIXELS = 900
SVG = "{http://www.w3.org/2000/svg}"
FOLDER = Path(str(resources.files("mottepakke"))) / "layouts" / "standard"
WORD_SOURCE = f"""
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#set text(font: "Source Sans Pro", size: 100pt, weight: 700, tracking: 6pt)
{WORD}
"""
PICTURE_SOURCE = """
#set page(width: 100pt, height: 100pt, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), width: 100pt)
"""


def outlines() -> tuple[list[str], float, float]:
    """The letters as path data, placed and with y upwards, and the width and height of the word."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[Path(font_source_sans_pro.__file__).parent / "files"],
    )
    svg = typst.compile(WORD_SOURCE.encode(), font_paths=fonts, format="svg", ignore_system_fonts=True)
    root = ElementTree.fromstring(svg)
    width, height = (float(value) for value in root.attrib["viewBox"].split()[2:])
    glyphs = {symbol.attrib["id"]: symbol.find(f"{SVG}path") for symbol in root.iter(f"{SVG}symbol")}
    letters = []
    for use in root.iter(f"{SVG}use"):
        path = glyphs[use.attrib["{http://www.w3.org/1999/xlink}href"][1:]]
        assert path is not None
        letters.append(re.sub(r"^M 0 0\s*m", f"M{use.attrib['x']} 0m", path.attrib["d"]).strip())
    return letters, width, height


def picture() -> bytes:
    """The mark as SVG: a square just large enough for the slanted word."""
    letters, width, height = outlines()
    turn = math.radians(ANGLE)
    side = round(max(width * math.cos(turn) + height * math.sin(turn), width * math.sin(turn) + height * math.cos(turn)))
    ElementTree.register_namespace("", SVG.strip("{}"))
    root = ElementTree.Element(f"{SVG}svg", viewBox=f"0 0 {side} {side}", width=str(side), height=str(side))
    middle = f"translate({side / 2:g} {side / 2:g}) rotate(-{ANGLE}) translate({-width / 2:g} {height / 2:g}) scale(1 -1)"
    group = ElementTree.SubElement(root, f"{SVG}g", fill=f"#{COLOUR}", transform=middle)
    for letter in letters:
        ElementTree.SubElement(group, f"{SVG}path", d=letter)
    ElementTree.indent(root)
    return ElementTree.tostring(root) + b"\n"


def main() -> None:
    """Write both files."""
    svg = picture()
    (FOLDER / "utkast.svg").write_bytes(svg)
    png = typst.compile(PICTURE_SOURCE.encode(), format="png", ppi=PIXELS * 72 / 100, sys_inputs={"svg": svg.decode()})
    assert isinstance(png, bytes)
    (FOLDER / "utkast.png").write_bytes(png)


if __name__ == "__main__":
    main()
