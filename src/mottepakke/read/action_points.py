"""Action points in minutes: list items that say who does what by when, and whether it is done.

``- [x] Kari Nordmann (frist 1. juni 2025): sender utkastet`` is the full form; every part but what is to be done may be left
out, and prose is a point too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from mottepakke import codes
from mottepakke.diagnostics import Report
from mottepakke.model.document import Block, Inline, Items, Link, Paragraph, Text
from mottepakke.model.minutes import ActionPoint
from mottepakke.model.source import Span
from mottepakke.model.walk import plain_text
from mottepakke.read.fields import brief
from mottepakke.read.times import parse_date

MARK = re.compile(r"\s*\[([ xX])\]\s*")
DUE = re.compile(r"\((?:frist|innen|innan):?\s+([^()]{1,60})\)", re.IGNORECASE)
WHO = re.compile(r"([^\W\d_][^:.!?]{1,79}):\s+(?=\S)")
"""Who stands before the first colon, if it is short and no sentence has ended before."""


def action_points(blocks: Sequence[Block], place: Span, report: Report) -> tuple[tuple[Block, ...], tuple[ActionPoint, ...]]:
    """``blocks`` without the marks of what is done, and the points of their lists; ``place`` is the heading above them."""
    reader = _Reader(place, report)
    return tuple(map(reader.block, blocks)), tuple(reader.points)


class _Reader(Struct):
    place: Span
    report: Report
    points: list[ActionPoint] = field(default_factory=list)

    def block(self, block: Block) -> Block:
        if not isinstance(block, Items):
            return block
        return replace(block, items=tuple(self.item(item, block.span or self.place) for item in block.items))

    def item(self, item: tuple[Block, ...], place: Span) -> tuple[Block, ...]:
        """One point: its first paragraph says who and when, lists and paragraphs below it are part of what."""
        if not item or not isinstance(item[0], Paragraph):
            return item
        first = item[0]
        marked = MARK.match(first.children[0].value) if first.children and isinstance(first.children[0], Text) else None
        children = _without(first.children, marked.end()) if marked else first.children
        words = " ".join(part for block in (replace(first, children=children), *item[1:]) for part in _words(block))
        self.points.append(self.point(words, done=bool(marked and marked[1] in "xX"), span=first.span or place))
        return (replace(first, children=children), *item[1:])

    def point(self, words: str, *, done: bool, span: Span) -> ActionPoint:
        due = None
        if found := DUE.search(words):
            due = parse_date(found[1].strip())
            if due is None:
                self.report.add(codes.ACTION_WITHOUT_DATE, span, value=brief(found[1]))
            else:
                words = words[: found.start()].rstrip() + words[found.end() :]
        who = WHO.match(words)
        what = words[who.end() :] if who else words
        return ActionPoint(who[1].strip() if who else "", due, what.strip(), done, span)


def _without(children: Sequence[Inline], length: int) -> tuple[Inline, ...]:
    """``children`` without the first ``length`` characters, which stand in the first of them."""
    first = children[0]
    assert isinstance(first, Text)
    rest = first.value[length:]
    return (Text(rest), *children[1:]) if rest else tuple(children[1:])


def _words(block: Block) -> Iterator[str]:
    """The text of paragraphs and list items."""
    if isinstance(block, Paragraph):
        yield "".join(map(_as_said, block.children)).strip()
    elif isinstance(block, Items):
        for item in block.items:
            for inner in item:
                yield from _words(inner)


def _as_said(inline: Inline) -> str:
    """The words of an inline node; a reference stays as it is written."""
    if isinstance(inline, Link) and inline.href.startswith("ref:"):
        return f"[[{inline.href.removeprefix('ref:').replace('/', ':', 1)}]]"
    return plain_text((inline,))
