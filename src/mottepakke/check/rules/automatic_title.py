"""A slide with a title that nobody wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.slide_told import in_decks, told
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.slides import ReturnedCase
from mottepakke.model.wording import folded

AUTOMATIC = re.compile(
    r"(?:slide|lysbilde|lysbilete|lysark) \d+|powerpoint presentasjon|powerpoint presentation|"
    r"(?:presentasjon|presentation) ?\d*|uten tittel|utan tittel|untitled"
)
"""Titles (folded) that a program gave."""


def find(returned: ReturnedCase, _subject: Subject) -> Iterator[Diagnostic]:
    """A title that a program gave."""
    for slide in returned.judged():
        if AUTOMATIC.fullmatch(folded(slide.title)):
            yield told(codes.AUTOMATIC_TITLE, returned, [slide.number], words=slide.title)


RULE = Rule(codes.AUTOMATIC_TITLE, in_decks(find))
