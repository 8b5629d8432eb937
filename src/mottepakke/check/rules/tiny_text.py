"""Text too small to be read from the far end of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.slide_told import in_decks, told
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.slides import FURNITURE, ReturnedCase
from mottepakke.model.wording import folded

SMALLEST = 12.0
"""Points on a slide 540 points high. Below that nobody at the far end of a table reads it; our layouts have 20 or more."""
SLIDE_HEIGHT = 540.0
SHORT = 3
"""Words of a small text that is still no reading matter: units, marks, a name."""
SOURCE = re.compile(
    r"^[\s(*†\d]*(?:kilder?|kjelder?|foto|fotograf|illustrasjon|bilde|bilete|source|photo|©|https?:|www\.)", re.I
)
"""How the lines begin that tell where something comes from; they are small by custom."""


def find(returned: ReturnedCase, _subject: Subject) -> Iterator[Diagnostic]:
    """Text that is too small to be read, measured on slides of one height; footers and sources are let be."""
    scale = SLIDE_HEIGHT / returned.deck.height if returned.deck.height > 0 else 1.0
    for slide in returned.judged():
        lines = [
            (line.size * scale, line.text)
            for shape in slide.texts
            for line in shape.lines
            if shape.holder not in FURNITURE and line.size and not SOURCE.match(line.text)
            if len(folded(line.text).split()) > SHORT
        ]
        size, words = min(lines, default=(SMALLEST, ""))
        if round(size, 1) < SMALLEST:
            points = f"{size:.1f}".removesuffix(".0").replace(".", ",")
            yield told(codes.TINY_TEXT, returned, [slide.number], words=words, size=points, smallest=f"{SMALLEST:.0f}")


RULE = Rule(codes.TINY_TEXT, in_decks(find))
