"""References follow the numbers of what they refer to: a new number is no new text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from mottepakke.compare.agenda import Pair
from mottepakke.compare.files import file_pairs

NO_BREAK = "\N{NO-BREAK SPACE}"
"""What stands between word and number of a reference, and seldom in what people write by hand."""
CASE = f"sak{NO_BREAK}"
Translation = Callable[[Sequence[str]], tuple[str, ...]]


def with_new_numbers(pairs: Sequence[Pair]) -> Translation:
    """Gives old paragraphs with the numbers that cases and attachments have now wherever they are referred to."""
    renamed = dict(_renamed(pairs))
    if not renamed:
        return tuple
    names = "|".join(map(re.escape, sorted(renamed, key=lambda name: (-len(name), name))))
    pattern = re.compile(rf"(?<!\w)(?:{names})(?![\w/])")

    def translate(paragraphs: Sequence[str]) -> tuple[str, ...]:
        return tuple(pattern.sub(lambda found: renamed[found.group()], text) for text in paragraphs)

    return translate


def _renamed(pairs: Sequence[Pair]) -> Iterator[tuple[str, str]]:
    for pair in pairs:
        if pair.old is None or pair.new is None:
            continue
        labels = [(old.label, new.label) for old, new in file_pairs(pair.old, pair.new) if old and new]
        numbers = [(f"{CASE}{case}", f"{CASE}{now}") for case, now in [(pair.old.number, pair.new.number)] if case and now]
        for old, new in (*labels, *numbers):
            if old and new and old != new:
                yield old.replace(" ", NO_BREAK), new.replace(" ", NO_BREAK)
