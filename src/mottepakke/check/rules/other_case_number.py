"""A case number on the slides that is not this case's."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.slide_numbers import numbers_judged
from mottepakke.check.slide_told import in_decks
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.slides import ReturnedCase


def find(returned: ReturnedCase, subject: Subject) -> Iterator[Diagnostic]:
    """Beside «sak», on the title slide, in a footer or at the head of a slide."""
    yield from numbers_judged(codes.OTHER_CASE_NUMBER, returned, subject)


RULE = Rule(codes.OTHER_CASE_NUMBER, in_decks(find))
