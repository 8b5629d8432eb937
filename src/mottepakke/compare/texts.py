"""What changed in a text of several paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mottepakke.compare.order import matched
from mottepakke.compare.words import NEW_PARAGRAPH, excerpt, joined, pieces, spaced, visible
from mottepakke.model.changes import Piece

MOST_WORDS = 3_000_000
"""Pairs of words compared in one text; paragraphs after that are shown as replaced as a whole."""
MOST_IN_PARAGRAPH = 500_000


def whole(old: Sequence[str], new: Sequence[str]) -> list[Piece]:
    """The old paragraphs turned into the new, nothing left out that can be seen."""
    return joined(_all_pieces(*(list(filter(None, map(visible, side))) for side in (old, new))))


def text_pieces(old: Sequence[str], new: Sequence[str]) -> tuple[Piece, ...]:
    """What changed, with a few words around it; empty where nothing did."""
    return excerpt(whole(old, new)) if old != new else ()


def _all_pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    left = MOST_WORDS
    for a, b in matched(old, new):
        before = [NEW_PARAGRAPH, *spaced(old[a])] if a is not None else []
        after = [NEW_PARAGRAPH, *spaced(new[b])] if b is not None else []
        if before == after:
            yield Piece("same", "".join(after))
            continue
        left -= len(before) * len(after)
        yield from pieces(before, after, MOST_IN_PARAGRAPH if left > 0 else 0)
