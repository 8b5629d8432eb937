"""The styles of the standard layout's Word template, for `tools.make_word_template`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

FONT = "Calibri"
CODE_FONT = "Consolas"
LANGUAGE = "nb-NO"
TEXT_WIDTH = 9072

COLOURS = {
    "dk1": "1A1A1A",
    "lt1": "FFFFFF",
    "dk2": "56606B",
    "lt2": "EEF3F5",
    "accent1": "00566B",
    "accent2": "56606B",
    "accent3": "C9D1D6",
    "accent4": "9B1C1C",
    "accent5": "EEF3F5",
    "accent6": "FFFFFF",
    "hlink": "00566B",
    "folHlink": "00566B",
}
ACCENT, MUTED, RULE, WARNING, SHADE = "accent1", "accent2", "accent3", "accent4", "accent5"


@dataclass(frozen=True, slots=True)
class Line:
    """A border: side, width in eighths of a point, distance in points, theme colour."""

    side: str
    size: int
    space: int
    colour: str


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. Lengths in twips, ``size`` in points; None leaves the matter to ``base``."""

    name: str
    base: str = "Normal"
    next: str = ""
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    colour: str = ""
    font: str = ""
    before: int | None = None
    after: int | None = None
    line: int | None = None
    left: int | None = None
    right: int | None = None
    hanging: int | None = None
    level: int | None = None
    tabs: Sequence[tuple[int, str, str]] = ()
    flags: Sequence[str] = ()
    borders: Sequence[Line] = ()
    shade: str = ""
    proof: bool = True
    quick: bool = True
    sample: str = ""


HEADING = ("keepNext", "keepLines", "suppressAutoHyphens")
PADDING = (Line("top", 2, 5, SHADE), Line("left", 24, 9, ACCENT), Line("bottom", 2, 5, SHADE))

FRAME = tuple(Line(side, 4, 4, SHADE) for side in ("top", "left", "bottom", "right"))
NUMBERED = ((TEXT_WIDTH, "right", "dot"),)


def _heading(level: int, size: float, before: int, after: int, **more: Any) -> Style:
    label = f"heading {level}"
    return Style(label, next="Body Text", size=size, before=before, after=after, level=level - 1, flags=HEADING, **more)


STYLES = (
    Style("Body Text", sample="Brødtekst."),
    _heading(1, 22, 320, 160, bold=True, colour=ACCENT, line=252),
    _heading(2, 15, 360, 100, bold=True, colour=ACCENT, line=252),
    _heading(3, 12.5, 260, 60, bold=True, colour=ACCENT),
    _heading(4, 11, 200, 40, bold=True),
    _heading(5, 11, 200, 40, italic=True),
    _heading(6, 11, 200, 40, colour=MUTED),
    Style("Ingress", next="Body Text", size=12.5, after=200),
    Style("Etikett", next="Body Text", bold=True, before=120, after=40, flags=("keepNext",)),
    Style("Merknad", size=9.5, colour=MUTED, after=100, line=252),
    Style("Subtitle", next="Body Text", size=15, colour=MUTED, after=360, flags=("suppressAutoHyphens",)),
    Style("Tittelsidedata", after=60),
    Style("Sakstype", size=10, colour=MUTED, after=100),
    Style("Advarsel", bold=True, colour=WARNING),
    Style("List Paragraph", flags=("contextualSpacing",), sample="Listeavsnitt. Tegn og tall setter programmet."),
    Style("Hodefelt", after=50, line=259, left=2552, hanging=2552, tabs=((2552, "left", ""),)),
    Style("Quote", colour=MUTED, before=80, left=397, right=397, borders=(Line("left", 12, 10, RULE),)),
    Style(
        "Kode",
        size=9.5,
        font=CODE_FONT,
        before=80,
        after=160,
        line=252,
        left=113,
        right=113,
        shade=SHADE,
        flags=("suppressAutoHyphens",),
        proof=False,
        borders=FRAME,
    ),
    Style("caption", next="Body Text", size=9.5, colour=MUTED, before=60, after=240, line=252, flags=("keepLines",)),
    Style("Figur", next="caption", before=200, after=80, line=240),
    Style("Vedtak", after=80, left=240, borders=PADDING, shade=SHADE),
    Style("Tabelltekst", size=10, before=50, after=50, line=252),
    Style("Tabellhode", base="Tabelltekst", bold=True, colour=ACCENT, flags=("suppressAutoHyphens",)),
    Style("Tabelletikett", base="Tabelltekst", bold=True, before=100, after=20),
    Style("Tabellpause", base="Tabelltekst", colour=MUTED),
    Style("header", size=9, colour=MUTED, after=0, line=240),
    Style(
        "footer",
        size=9,
        colour=MUTED,
        before=60,
        after=0,
        line=240,
        tabs=((TEXT_WIDTH, "right", ""),),
        borders=(Line("top", 4, 6, RULE),),
    ),
    Style("footnote text", size=9, after=40, line=247),
    Style("TOC Heading", next="Body Text", size=15, bold=True, colour=ACCENT, before=0, after=160, flags=HEADING),
    Style("toc 1", next="Body Text", bold=True, before=120, after=40, tabs=NUMBERED, quick=False),
    Style("toc 2", next="Body Text", before=60, after=40, tabs=NUMBERED, quick=False),
    Style("toc 3", next="Body Text", colour=MUTED, after=20, left=397, tabs=NUMBERED, quick=False),
)
