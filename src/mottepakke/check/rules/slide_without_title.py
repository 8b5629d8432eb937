"""A slide without a title."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.slide_told import in_decks, name_of, told
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.slides import ReturnedCase


def find(returned: ReturnedCase, _subject: Subject) -> Iterator[Diagnostic]:
    """A slide without text in a title placeholder: lists of slides and screen readers have no name for it."""
    for slide in returned.judged():
        if not slide.title and not slide.is_empty:
            yield told(codes.SLIDE_WITHOUT_TITLE, returned, [slide.number], words=name_of(slide))


RULE = Rule(codes.SLIDE_WITHOUT_TITLE, in_decks(find))
