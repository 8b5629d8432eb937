"""Plain text of inlines, and the direction of text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import assert_never

from mottepakke.model.document import (
    Block,
    Code,
    CodeBlock,
    Contents,
    Emphasis,
    Fields,
    Figure,
    Footnote,
    FootnoteReference,
    Group,
    Heading,
    Inline,
    Items,
    LineBreak,
    Link,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Strike,
    Strong,
    Table,
    Text,
)

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"  # Hebrew, Arabic and kin
)


def plain(inlines: Iterable[Inline]) -> str:
    """The words without marks and notes; a line break is a space."""
    return "".join(_plain(inline) for inline in inlines)


def _plain(inline: Inline) -> str:
    match inline:
        case Text() | Code():
            return inline.value
        case Strong() | Emphasis() | Strike() | Link():
            return plain(inline.children)
        case LineBreak():
            return " "
        case Footnote() | FootnoteReference():
            return ""
        case _:
            assert_never(inline)


def running_text(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    """The words of blocks, stretch by stretch, for where blocks cannot stand."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.children
            case Items():
                yield from (words for item in block.items for words in running_text(item))
            case Table():
                cells = (cell for row in (*block.head, *block.rows) for cell in row.cells)
                yield from (words for cell in cells for words in running_text(cell.blocks))
            case Quote() | Group():
                yield from running_text(block.blocks)
            case Fields():
                for field in block.fields:
                    yield (Text(field.label),)
                    yield from running_text(field.blocks)
            case _:
                yield from _literal_text(block)


def _literal_text(block: CodeBlock | Figure | Rule | Contents | PageBreak) -> Iterator[tuple[Inline, ...]]:
    match block:
        case Figure():
            yield block.caption or (Text(block.alt),)
        case CodeBlock():
            yield (Code(block.value),)
        case Rule() | Contents() | PageBreak():
            return
        case _:
            assert_never(block)


def reads_from_right(text: str) -> bool:
    """Whether the first strong character is one of a right-to-left script (Unicode annex 9, rules P2 and P3)."""
    if not _RIGHT_TO_LEFT.search(text):
        return False
    strong = (unicodedata.bidirectional(character) for character in text)
    return next((kind in ("R", "AL") for kind in strong if kind in ("L", "R", "AL")), False)


def by_direction(text: str) -> Iterator[tuple[str, bool]]:
    """Stretches of one direction with whether they read from the right; neutral characters go with what precedes."""
    if not _RIGHT_TO_LEFT.search(text):
        yield text, False
        return
    start, current = 0, reads_from_right(text)
    for position, character in enumerate(text):
        kind = unicodedata.bidirectional(character)
        if kind in ("L", "R", "AL") and (kind != "L") != current:
            if position > start:
                yield text[start:position], current
            start, current = position, not current
    yield text[start:], current
