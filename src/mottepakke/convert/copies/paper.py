"""How a sheet that is wider than its paper is brought onto pages a person can read."""

from __future__ import annotations

import math
from dataclasses import dataclass

INCH = 25.4
A4 = (8.27, 11.69)
MARGIN = 0.7
"""Inches; what spreadsheet programs leave at the left and the right."""
SMALLEST = 0.5
"""Text of 11 pt is 5.5 pt at this scale; below it nobody reads it on paper."""
MOST_PAGES = 50


@dataclass(frozen=True, slots=True)
class Paper:
    """A page as the author set it: short and long side and both side margins in inches; «landscape», «portrait» or ''."""

    sides: tuple[float, float] = A4
    margins: float = 2 * MARGIN
    orientation: str = ""

    def width(self, *, landscape: bool) -> float:
        """The width that is printed on, in inches."""
        return max(self.sides[1 if landscape else 0] - self.margins, 1.0)


@dataclass(frozen=True, slots=True)
class Fit:
    """Turn the paper or not, and shrink the columns to so many pages side by side."""

    landscape: bool
    pages: int


def fitted(width: float, paper: Paper) -> Fit | None:
    """How columns ``width`` inches wide go onto ``paper``; None where they fit as they are."""
    as_set = paper.orientation == "landscape"
    if width <= paper.width(landscape=as_set):
        return None
    landscape = paper.orientation != "portrait"
    pages = math.ceil(width * SMALLEST / paper.width(landscape=landscape))
    return Fit(landscape, min(pages, MOST_PAGES))
