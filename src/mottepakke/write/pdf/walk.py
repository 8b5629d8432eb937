"""Looking through a document tree: its children, its plain text, its anchors and footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias, assert_never

from mottepakke.model import document as dom
from mottepakke.write.typesetting.lines import may_run_backwards

Node: TypeAlias = dom.Block | dom.Inline


def inside(node: Node) -> Iterable[Node]:
    """The nodes directly inside ``node``, in reading order."""
    match node:
        case dom.Text() | dom.Code() | dom.LineBreak() | dom.FootnoteReference():
            return ()
        case dom.CodeBlock() | dom.Rule() | dom.Contents() | dom.PageBreak():
            return ()
        case dom.Strong() | dom.Emphasis() | dom.Strike() | dom.Link() | dom.Heading() | dom.Paragraph():
            return node.children
        case dom.Footnote() | dom.Quote() | dom.Group():
            return node.blocks
        case dom.Items():
            return chain.from_iterable(node.items)
        case dom.Fields():
            return chain.from_iterable(field.blocks for field in node.fields)
        case dom.Figure():
            return node.caption
        case dom.Table():
            cells = (cell.blocks for row in (*node.head, *node.rows) for cell in row.cells)
            return chain(node.caption, chain.from_iterable(cells))
        case _:
            assert_never(node)


def every(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes and all below them, in reading order."""
    for node in nodes:
        yield node
        yield from every(inside(node))


def plain_text(nodes: Iterable[Node]) -> str:
    """The characters of the nodes; footnotes and pictures say nothing."""
    return "".join(_own_text(node) + plain_text(() if isinstance(node, dom.Footnote) else inside(node)) for node in nodes)


def _own_text(node: Node) -> str:
    match node:
        case dom.Text() | dom.Code() | dom.CodeBlock():
            return node.value
        case dom.LineBreak():
            return " "
        case _:
            return ""


@dataclass(frozen=True, slots=True)
class Targets:
    """What can be pointed to in a document, and whether anything in it may run from right to left."""

    anchors: frozenset[str]
    footnotes: frozenset[str]
    right_to_left: bool


def targets_of(document: dom.Document) -> Targets:
    """The anchors and footnote labels of a document; read once, because most documents have no other direction."""
    nodes = tuple(every(document.blocks))
    anchors = chain.from_iterable(_anchors(node) for node in nodes)
    return Targets(
        anchors=frozenset(anchor for anchor in anchors if anchor),
        footnotes=frozenset(node.label for node in nodes if isinstance(node, dom.Footnote)),
        right_to_left=may_run_backwards("".join(map(_own_text, nodes))),
    )


def _anchors(node: Node) -> Iterator[str | None]:
    match node:
        case dom.Heading() | dom.Paragraph() | dom.Figure() | dom.Group():
            yield node.anchor
        case dom.Table():
            yield from (row.anchor for row in (*node.head, *node.rows))
        case _:
            pass
