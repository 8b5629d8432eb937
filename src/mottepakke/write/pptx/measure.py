"""How wide and how high text becomes, by real font metrics.

Office programs' fonts may not be shipped, so a free font whose advance widths are at hand stands in for them: Source
Sans Pro, times a factor per office font. The factors were measured on lines of eight words of 57 000 characters of
Norwegian council papers, against the metric twins Carlito (Calibri), Liberation Sans (Arial) and Liberation Serif
(Times New Roman); DejaVu Sans, among the widest text fonts there are, stands for every other name::

                     regular: mean  p99    max     bold: mean  p99    max     line height
    Carlito                   0.979 1.003  1.020         0.942 0.965  0.988   1.221
    Liberation Sans           1.063 1.113  1.206         1.077 1.107  1.173   1.150
    Liberation Serif          0.970 1.034  1.197         0.972 1.029  1.189   1.150
    DejaVu Sans               1.217 1.243  1.259         1.296 1.318  1.330   1.164

(The maxima of the Liberation fonts are lines in capitals.) Kerning, which is left out here, makes Carlito's lines 0.6 %
narrower still. `FITS` takes the 99th percentile or more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from msgspec import Struct, field
from PIL import ImageFont

from mottepakke.write.pptx.values import Run

EM = 1000
CODE_WIDTH = 0.61
"""Advance of a fixed-width font in ems (Courier New 0.600, DejaVu Sans Mono 0.602, Consolas 0.550)."""
WIDE, UNKNOWN = 1.4, 0.75
"""Advances in ems of ideographs and pictographs, and of other characters the stand-in font lacks."""
BROAD, BROAD_FACTOR = "AMVWY/«»", 1.15
"""Characters that are broader in office fonts than lines are on the average: 6 to 18 % in Calibri."""
SHORT = 200
"""Characters of a text that may stand on one line."""
MOST_LINES = 50
"""Lines of 20 points on a slide half as high again as an A4 page stands."""
MOST_WORDS = 20_000
BREAKS = re.compile(r"\n|[ \t]+|[^ \t\n\-–]*[\-–]+|[^ \t\n\-–]+")
"""Line feed; spaces (not no-break spaces); letters up to and with a hyphen or dash; letters."""


class Fit(Struct, frozen=True):
    """How an office font differs from the stand-in: factors for regular and bold, line height in ems."""

    regular: float
    bold: float
    line: float


CALIBRI, ARIAL, TIMES = Fit(1.02, 0.99, 1.221), Fit(1.15, 1.15, 1.15), Fit(1.06, 1.06, 1.15)
FITS = {
    "calibri": CALIBRI,
    "carlito": CALIBRI,
    "arial": ARIAL,
    "helvetica": ARIAL,
    "liberation sans": ARIAL,
    "times new roman": TIMES,
    "liberation serif": TIMES,
    "source sans pro": Fit(1.0, 1.0, 1.257),
    "source sans 3": Fit(1.0, 1.0, 1.257),
}
OTHER = Fit(1.27, 1.34, 1.36)


class Face(Struct, frozen=True):
    """The advances of one stand-in font in ems; ``advances`` and ``words`` are caches, filled as they are asked for."""

    font: ImageFont.FreeTypeFont | None
    factor: float
    missing: float
    advances: dict[str, float] = field(default_factory=dict)
    words: dict[str, float] = field(default_factory=dict)

    def word_width(self, word: str) -> float:
        """The width of ``word`` in ems, remembered."""
        width = self.words.get(word)
        if width is None:
            if len(word) > SHORT:
                return self.width(word)
            if len(self.words) >= MOST_WORDS:
                self.words.clear()
            width = self.words[word] = self.width(word)
        return width

    def width(self, text: str) -> float:
        """The width of ``text`` in ems."""
        advances = self.advances
        try:
            return sum([advances[char] for char in text])
        except KeyError:
            for char in set(text).difference(advances):
                advances[char] = self._advance(char) * self.factor
            return sum([advances[char] for char in text])

    def _advance(self, char: str) -> float:
        if unicodedata.category(char) in ("Mn", "Me", "Cf"):
            return 0.0
        if unicodedata.east_asian_width(char) in "WF":
            return WIDE
        if self.font is None:
            return UNKNOWN
        advance = self.font.getlength(char) / EM
        if advance == self.missing:
            return UNKNOWN
        return advance * BROAD_FACTOR if char in BROAD else advance


class Metrics(Struct, frozen=True):
    """Text measuring for one office font; ``line`` is the height of a single-spaced line in ems."""

    regular: Face
    bold: Face
    code: Face
    line: float

    def face(self, run: Run) -> Face:
        """The face a run is set in; italics are no wider than upright letters."""
        if run.code:
            return self.code
        return self.bold if run.bold else self.regular

    def longest_word(self, runs: Sequence[Run]) -> float:
        """The width in ems of the longest stretch without a place to break."""
        longest = word = 0.0
        for run in runs:
            face = self.face(run)
            for token in BREAKS.findall(run.text):
                word = 0.0 if token[0] in " \t\n" else word + face.word_width(token)
                longest = max(longest, word)
                word = 0.0 if token[-1] in "-–" else word
        return longest

    def line_starts(self, runs: Sequence[Run], width: float) -> list[int]:
        """The offsets in the joined text of ``runs`` where lines begin when set ``width`` ems wide.

        No more than `MOST_LINES` lines and one are looked for, which no slide can hold.
        """
        if self._is_one_line(runs, width):
            return [0]
        return _Lines(self, max(width, 1.0)).broken(runs)

    def _is_one_line(self, runs: Sequence[Run], width: float) -> bool:
        if any(len(run.text) > SHORT or "\n" in run.text for run in runs):
            return False
        return sum([self.face(run).width(run.text) for run in runs]) <= width


class _Lines:
    """Greedy line breaking; words wider than a line are broken between letters."""

    def __init__(self, metrics: Metrics, width: float) -> None:
        self.metrics = metrics
        self.width = width
        self.starts = [0]
        self.x = 0.0
        self.word: list[tuple[int, str, Face]] = []
        self.word_width = 0.0

    def broken(self, runs: Sequence[Run]) -> list[int]:
        position = 0
        for run in runs:
            face = self.metrics.face(run)
            for match in BREAKS.finditer(run.text):
                self.take(position, match[0], face)
                position += len(match[0])
                if len(self.starts) > MOST_LINES:
                    return self.starts
        self.set_word()
        return self.starts

    def take(self, position: int, token: str, face: Face) -> None:
        if token == "\n":
            self.set_word()
            self.starts.append(position + 1)
            self.x = 0.0
        elif token[0] in " \t":
            self.set_word()
            self.x += face.word_width(token)
        else:
            self.word.append((position, token, face))
            self.word_width += face.word_width(token)
            if token[-1] in "-–":
                self.set_word()

    def set_word(self) -> None:
        if not self.word:
            return
        if self.x + self.word_width > self.width and self.x > 0:
            self.starts.append(self.word[0][0])
            self.x = 0.0
        if self.word_width > self.width:
            self.set_letters()
        else:
            self.x += self.word_width
        self.word, self.word_width = [], 0.0

    def set_letters(self) -> None:
        for position, token, face in self.word:
            for offset, char in enumerate(token):
                advance = face.width(char)
                if self.x + advance > self.width and self.x > 0:
                    self.starts.append(position + offset)
                    self.x = 0.0
                self.x += advance
                if len(self.starts) > MOST_LINES:
                    return


def metrics_for(office_font: str, font_folders: Sequence[Path]) -> Metrics:
    """Metrics for ``office_font`` with the stand-in found in ``font_folders``; wide guesses where it is not there."""
    found = tuple(_font_file(name, font_folders) for name in ("SourceSansPro-Regular.ttf", "SourceSansPro-Bold.ttf"))
    return _metrics(FITS.get(office_font.casefold().strip(), OTHER), *found)


def _font_file(name: str, folders: Sequence[Path]) -> Path | None:
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


@lru_cache(maxsize=8)
def _metrics(fit: Fit, regular: Path | None, bold: Path | None) -> Metrics:
    code = Face(None, 1.0, 0.0, _CodeAdvances())
    return Metrics(_face(regular, fit.regular), _face(bold, fit.bold), code, fit.line)


def _face(file: Path | None, factor: float) -> Face:
    if file is None:
        return Face(None, factor, 0.0)
    font = ImageFont.truetype(str(file), EM, layout_engine=ImageFont.Layout.BASIC)
    return Face(font, factor, font.getlength("\uffff") / EM)


class _CodeAdvances(dict[str, float]):
    """Every character is as wide as the next, save ideographs."""

    def __missing__(self, char: str) -> float:
        return WIDE if unicodedata.east_asian_width(char) in "WF" else CODE_WIDTH
