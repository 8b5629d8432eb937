"""What can only be said of a whole document: footnotes once, figures counted, links that lead somewhere, table widths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from mottepakke.layout.widths import sized
from mottepakke.model.document import Block, Figure, Footnote, FootnoteReference, Heading, Inline, Link, Table
from mottepakke.model.walk import Node, every, rewrite


def finished(blocks: Sequence[Block], figure_word: str) -> tuple[Block, ...]:
    """``blocks`` of one document, ready for the writers."""
    nodes = every(blocks)
    if any(isinstance(node, Footnote) for node in nodes):
        blocks = with_footnotes_once(blocks)
    finishing = _Finishing(anchors(nodes), figure_word)
    return rewrite(blocks, finishing.inline, finishing.block)


def with_footnotes_once(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Footnotes labelled in order of appearance; further marks of the same footnote become references to it."""
    labels: dict[str, str] = {}

    def edit(inline: Inline) -> Sequence[Inline]:
        if not isinstance(inline, Footnote):
            return (inline,)
        if inline.label in labels:
            return (FootnoteReference(labels[inline.label]),)
        labels[inline.label] = str(len(labels) + 1)
        return (replace(inline, label=labels[inline.label]),)

    return rewrite(blocks, edit)


def anchors(nodes: Iterable[Node]) -> set[str]:
    """Every place in a document's ``nodes`` that a link may lead to."""
    found: set[str | None] = set()
    for node in nodes:
        if isinstance(node, Table):
            found |= {row.anchor for row in node.rows}
        else:
            found.add(getattr(node, "anchor", None))
    return {anchor for anchor in found if anchor}


class _Finishing:
    """The edits of one document, which is rewritten in reading order."""

    def __init__(self, known: set[str], figure_word: str) -> None:
        self.known = known
        self.figure_word = figure_word
        self.figures = 0
        self.used: set[str] = set()

    def inline(self, inline: Inline) -> Sequence[Inline]:
        """A link to a place that this document does not have becomes plain text."""
        if isinstance(inline, Link) and inline.href.startswith("#") and inline.href[1:] not in self.known:
            return inline.children
        return (inline,)

    def block(self, block: Block) -> Sequence[Block]:
        """A table has widths, a figure with a caption its label («Figur 2»); an anchor used twice keeps its first place."""
        match block:
            case Table():
                return (sized(block),)
            case Figure() if block.caption:
                self.figures += 1
                return (replace(block, label=f"{self.figure_word}\N{NO-BREAK SPACE}{self.figures}"),)
            case Heading() if block.anchor in self.used:
                return (replace(block, anchor=None),)
            case Heading() if block.anchor:
                self.used.add(block.anchor)
        return (block,)
