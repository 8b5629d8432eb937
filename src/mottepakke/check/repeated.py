"""One finding for the same words on many pages or slides of a file: a footer is written once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from mottepakke.diagnostics import Diagnostic
from mottepakke.model.wording import ranges

PLACE = re.compile(r"@in_(?P<kind>page|slide):(?P<number>\d+)")
MANY = {"page": "@in_pages", "slide": "@in_slides"}
MOST_NAMED = 3
"""Runs of pages that are named before the last one."""
BETWEEN = "\x1f"
"""Between which pages, and how many they are (see `mottepakke.messages`)."""


def together(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """``found``, with what differs in nothing but its page or slide as one finding where the first was."""
    groups: dict[Diagnostic, list[Diagnostic]] = {}
    for item in found:
        placeless = tuple((key, value) for key, value in item.args if not _is_place(key, value))
        groups.setdefault(replace(item, args=placeless), []).append(item)
    for same in groups.values():
        yield same[0] if len(same) == 1 else _as_one(same)


def _is_place(key: str, value: str) -> bool:
    return key == "place" and PLACE.fullmatch(value) is not None


def _as_one(same: Sequence[Diagnostic]) -> Diagnostic:
    args = dict(same[0].args)
    places = [found for item in same if (found := PLACE.fullmatch(dict(item.args).get("place", "")))]
    if places:
        kinds = sorted({found["kind"] for found in places})
        args["place"] = _worded(kinds[0], {int(found["number"]) for found in places})
    return replace(same[0], args=tuple(args.items()))


def _worded(kind: str, numbers: set[int]) -> str:
    runs = ranges(numbers).split(", ")
    if len(runs) <= MOST_NAMED + 1:
        return f"@in_{kind}:{', '.join(runs)}"
    return f"{MANY[kind]}:{', '.join(runs[:MOST_NAMED])} … {runs[-1]}{BETWEEN}{len(numbers)}"
