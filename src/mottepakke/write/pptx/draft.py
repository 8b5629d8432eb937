"""The draft mark as slides carry it: small, in a corner, and dark enough to be seen there."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

from msgspec import Struct
from PIL import Image, ImageStat

from mottepakke.write.pptx.values import Box

LARGEST = 360
"""The longer side in pixels: 70 points at 220 dots an inch, and then some for projectors."""
MARK_SIZE = 70.0
MARK_EDGE = 6.0
"""The longer side of the draft mark, and its distance from the slide's right and upper edge, in points."""
LEAST_CONTRAST = 3.0
"""WCAG 2.1, 1.4.11: what graphics need against their ground."""


class Mark(Struct, frozen=True):
    """A PNG and its size in pixels."""

    data: bytes
    width: int
    height: int


def mark_box(mark: Mark, width: float) -> Box:
    """Where the mark stands on slides ``width`` points wide."""
    scale = MARK_SIZE / max(mark.width, mark.height)
    across, down = mark.width * scale, mark.height * scale
    return Box(width - MARK_EDGE - across, MARK_EDGE, across, down)


def corner_mark(picture: Path, colour: str) -> Mark:
    """``picture`` trimmed to what can be seen; marks too faint for a corner are given ``colour`` (``RRGGBB``).

    Layouts draw the mark faint because documents carry it large and behind their text.
    """
    status = picture.stat()
    return _mark(picture, (status.st_mtime_ns, status.st_size), colour)


@lru_cache(maxsize=8)
def _mark(picture: Path, stamp: tuple[int, int], colour: str) -> Mark:
    del stamp  # part of the cache's key
    with Image.open(picture) as source:
        mark = source.convert("RGBA")
    mark = mark.crop(mark.getchannel("A").getbbox() or (0, 0, *mark.size))
    mark.thumbnail((LARGEST, LARGEST), Image.Resampling.BOX)
    if _contrast(mark) < LEAST_CONTRAST:
        alpha = mark.getchannel("A")
        strongest = max(value for value, count in enumerate(alpha.histogram()) if count) or 1
        mark = Image.new("RGBA", mark.size, f"#{colour}")
        mark.putalpha(alpha.point([min(round(value * 255 / strongest), 255) for value in range(256)]))
    target = io.BytesIO()
    mark.save(target, "PNG", compress_level=6)
    return Mark(target.getvalue(), *mark.size)


def _contrast(mark: Image.Image) -> float:
    """The contrast of the mark's mean colour, as seen on white, against white."""
    alpha = mark.getchannel("A")
    seen = Image.new("RGBA", mark.size, "#FFFFFF")
    seen.alpha_composite(mark)
    mean = ImageStat.Stat(seen.convert("RGB"), alpha.point([255 if value > 127 else 0 for value in range(256)])).mean
    return 1.05 / (_luminance(mean) + 0.05)


def _luminance(colour: list[float]) -> float:
    """Relative luminance (WCAG 2.1)."""
    parts = [value / 255 for value in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
