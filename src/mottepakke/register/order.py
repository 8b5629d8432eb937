"""Where new entries go in a ledger: among the others where these are sorted, else last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from mottepakke.model.meeting import Committee
from mottepakke.model.numbering import parse_number, patterns, sequence_of
from mottepakke.read.marks import KEPT, Mark
from mottepakke.register.change import Wanted
from mottepakke.register.edits import BREAK, Edit, Page
from mottepakke.register.notation import entry_in_flow, entry_lines

Rank = tuple[int, int, int]
"""Series, year and number: what a ledger is sorted by."""


def rank(committee: Committee, number: str) -> Rank | None:
    """The place of a number among all of its committee's, or None where it is none of them."""
    series = list(dict.fromkeys(sequence_of(pattern) for pattern in patterns(committee)))
    for pattern in patterns(committee):
        if found := parse_number(pattern, number):
            return series.index(sequence_of(pattern)), found.year, found.number
    return None


def added(
    page: Page, root: Mark | None, numbers: Sequence[str], new: Sequence[Wanted], committee: Committee
) -> Iterator[Edit]:
    """The edits that enter ``new`` in the ledger of which ``numbers`` are the entries."""
    ranks = [rank(committee, number) for number in numbers]
    known = [one for one in ranks if one is not None]
    if all(first <= second for first, second in pairwise(known)):
        new = sorted(new, key=lambda wanted: rank(committee, wanted.number) or (len(ranks), 0, 0))
    else:
        ranks = [None] * len(ranks)
    if root and not root.parts:
        yield Edit(root.start, root.end, "")
    for wanted in new:
        yield _entered(page, root, _after(ranks, rank(committee, wanted.number)), wanted)


def _after(ranks: Sequence[Rank | None], new: Rank | None) -> int:
    """The position of the entry after which ``new`` goes; -1 for before all."""
    known = [position for position, one in enumerate(ranks) if one is not None]
    if new is None or not known:
        return len(ranks) - 1
    smaller = [position for position in known if (ranks[position] or new) < new]
    return max(smaller, default=known[0] - 1)


def _entered(page: Page, root: Mark | None, after: int, wanted: Wanted) -> Edit:
    if root is None or not root.parts:
        place = page.next_line(root.end) if root else len(page.text)
        return Edit(place, place, _lines(wanted, 0))
    if root.style:
        near = root.parts[max(after, 0)]
        text, line = entry_in_flow(wanted.values, wanted.history), "\n" + " " * near.column
        return Edit(near.start, near.start, f"{text},{line}") if after < 0 else Edit(near.end, near.end, f",{line}{text}")
    blank = "\n" if _is_spaced(page, root) else ""
    if after < 0:
        place = root.start - root.column
        return Edit(place, place, _lines(wanted, root.column) + blank)
    if root.parts[after].last.style.endswith(KEPT):
        blank = ""
    place = page.below(root.parts[after].end, root.column)
    return Edit(place, place, blank + _lines(wanted, root.column))


def _lines(wanted: Wanted, column: int) -> str:
    return "".join(f"{line}\n" for line in entry_lines(wanted.values, wanted.history, column))


def _is_spaced(page: Page, root: Mark) -> bool:
    """Whether people keep an empty line between entries: the last two tell."""
    if len(root.parts) < 2:
        return False
    one, other = root.parts[-2:]
    return any(not line.strip() for line in BREAK.split(page.text[page.next_line(one.end) : other.start])[:-1])
