"""A picture on a slide without alternative text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.slide_told import in_decks, told
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.slides import GRAPHICS, ReturnedCase

FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp|pptx?)", re.IGNORECASE)


def find(returned: ReturnedCase, _subject: Subject) -> Iterator[Diagnostic]:
    """A picture, chart or the like that says nothing to those who do not see it; a file name is no description."""
    for slide in returned.judged():
        for graphic in slide.figures:
            if not graphic.alt or FILE_NAME.fullmatch(graphic.alt):
                name = graphic.name or "–"
                yield told(codes.GRAPHIC_WITHOUT_ALT, returned, [slide.number], words=name, kind=GRAPHICS[graphic.kind])


RULE = Rule(codes.GRAPHIC_WITHOUT_ALT, in_decks(find))
