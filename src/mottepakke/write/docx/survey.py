"""One walk over the document before it is written: what its parts must know of each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from msgspec import Struct

from mottepakke.model.document import (
    Block,
    CodeBlock,
    Contents,
    Document,
    Emphasis,
    Fields,
    Figure,
    Footnote,
    Group,
    Heading,
    Inline,
    Items,
    Link,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Rule,
    Strike,
    Strong,
    Table,
)


class Survey(Struct, frozen=True):
    """``anchors`` can be linked to, ``notes`` numbers the footnotes by label, ``headings`` are the listed ones."""

    anchors: frozenset[str]
    notes: dict[str, int]
    headings: tuple[Heading, ...]
    has_contents: bool
    has_title_page: bool


def survey(document: Document) -> Survey:
    """Walk the document once, in the order in which it is written."""
    anchors: set[str] = set()
    notes: dict[str, int] = {}
    headings: list[Heading] = []
    contents = False
    count = 0
    for node in _blocks(document.blocks):
        if isinstance(node, Footnote):
            count += 1
            notes.setdefault(node.label, count)
            continue
        if isinstance(node, Heading) and node.listed:
            headings.append(node)
        contents = contents or isinstance(node, Contents)
        anchor = getattr(node, "anchor", None)
        if anchor:
            anchors.add(anchor)
    first = document.blocks[0] if document.blocks else None
    title_page = isinstance(first, Group) and first.role == "tittelside"
    return Survey(frozenset(anchors), notes, tuple(headings), contents, title_page)


def _blocks(blocks: Iterable[Block]) -> Iterator[Block | Row | Footnote]:
    for block in blocks:
        yield block
        yield from _inside(block)


def _inside(block: Block) -> Iterator[Block | Row | Footnote]:
    match block:
        case Heading() | Paragraph():
            yield from _notes(block.children)
        case Items():
            for item in block.items:
                yield from _blocks(item)
        case Table():
            yield from _table(block)
        case Figure():
            yield from _notes(block.caption)
        case Quote() | Group():
            yield from _blocks(block.blocks)
        case Fields():
            for field in block.fields:
                yield from _blocks(field.blocks)
        case CodeBlock() | Rule() | Contents() | PageBreak():
            return
        case _:
            assert_never(block)


def _table(table: Table) -> Iterator[Block | Row | Footnote]:
    yield from _notes(table.caption)
    for row in (*table.head, *table.rows):
        yield row
        for cell in row.cells:
            yield from _blocks(cell.blocks)


def _notes(inlines: Iterable[Inline]) -> Iterator[Block | Row | Footnote]:
    """The footnotes of inlines and the blocks inside them (a footnote in a footnote is none of its own)."""
    for inline in inlines:
        if isinstance(inline, Footnote):
            yield inline
            yield from (node for node in _blocks(inline.blocks) if not isinstance(node, Footnote))
        elif isinstance(inline, Strong | Emphasis | Strike | Link):
            yield from _notes(inline.children)
