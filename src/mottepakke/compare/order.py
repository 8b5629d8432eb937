"""Which of two lists' items belong together, and which have really moved."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from itertools import product
from typing import TypeVar

from mottepakke.compare.words import differing, words

T = TypeVar("T")
Match = tuple[int | None, int | None]
"""Positions in the old list and the new; None where there is no counterpart."""
ALIKE = 0.4
"""The share of words that two paragraphs of one origin have in common, at least."""
MOST_MATCHED = 40_000
"""Pairs of paragraphs looked at where many in a row differ; beyond that, they are taken one for one."""


def likeness(old: Counter[str], new: Counter[str]) -> float:
    """The share of words in common, 0 to 1; 1 where neither has any."""
    total = old.total() + new.total()
    common = sum(min(old[word], new[word]) for word in old.keys() & new.keys())
    return 2 * common / total if total else 1.0


def matched(old: Sequence[str], new: Sequence[str]) -> list[Match]:
    """Texts of one origin side by side, in order: equal ones first of all, then those most alike between them."""
    result: list[Match] = []
    at_old = 0
    at_new = 0
    for i1, i2, j1, j2 in (*differing(old, new), (len(old), len(old), len(new), len(new))):
        result += zip(range(at_old, i1), range(at_new, j1), strict=True)
        between = _most_alike(old[i1:i2], new[j1:j2])
        result += [(None if a is None else i1 + a, None if b is None else j1 + b) for a, b in between]
        at_old, at_new = i2, j2
    return result


def _most_alike(old: Sequence[str], new: Sequence[str]) -> list[Match]:
    """The pairs in order that are most alike together; what is no pair, the old before the new.

    One pair that is alike through and through counts for more than two of which half is: likeness is squared.
    """
    if len(old) * len(new) > MOST_MATCHED:
        return _one_for_one(len(old), len(new))
    before, after = ([bag((text,)) for text in side] for side in (old, new))
    scores = [[alike * alike if (alike := likeness(a, b)) >= ALIKE else 0.0 for b in after] for a in before]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            paired = best[i + 1][j + 1] + scores[i][j] if scores[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    result: list[Match] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if scores[i][j] and best[i][j] == best[i + 1][j + 1] + scores[i][j]:
            result.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            result.append((i, None))
            i += 1
        else:
            result.append((None, j))
            j += 1
    return [*result, *((n, None) for n in range(i, len(old))), *((None, n) for n in range(j, len(new)))]


def _one_for_one(old: int, new: int) -> list[Match]:
    both = min(old, new)
    pairs: list[Match] = [(n, n) for n in range(both)]
    return [*pairs, *((n, None) for n in range(both, old)), *((None, n) for n in range(both, new))]


def in_order(positions: Sequence[int]) -> set[int]:
    """The most of ``positions``, all different, that stand in rising order: what is left has moved."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for n, position in enumerate(positions):
        place = bisect_left(ends, position)
        before.append(last[place - 1] if place else -1)
        if place == len(ends):
            ends.append(position)
            last.append(n)
        else:
            ends[place], last[place] = position, n
    kept: set[int] = set()
    n = last[-1] if last else -1
    while n >= 0:
        kept.add(positions[n])
        n = before[n]
    return kept


def numbered(names: Iterable[T]) -> list[tuple[T, int]]:
    """Each name with how often it has stood before: so that doubles are told apart."""
    seen: Counter[T] = Counter()
    result = []
    for name in names:
        result.append((name, seen[name]))
        seen[name] += 1
    return result


def bag(texts: Iterable[str]) -> Counter[str]:
    """The words of ``texts``, for `likeness`."""
    return Counter(words(" ".join(texts).casefold()))


def bags(texts: Callable[[T], Iterable[str]]) -> Callable[[T], Counter[str]]:
    """Gives the `bag` of an item, worked out once for as long as the item lives."""
    known: dict[int, Counter[str]] = {}

    def bag_of(item: T) -> Counter[str]:
        if id(item) not in known:
            known[id(item)] = bag(texts(item))
        return known[id(item)]

    return bag_of


def paired(
    old: Sequence[T], new: Sequence[T], key: Callable[[T], Hashable], rest: Sequence[Callable[[T, T], float]] = ()
) -> list[Match]:
    """Items with the same key; what is left over by each of ``rest`` in turn, those most alike (0: not at all) first.

    Of those equally alike the nearest, so that it is the same whichever list is the old one. New order, old after.
    """
    where = {name: n for n, name in enumerate(numbered(map(key, old)))}
    partner: dict[int, int] = {n: where[name] for n, name in enumerate(numbered(map(key, new))) if name in where}
    for alike in rest:
        taken = set(partner.values())
        free = product((m for m in range(len(old)) if m not in taken), (n for n in range(len(new)) if n not in partner))
        scored = ((float(alike(old[m], new[n])), m, n) for m, n in free)
        for _, _, _, m, n in sorted((-score, abs(m - n), m + n, m, n) for score, m, n in scored if score):
            if m not in taken and n not in partner:
                partner[n] = m
                taken.add(m)
    return list(_in_new_order(partner, len(old), len(new)))


def _in_new_order(partner: dict[int, int], old: int, new: int) -> Iterator[Match]:
    """New items in their order, each followed by the old ones without counterpart that stood after it."""
    gone: dict[int, list[int]] = {}
    anchor = -1
    taken: Collection[int] = set(partner.values())
    for n in range(old):
        if n in taken:
            anchor = n
        else:
            gone.setdefault(anchor, []).append(n)
    yield from ((n, None) for n in gone.get(-1, ()))
    for n in range(new):
        before = partner.get(n)
        yield before, n
        yield from ((m, None) for m in gone.get(before, ()) if before is not None)  # type: ignore[arg-type]
