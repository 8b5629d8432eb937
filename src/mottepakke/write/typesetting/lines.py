"""Where lines may end, which way they run, and what fits in one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

LONG_WORD = 32
"""Longer runs without a space may stand on a line of their own and still not fit."""


def break_places(text: str, longest: int = LONG_WORD) -> tuple[str, ...]:
    """``text`` cut where a line may end within a run of more than ``longest`` characters without a breaking space.

    The line breaker itself knows words, hyphens and web addresses; this is for file names, e-mail addresses and keys.
    """
    if _run_of(longest + 1).search(text) is None:
        return (text,)
    parts = [""]
    for run in BREAKING_SPACES.split(text):
        pieces = _pieces(run, longest) if len(run) > longest else (run,)
        parts[-1] += pieces[0]
        parts.extend(pieces[1:])
    return tuple(parts)


@cache
def _run_of(length: int) -> re.Pattern[str]:
    return re.compile(rf"[^ \t\n]{{{length}}}")


BREAKING_SPACES = re.compile(r"([ \t\n\u1680\u2000-\u2006\u2008-\u200b\u2028\u2029\u205f\u3000]+)")
FIXED_SPACE = re.compile(r"(?<=[\u00a0\u202f\u2007])")
PIECE = re.compile(r"[^\W_]+\W*_*|\W+_*|_+")
ADDRESS = re.compile(r"https?://|www\.")
LONGEST_WORD = 60
"""Norwegian words stay below, and hyphenation knows where to part them; so do the words a fixed space ties together."""


def _pieces(run: str, longest: int) -> tuple[str, ...]:
    tied = FIXED_SPACE.split(run)
    if len(tied) > 1 and len(run) <= (LONGEST_WORD if longest >= LONG_WORD else longest):
        return (run,)
    return tuple(piece for word in tied for piece in _word_pieces(word, longest))


def _word_pieces(word: str, longest: int) -> tuple[str, ...]:
    pieces = PIECE.findall(word)
    fits = len(word) <= longest or (word.isalpha() and len(word) <= LONGEST_WORD)
    if fits or (ADDRESS.match(word) and max(map(len, pieces)) <= LONGEST_WORD):
        return (word,)
    return tuple(chunk for piece in pieces for chunk in _chunks(piece, longest))


def _chunks(piece: str, longest: int) -> Iterator[str]:
    size = LONGEST_WORD if len(piece) <= LONGEST_WORD and piece.rstrip(",.;:").isalpha() else longest
    yield from (piece[start : start + size] for start in range(0, len(piece), size))


def shortened(text: str, longest: int) -> str:
    """``text``, cut after a word and with an ellipsis where it is longer than ``longest``."""
    if len(text) <= longest:
        return text
    start = text[:longest]
    return (start.rpartition(" ")[0] or start).rstrip(" ,;:–-") + " …"


def has_wide_word(text: str, letters: int) -> bool:
    """Whether a word has so many letters that it should be hyphenated.

    To weigh every place of every word costs more than all other typesetting together; shorter words leave no ugly gap.
    """
    return _word_of(letters).search(text) is not None


@cache
def _word_of(letters: int) -> re.Pattern[str]:
    return re.compile(rf"[^\W\d_]{{{letters}}}")


RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""The blocks of Unicode with scripts that run from right to left."""


def may_run_backwards(text: str) -> bool:
    """Whether any character of ``text`` belongs to a script that runs from right to left."""
    return RIGHT_TO_LEFT.search(text) is not None


def is_rtl(text: str) -> bool:
    """Whether a paragraph runs from right to left: its first strong character says so (Unicode annex 9, P2 and P3)."""
    if not may_run_backwards(text):
        return False
    strong = (unicodedata.bidirectional(character) for character in text)
    return next((direction in ("R", "AL") for direction in strong if direction in ("L", "R", "AL")), False)
