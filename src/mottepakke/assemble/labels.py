"""The numbers on the pages of a pack: 1, 2, 3 …, and in a supplement those of the version before with 41a, 41b … between.

What people hold on paper stays true: a page that was there keeps its number, and no number is used for two pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count

from mottepakke.model.numbering import letters
from mottepakke.model.sent import KeptPages

LABEL = re.compile(r"(\d+)[a-z]*")
FIRST = "1"


def page_labels(documents: Sequence[tuple[str, int]], kept: KeptPages | None) -> list[tuple[str, ...]]:
    """The page numbers of each document, given as key and count of pages, in order; the contents come first."""
    if kept is None:
        numbers = count(1)
        return [tuple(str(next(numbers)) for _ in range(pages)) for _, pages in documents]
    between = _Between(kept)
    last = FIRST
    found = []
    for key, pages in documents:
        own = kept.labels.get(key, ())[:pages]
        last = own[-1] if own else last
        added = [next(between(last)) for _ in range(pages - len(own))]
        found.append((*own, *added))
        last = found[-1][-1] if found[-1] else last
    return found


def total_pages(labels: Sequence[tuple[str, ...]], kept: KeptPages | None) -> str:
    """What stamps print as the number of pages: a supplement's is that of the first version."""
    return kept.total if kept else str(sum(map(len, labels)))


class _Between:
    """Gives the free numbers after a page: 41a, 41b … 41z, 41aa."""

    def __init__(self, kept: KeptPages) -> None:
        self.used = set(kept.used)

    def __call__(self, last: str) -> Iterator[str]:
        found = LABEL.fullmatch(last)
        assert found, last
        for number in count():
            label = found[1] + letters(number).lower()
            if label not in self.used:
                self.used.add(label)
                yield label
