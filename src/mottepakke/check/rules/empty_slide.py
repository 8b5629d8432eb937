"""An empty slide."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.slide_told import in_decks, told
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.slides import ReturnedCase


def find(returned: ReturnedCase, _subject: Subject) -> Iterator[Diagnostic]:
    """A slide with nothing on it."""
    numbers = [slide.number for slide in returned.judged() if slide.is_empty]
    if numbers:
        yield told(codes.EMPTY_SLIDE, returned, numbers)


RULE = Rule(codes.EMPTY_SLIDE, in_decks(find))
