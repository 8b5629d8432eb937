"""Slides of another size on ours: scaled alike in both directions, and centred."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from mottepakke.safe_xml import Element, local
from mottepakke.slides.xml import A, P, below, child

LENGTHS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("rPr", "defRPr", "endParaRPr"), ("sz", "spc")),
    **dict.fromkeys(("ln", "lnL", "lnR", "lnT", "lnB", "lnTlToBr", "lnBlToTr", "uLn", "gridCol"), ("w",)),
    **dict.fromkeys(("pPr", *(f"lvl{number}pPr" for number in range(1, 10))), ("marL", "marR", "indent", "defTabSz")),
    **dict.fromkeys(("spcPts", "buSzPts"), ("val",)),
    "tab": ("pos",),
    "bodyPr": ("lIns", "tIns", "rIns", "bIns", "spcCol"),
    "tcPr": ("marL", "marR", "marT", "marB"),
    "tr": ("h",),
    **dict.fromkeys(("outerShdw", "innerShdw", "reflection"), ("blurRad", "dist")),
    "prstShdw": ("dist",),
    **dict.fromkeys(("glow", "softEdge", "blur"), ("rad",)),
    "tile": ("tx", "ty", "sx", "sy"),
    **dict.fromkeys(("bevelT", "bevelB", "bevel"), ("w", "h")),
    "sp3d": ("extrusionH", "contourW", "z"),
    "oleObj": ("imgW", "imgH"),
}
"""The attributes that hold lengths or sizes of letters (ECMA-376 part 1 §20 and §21), by element."""
INSETS = {"lIns": 91440, "tIns": 45720, "rIns": 91440, "bIns": 45720}
MARGINS = {"marL": 91440, "marT": 45720, "marR": 91440, "marB": 45720}
"""Of text boxes and of cells, where nothing is said (ECMA-376 part 1 §21.1.2.1.1 and §21.1.3.17)."""
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
PERCENT = 100_000
ROUNDING = 0.002
"""Programs write 13.333 inches as 12192000, 12191695 or 12188825 EMU."""


class Placement(Struct, frozen=True):
    """Where slides of the size ``old`` go on slides of the size ``new``, both in EMU."""

    old: tuple[int, int]
    new: tuple[int, int]

    @property
    def scale(self) -> float:
        """How much larger everything becomes."""
        return min(self.new[0] / self.old[0], self.new[1] / self.old[1]) if self.is_needed else 1.0

    @property
    def offset(self) -> tuple[int, int]:
        """Where the upper left corner goes."""
        if not self.is_needed:
            return 0, 0
        width, height = (self.new[0] - self.old[0] * self.scale, self.new[1] - self.old[1] * self.scale)
        return round(width / 2), round(height / 2)

    @property
    def is_needed(self) -> bool:
        """Whether the sizes differ by more than the rounding of programs."""
        return any(abs(old - new) > ROUNDING * new for old, new in zip(self.old, self.new, strict=True))


def place(root: Element, placement: Placement) -> None:
    """Bring a slide, layout or master (``p:sld``, ``p:sldLayout``, ``p:sldMaster``) onto slides of the new size."""
    for transform in below(root, "xfrm"):
        if _is_outermost(transform):
            _move(transform, placement.scale, placement.offset)
    if placement.scale != 1:
        scale_lengths(root, placement.scale)
        _write_insets(root, placement.scale)
    _fit_paths(root, placement)
    _fit_background(root, placement)


def place_drawing(root: Element, scale: float) -> None:
    """Scale what stands in a frame that is scaled: the drawing of SmartArt, a chart, their text."""
    if local(root) == "drawing":
        for transform in below(root, "xfrm", "txXfrm"):
            _move(transform, scale, (0, 0))
    scale_lengths(root, scale)


def scale_lengths(root: Element, scale: float) -> None:
    """Scale letters, lines, margins, columns and rows."""
    for element in root.iter(*(f"{{*}}{name}" for name in LENGTHS)):
        for name in LENGTHS[local(element)]:
            _multiply(element, name, scale)


def _multiply(element: Element, name: str, factor: float, more: int = 0) -> None:
    """Scale a whole number; what is none stays as it is."""
    value = element.get(name)
    if value is not None and value.lstrip("-").isdecimal() and len(value) < 12:
        element.set(name, str(round(int(value) * factor) + more))


def _is_outermost(transform: Element) -> bool:
    """Whether a transform places something on the slide itself, not within a group; the root of all shapes does not."""
    owner = transform.getparent()
    holder = owner.getparent() if local(owner) == "grpSpPr" else owner
    if holder is None or local(holder) == "spTree":
        return False
    return not any(local(one) == "grpSp" for one in holder.iterancestors())


def _move(transform: Element, scale: float, offset: tuple[int, int]) -> None:
    """Scale place and size; ``chOff`` and ``chExt``, the scale within a group, stay (ECMA-376 part 1 §20.1.7.5)."""
    place, size = child(transform, f"{A}off"), child(transform, f"{A}ext")
    if place is not None:
        _multiply(place, "x", scale, offset[0])
        _multiply(place, "y", scale, offset[1])
    if size is not None:
        _multiply(size, "cx", scale)
        _multiply(size, "cy", scale)


def _write_insets(root: Element, scale: float) -> None:
    """Write out insets and margins that are nowhere said, scaled; placeholders inherit them from the master."""
    for body in below(root, "bodyPr"):
        shape = body.getparent().getparent()
        if local(root) == "sldMaster" or shape is None or shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph") is None:
            _write_missing(body, INSETS, scale)
    for cell in below(root, "tc"):
        properties = child(cell, f"{A}tcPr")
        if properties is None:
            properties = cell.makeelement(f"{A}tcPr")
            text = child(cell, f"{A}txBody")
            cell.insert(0 if text is None else cell.index(text) + 1, properties)
        _write_missing(properties, MARGINS, scale)


def _write_missing(element: Element, usual: dict[str, int], scale: float) -> None:
    for name, value in usual.items():
        if element.get(name) is None:
            element.set(name, str(round(value * scale)))


def _fit_paths(root: Element, placement: Placement) -> None:
    """Motion paths tell ways in shares of the slide's width and height (ECMA-376 part 1 §19.5.4)."""
    factors = tuple(placement.scale * old / new for old, new in zip(placement.old, placement.new, strict=True))
    if factors == (1, 1):
        return
    for motion in root.iter(f"{P}animMotion"):
        motion.set("path", " ".join(_fitted(motion.get("path", "").replace(",", " ").split(), factors)))


def _fitted(path: list[str], factors: tuple[float, ...]) -> Iterator[str]:
    """A path's words: letters for moves, lines and curves, and pairs of numbers."""
    axis = 0
    for word in path:
        if NUMBER.fullmatch(word):
            yield f"{float(word) * factors[axis]:.6g}"
            axis = 1 - axis
        else:
            yield word
            axis = 0


def _fit_background(root: Element, placement: Placement) -> None:
    """A picture that fills the old slide fills the same place on the new one, instead of being stretched."""
    for fill in root.iterfind(f"{P}cSld/{P}bg/{P}bgPr/{A}blipFill"):
        fit_fill(fill, placement)


def fit_theme(root: Element, placement: Placement) -> None:
    """Lines and effects of a theme, and the pictures it fills backgrounds with (ECMA-376 part 1 §20.1.4.1.7)."""
    if placement.scale != 1:
        scale_lengths(root, placement.scale)
    for fill in root.iterfind(f"{A}themeElements/{A}fmtScheme/{A}bgFillStyleLst/{A}blipFill"):
        fit_fill(fill, placement)


def fit_fill(fill: Element, placement: Placement) -> None:
    """Set the rectangle that a stretched picture fills (ECMA-376 part 1 §20.1.8.30), in shares of the new slide."""
    stretch = child(fill, f"{A}stretch")
    if stretch is None or placement.offset == (0, 0):
        return
    rectangle = child(stretch, f"{A}fillRect")
    if rectangle is None:
        rectangle = stretch.makeelement(f"{A}fillRect")
        stretch.append(rectangle)
    for names, axis in ((("l", "r"), 0), (("t", "b"), 1)):
        share = placement.old[axis] * placement.scale / placement.new[axis]
        for name in names:
            before = rectangle.get(name, "0")
            inner = int(before) if before.lstrip("-").isdecimal() else 0
            rectangle.set(name, str(round(inner * share + (1 - share) / 2 * PERCENT)))


def fingerprint(placement: Placement) -> bytes:
    """What tells two ways of placing apart; equal for slides that stay as they are."""
    return repr((placement.old, placement.new)).encode() if placement.is_needed else b""
