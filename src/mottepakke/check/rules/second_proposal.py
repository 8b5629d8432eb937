"""A decision on the slides that is another than the pack's proposal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.rules.slide_proposal_differs import parting, reworded
from mottepakke.check.slide_told import in_decks, told
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.slides import Repeats, ReturnedCase
from mottepakke.model.wording import folded, says

STATED = re.compile(r"^(?:forslag|framlegg) til vedtak:?\s+(\S.*)$", re.IGNORECASE)
FEWEST_WORDS = 4
"""Of a text after «Forslag til vedtak» that is a decision, not a reference to it."""


def find(returned: ReturnedCase, _subject: Subject) -> Iterator[Diagnostic]:
    """On a slide of its own, or in a line that announces it."""
    yield from reworded(codes.SECOND_PROPOSAL, returned, left_out=False)
    known = {item.number for item in returned.of(Repeats.PROPOSAL)}
    for slide in returned.judged():
        for line in () if slide.number in known else slide.body:
            found = STATED.match(line.text)
            if found and _is_other(found.group(1), returned.proposal):
                words, ours = parting(found.group(1), returned.proposal)
                yield told(codes.SECOND_PROPOSAL, returned, [slide.number], words=words, ours=ours)


def _is_other(text: str, proposal: str) -> bool:
    words = folded(text)
    return len(words.split()) >= FEWEST_WORDS and not says(folded(proposal), words)


RULE = Rule(codes.SECOND_PROPOSAL, in_decks(find))
