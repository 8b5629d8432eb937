"""Looking through a document tree: its plain text, its anchors and footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec import Struct

from mottepakke.model import document as dom
from mottepakke.model.walk import Node, every, inside
from mottepakke.write.typesetting.lines import may_run_backwards


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


class Targets(Struct, frozen=True):
    """What can be pointed to in a document, and whether anything in it may run from right to left."""

    anchors: frozenset[str]
    footnotes: frozenset[str]
    right_to_left: bool


def targets_of(document: dom.Document) -> Targets:
    """The anchors and footnote labels of a document; read once, because most documents have no other direction."""
    nodes = every(document.blocks)
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
