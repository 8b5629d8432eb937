"""A decision on a slide of its own that is worded almost as the pack's proposal."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.slide_told import in_decks, told
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Code, Diagnostic
from mottepakke.model.slides import Repeats, ReturnedCase, ReturnedSlide
from mottepakke.model.wording import folded, says, shortened

BEFORE = 3
"""Words shown before the one where two texts part."""


def find(returned: ReturnedCase, _subject: Subject) -> Iterator[Diagnostic]:
    """Slides that are left out, as ours says the same better."""
    yield from reworded(codes.PROPOSAL_DIFFERS, returned, left_out=True)


def reworded(code: Code, returned: ReturnedCase, *, left_out: bool) -> Iterator[Diagnostic]:
    """The slides with a decision that is not worded as the pack's, those ``left_out`` or those kept."""
    by_number = {slide.number: slide for slide in returned.deck.slides}
    for item in returned.of(Repeats.PROPOSAL):
        if item.differs and item.left_out == left_out:
            words, ours = parting(_other_wording(by_number[item.number], returned), returned.proposal)
            yield told(code, returned, [item.number], words=words, ours=ours)


def parting(theirs: str, ours: str) -> tuple[str, str]:
    """Both texts from a little before the word where they part; what the pack has is quoted, or said not to be there."""
    if not ours:
        return theirs, "@no_proposal"
    mine, yours = ours.split(), theirs.split()
    start = next((number for number, pair in enumerate(zip(mine, yours, strict=False)) if pair[0] != pair[1]), 0)
    start = max(start - BEFORE, 0)
    dots = "… " if start else ""
    return dots + " ".join(yours[start:]), f"«{shortened(dots + ' '.join(mine[start:]))}»"


def _other_wording(slide: ReturnedSlide, returned: ReturnedCase) -> str:
    """The first line that the pack's proposal has not, or the whole of a slide that lacks some of it."""
    lines = [line.text for line in slide.body if line.text != slide.heading]
    ours = folded(returned.proposal)
    return next((line for line in lines if not says(ours, folded(line))), " ".join(lines))


RULE = Rule(codes.PROPOSAL_DIFFERS, in_decks(find))
