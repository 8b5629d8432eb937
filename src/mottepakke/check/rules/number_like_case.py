"""A number on the slides that may be another case's."""

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
    """Where nothing says what the number is of."""
    yield from numbers_judged(codes.NUMBER_LIKE_CASE, returned, subject)


RULE = Rule(codes.NUMBER_LIKE_CASE, in_decks(find))
