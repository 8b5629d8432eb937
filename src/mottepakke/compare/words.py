"""Where two texts differ, word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain

from mottepakke.model.changes import Piece
from mottepakke.model.wording import HIDDEN

NUMBER = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?(?!\w)"
PARTS = re.compile(rf"\s+|{NUMBER}|\w+(?:[-–/.:]\w+|(?<=\d),\d+)*|[^\w\s]")
"""Spaces, words (also 17/25, e-post, 1,5 and 1 200 000), and every sign by itself."""
MOST_COMPARED = 4_000_000
"""Pairs of words; beyond that, what differs is shown as replaced as a whole."""
MOST_REPETITIVE = 50_000_000
"""Steps; the same for texts that repeat themselves."""
CONTEXT = 8
"""Unchanged words kept on either side of a change."""
LONGEST_RUN = 90
"""Words in a row, taken away or put in, that are shown; of a longer run its beginning and its end."""
NEW_PARAGRAPH = "\n"
NO_BREAK_HYPHEN = "\N{NON-BREAKING HYPHEN}"
Change = tuple[int, int, int, int]
"""Words ``[0]:[1]`` of the old text became words ``[2]:[3]`` of the new."""


def words(text: str) -> list[str]:
    """The words and signs of ``text``, without its spaces; those in a number are of one kind."""
    return [" ".join(part.split()) for part in PARTS.findall(text) if not part.isspace()]


def sentence(words: Sequence[str]) -> str:
    """Words with spaces between them, and none where a sign closes what is before it or opens what follows."""
    return re.sub(r"(?<=[(\[«]) | (?=[)\].,;:!?»])", "", " ".join(words))


def differing(old: Sequence[Hashable], new: Sequence[Hashable], most: int = MOST_COMPARED) -> Iterator[Change]:
    """Where ``new`` differs from ``old``; as one whole where more than ``most`` pairs would have to be looked at."""
    start = next((n for n, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new)))
    rest = min(len(old), len(new)) - start
    end = next((n for n in range(rest) if old[len(old) - 1 - n] != new[len(new) - 1 - n]), rest)
    a, b = old[start : len(old) - end], new[start : len(new) - end]
    if not a and not b:
        return
    if not a or not b or len(a) * len(b) > most or _repetition(a, b) > MOST_REPETITIVE:
        yield (start, len(old) - end, start, len(new) - end)
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            yield (start + i1, start + i2, start + j1, start + j2)


def _repetition(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    """How much work it is at worst to find what two texts share: it grows when they say the same over and over."""
    counts = Counter(old)
    return sum(counts[item] for item in new) * min(len(old), len(new))


def changes(old: Sequence[str], new: Sequence[str], most: int = MOST_COMPARED) -> list[Change]:
    """Where ``new`` differs from ``old``; a single word that stayed between two changes counts as changed with them."""
    found: list[Change] = []
    for change in differing(old, new, most):
        if found and change[0] - found[-1][1] <= 1:
            change = (found[-1][0], change[1], found.pop()[2], change[3])
        found.append(change)
    return found


def visible(text: str) -> str:
    """``text`` without what nobody sees: kinds of spaces and hyphens, and where a word may be broken."""
    return " ".join(HIDDEN.sub("", text).replace(NO_BREAK_HYPHEN, "-").split())


def spaced(text: str) -> list[str]:
    """The words of a paragraph, each with the spaces before it; the first has one too, so that it is like any other."""
    parts: list[str] = []
    space = " "
    for part in PARTS.findall(" ".join(text.split())):
        if part.isspace():
            space = part
        else:
            parts.append(space + part)
            space = ""
    return parts


def pieces(old: Sequence[str], new: Sequence[str], most: int = MOST_COMPARED) -> Iterator[Piece]:
    """The old text (`spaced`) turned into the new: nothing left out."""
    position = 0
    for i1, i2, j1, j2 in changes(old, new, most):
        same, removed, added = "".join(old[position:i1]), "".join(old[i1:i2]), "".join(new[j1:j2])
        if removed[:1] == added[:1] == " ":
            same, removed, added = f"{same} ", removed[1:], added[1:]
        yield from _given(("same", same), ("removed", removed), ("added", added))
        position = i2
    yield from _given(("same", "".join(old[position:])))


def _given(*found: tuple[str, str]) -> Iterator[Piece]:
    for kind, text in found:
        if text:
            yield Piece(kind, text)  # type: ignore[arg-type]


def joined(found: Iterable[Piece]) -> list[Piece]:
    """Neighbours of one kind as one."""
    result: list[Piece] = []
    for piece in found:
        if result and result[-1].kind == piece.kind != "gap":
            piece = Piece(piece.kind, result.pop().text + piece.text)
        result.append(piece)
    return result


def excerpt(found: Sequence[Piece]) -> tuple[Piece, ...]:
    """What changed with a few words around it; '' where nothing did."""
    if all(piece.kind == "same" for piece in found):
        return ()
    last = len(found) - 1
    return tuple(chain.from_iterable(_shown(piece, n == 0, n == last) for n, piece in enumerate(found)))


def _shown(piece: Piece, first: bool, last: bool) -> Iterator[Piece]:
    if piece.kind != "same":
        yield from _cut(piece, LONGEST_RUN * 2 // 3, LONGEST_RUN // 3)
        return
    before = "" if first else _beginning(piece.text)
    after = "" if last else _end(piece.text)
    if len(before) + len(after) >= len(piece.text):
        yield piece
        return
    left_out = piece.text[len(before) : len(piece.text) - len(after)]
    gap = Piece("gap", NEW_PARAGRAPH if NEW_PARAGRAPH in left_out else "")
    shown = (Piece("same", before), gap if left_out.strip() else Piece("same", left_out), Piece("same", after))
    yield from (part for part in shown if part.text or part.kind == "gap")


def _cut(piece: Piece, head: int, tail: int) -> Iterator[Piece]:
    parts = PARTS.findall(piece.text)
    if len(parts) <= 2 * (head + tail):
        yield piece
        return
    yield Piece(piece.kind, "".join(parts[: 2 * head]).rstrip())
    yield Piece("gap", "")
    yield Piece(piece.kind, "".join(parts[len(parts) - 2 * tail :]).lstrip())


def _beginning(text: str) -> str:
    """The first words, up to the end of their paragraph."""
    return "".join(PARTS.findall(text.partition(NEW_PARAGRAPH)[0])[: 2 * CONTEXT])


def _end(text: str) -> str:
    """The last words, from the beginning of their paragraph."""
    _, mark, paragraph = text.rpartition(NEW_PARAGRAPH)
    parts = PARTS.findall(paragraph)
    return mark + paragraph if len(parts) <= 2 * CONTEXT else "".join(parts[len(parts) - 2 * CONTEXT :])
