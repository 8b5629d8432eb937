"""A slide kept although the meeting has it itself, for what else it holds."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.slide_told import REPEATS, in_decks, repeating, told
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.slides import ReturnedCase


def find(returned: ReturnedCase, _subject: Subject) -> Iterator[Diagnostic]:
    """Notes, pictures, films and links are what is lost with a slide."""
    for item, words in repeating(returned):
        if not item.left_out:
            repeats = REPEATS[item.repeats]
            yield told(codes.REPETITION_KEPT, returned, [item.number], words=words, repeats=repeats, beside=item.beside)


RULE = Rule(codes.REPETITION_KEPT, in_decks(find))
