"""Titles: on three lines at most, and no two alike."""

from __future__ import annotations

import re

from msgspec import Struct, field
from msgspec.structs import replace

from mottepakke.write.pptx.measure import Metrics
from mottepakke.write.pptx.values import Area, Run, Title

MOST_LINES = 3
SMALLEST_TITLE = 24.0
SIZE_STEP = 2.0
PROBE = 1000
"""No title of more characters fits on three lines, so that no more need be measured."""
ELLIPSIS = "…"
SPACES = re.compile(r"[ \t\r\n\f\v]+")


def one_line(text: str) -> str:
    """``text`` with its white space folded; no-break spaces stay."""
    return SPACES.sub(" ", text).strip(" ")


class Titles(Struct, frozen=True):
    """The titles of one deck; ``used`` remembers those given."""

    metrics: Metrics
    used: set[str] = field(default_factory=set)

    def give(self, before: str, title: str, after: str, area: Area) -> Title:
        """``before + title + after`` as fits in ``area``, with a running number where the deck has it already.

        A title too long is cut at a word; what stands around it is kept.
        """
        given = self.fitted(before, title, after, area)
        number = 1
        while given.text.casefold() in self.used:
            number += 1
            mark = f" ({number})"
            given = replace(self.fitted(before, title, after + mark, area), mark=mark)
        self.used.add(given.text.casefold())
        return given

    def fitted(self, before: str, title: str, after: str, area: Area) -> Title:
        """The title in the largest size that takes three lines or less, cut where none does."""
        whole = before + title + after
        largest = area.levels[0].size
        size = largest
        while len(whole) <= PROBE:
            if self.lines(whole, size, area) <= self.most(size, area):
                return Title(whole, None if size == largest else size)
            if size - SIZE_STEP < SMALLEST_TITLE:
                break
            size -= SIZE_STEP
        size = min(largest, SMALLEST_TITLE)
        return Title(self.cut(before, title, after, size, area), None if size == largest else size, whole)

    def lines(self, text: str, size: float, area: Area) -> int:
        """The lines that ``text`` takes, set bold."""
        return len(self.metrics.line_starts((Run(text, bold=True),), area.inner.width / size))

    def most(self, size: float, area: Area) -> int:
        """The lines that there is room for."""
        height = size * self.metrics.line * area.levels[0].line
        return max(1, min(MOST_LINES, int((area.inner.height + 0.5) // height)))

    def cut(self, before: str, title: str, after: str, size: float, area: Area) -> str:
        """The title's first words, as many as fit, with «…»."""
        most = self.most(size, area)
        starts = self.metrics.line_starts((Run(title[:PROBE], bold=True),), area.inner.width / size)
        kept = title[: starts[most] if most < len(starts) else PROBE]
        while kept:
            text = before + kept.rstrip(" ,;:.–-") + ELLIPSIS + after
            if self.lines(text, size, area) <= most:
                return text
            kept = kept[: kept.rstrip().rfind(" ")] if " " in kept.rstrip() else kept[:-1]
        return before + ELLIPSIS + after
