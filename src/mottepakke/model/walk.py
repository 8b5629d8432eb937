"""Walking and rewriting the document tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from operator import is_
from typing import TypeAlias, TypeVar, assert_never

from msgspec.structs import replace

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
    Row,
    Rule,
    Strike,
    Strong,
    Table,
    Text,
)

Node: TypeAlias = Block | Inline
InlineEdit = Callable[[Inline], Sequence[Inline]]
"""Gives what an inline node is replaced by; its children have been edited before."""
BlockEdit = Callable[[Block], Sequence[Block]]
"""Gives what a block is replaced by; what is inside it has been edited before."""


def _same_inline(inline: Inline) -> Sequence[Inline]:
    return (inline,)


def _same_block(block: Block) -> Sequence[Block]:
    return (block,)


def rewrite(
    blocks: Sequence[Block], edit: InlineEdit = _same_inline, edit_block: BlockEdit = _same_block
) -> tuple[Block, ...]:
    """``blocks`` with every inline and every block, at any depth, replaced by what the edits give."""
    return _Rewriter(edit, edit_block).blocks(blocks)


class _Rewriter:
    def __init__(self, edit: InlineEdit, edit_block: BlockEdit) -> None:
        self.edit = edit
        self.edit_block = edit_block

    def blocks(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        new: list[Block] = []
        for block in blocks:
            new += self.edit_block(self.block(block))
        return _kept(blocks, new)

    def inlines(self, inlines: Sequence[Inline]) -> tuple[Inline, ...]:
        new: list[Inline] = []
        for inline in inlines:
            new += self.edit(self.inline(inline))
        return _kept(inlines, new)

    def inline(self, inline: Inline) -> Inline:
        match inline:
            case Text() | Code() | LineBreak() | FootnoteReference():
                return inline
            case Strong(children) | Emphasis(children) | Strike(children) | Link(_, children):
                new = self.inlines(children)
                return inline if new is children else replace(inline, children=new)
            case Footnote(_, blocks):
                return _with(inline, blocks=self.blocks(blocks))
            case _:
                assert_never(inline)

    def block(self, block: Block) -> Block:
        match block:
            case Paragraph(children) | Heading(_, children):
                new = self.inlines(children)
                return block if new is children else replace(block, children=new)
            case Items(items):
                return _with(block, items=_kept(items, [self.blocks(item) for item in items]))
            case Table(_, head, rows, caption):
                rows, head = (_kept(part, list(map(self.row, part))) for part in (rows, head))
                return _with(block, head=head, rows=rows, caption=self.inlines(caption))
            case Figure(_, _, caption):
                return _with(block, caption=self.inlines(caption))
            case Quote(blocks) | Group(_, blocks):
                return _with(block, blocks=self.blocks(blocks))
            case Fields(fields):
                return Fields(tuple(_with(field, blocks=self.blocks(field.blocks)) for field in fields))
            case CodeBlock() | Rule() | Contents() | PageBreak():
                return block
            case _:
                assert_never(block)

    def row(self, row: Row) -> Row:
        cells = [_with(cell, blocks=self.blocks(cell.blocks)) for cell in row.cells]
        return _with(row, cells=_kept(row.cells, cells))


T = TypeVar("T")


def _kept(old: Sequence[T], new: list[T]) -> tuple[T, ...]:
    """``new`` as a tuple; ``old`` itself where nothing in it has changed."""
    if isinstance(old, tuple) and len(old) == len(new) and all(map(is_, old, new)):
        return old
    return tuple(new)


def _with(node: T, **changes: object) -> T:
    """``node`` with ``changes``; itself where they are what it holds."""
    for name, value in changes.items():
        if getattr(node, name) is not value:
            return replace(node, **changes)  # type: ignore[type-var]
    return node


def inside(node: Node) -> Iterable[Node]:
    """The nodes directly inside ``node``, in reading order."""
    match node:
        case Paragraph() | Strong() | Emphasis() | Strike() | Link() | Heading():
            return node.children
        case Text() | Code() | LineBreak() | FootnoteReference() | CodeBlock() | Rule() | Contents() | PageBreak():
            return ()
        case Items():
            return chain.from_iterable(node.items)
        case Table():
            cells = (cell.blocks for row in (*node.head, *node.rows) for cell in row.cells)
            return chain(node.caption, chain.from_iterable(cells))
        case Footnote() | Quote() | Group():
            return node.blocks
        case Fields():
            return chain.from_iterable(field.blocks for field in node.fields)
        case Figure():
            return node.caption
        case _:
            assert_never(node)


def every(nodes: Iterable[Node]) -> list[Node]:
    """The nodes and all below them, in reading order."""
    found: list[Node] = []

    def gather(nodes: Iterable[Node]) -> None:
        for node in nodes:
            found.append(node)
            if node.__class__ is not Text:
                gather(inside(node))

    gather(nodes)
    return found


def with_links(text: str) -> tuple[Inline, ...]:
    """``text`` with each ``[[sak:…]]`` in it as the link that a reader of Markdown makes of it."""
    parts = re.split(r"\[\[(sak:[^\[\]]+)\]\]", text)
    pieces = (Link(f"ref:{part.replace(':', '/', 1)}", ()) if odd % 2 else Text(part) for odd, part in enumerate(parts))
    return tuple(piece for piece in pieces if isinstance(piece, Link) or piece.value)


def links(blocks: Sequence[Block]) -> Iterator[Link]:
    """Every link in ``blocks``, at any depth, in reading order."""
    return (node for node in every(blocks) if isinstance(node, Link))


def plain_text(inlines: Sequence[Inline]) -> str:
    """The words of inline nodes without their marks; footnotes are left out."""
    return "".join(map(_inline_text, inlines))


def words(blocks: Sequence[Block]) -> list[str]:
    """The words of paragraphs and headings, at any depth, in reading order; signs stay with the word they stand at."""
    return [
        word for node in every(blocks) if isinstance(node, Paragraph | Heading) for word in plain_text(node.children).split()
    ]


def _inline_text(inline: Inline) -> str:
    match inline:
        case Text(value) | Code(value):
            return value
        case Strong(children) | Emphasis(children) | Strike(children) | Link(_, children):
            return plain_text(children)
        case LineBreak():
            return " "
        case Footnote() | FootnoteReference():
            return ""
        case _:
            assert_never(inline)
