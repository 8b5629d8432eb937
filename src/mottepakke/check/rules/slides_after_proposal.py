"""Slides that come after the proposal."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.slide_told import in_decks, name_of, told
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.slides import Repeats, ReturnedCase


def find(returned: ReturnedCase, _subject: Subject) -> Iterator[Diagnostic]:
    """Slides after the proposal, which ends a case: in the meeting's deck they come before it."""
    last = max((item.number for item in returned.of(Repeats.PROPOSAL)), default=None)
    if last is None:
        return
    closing = {item.number for item in returned.of(Repeats.THANKS)}
    late = [one for one in returned.judged() if one.number > last and not one.is_empty and one.number not in closing]
    if late:
        yield told(codes.AFTER_PROPOSAL, returned, [slide.number for slide in late], words=name_of(late[0]))


RULE = Rule(codes.AFTER_PROPOSAL, in_decks(find))
