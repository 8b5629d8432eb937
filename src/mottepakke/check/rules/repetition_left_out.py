"""A slide left out because the meeting has it itself."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.slide_told import REPEATS, in_decks, repeating, told
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.slides import ReturnedCase


def find(returned: ReturnedCase, _subject: Subject) -> Iterator[Diagnostic]:
    """Of a slide that is exactly as our template had it there is nothing to tell."""
    for item, words in repeating(returned):
        if item.left_out:
            yield told(codes.REPETITION_LEFT_OUT, returned, [item.number], words=words, repeats=REPEATS[item.repeats])


RULE = Rule(codes.REPETITION_LEFT_OUT, in_decks(find))
