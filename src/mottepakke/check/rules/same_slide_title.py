"""Slides of one deck with one title."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.slide_told import in_decks, told
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.slides import ReturnedCase, ReturnedSlide


def find(returned: ReturnedCase, _subject: Subject) -> Iterator[Diagnostic]:
    """Two slides or more with one title: nobody can tell them apart in a list."""
    found: dict[str, list[ReturnedSlide]] = {}
    for slide in returned.judged():
        if slide.title:
            found.setdefault(" ".join(slide.title.casefold().split()), []).append(slide)
    for slides in found.values():
        if len(slides) > 1:
            yield told(codes.SAME_SLIDE_TITLE, returned, [slide.number for slide in slides], words=slides[0].title)


RULE = Rule(codes.SAME_SLIDE_TITLE, in_decks(find))
