"""What can only be said of a whole document: footnotes once, figures counted, links that lead somewhere, table widths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mottepakke.layout.widths import with_widths
from mottepakke.model.document import Block, Figure, Footnote, FootnoteReference, Heading, Inline, Link
from mottepakke.model.walk import all_blocks, rewrite


def finished(blocks: Sequence[Block], figure_word: str) -> tuple[Block, ...]:
    """``blocks`` of one document, ready for the writers."""
    return with_widths(numbered_figures(with_sound_links(with_footnotes_once(blocks)), figure_word))


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


def numbered_figures(blocks: Sequence[Block], word: str) -> tuple[Block, ...]:
    """Every figure with a caption has its label («Figur 2»)."""
    count = 0

    def edit(block: Block) -> Sequence[Block]:
        nonlocal count
        if not isinstance(block, Figure) or not block.caption:
            return (block,)
        count += 1
        return (replace(block, label=f"{word}\N{NO-BREAK SPACE}{count}"),)

    return rewrite(blocks, edit_block=edit)


def anchors(blocks: Sequence[Block]) -> set[str]:
    """Every place in ``blocks`` that a link may lead to."""
    found = {getattr(block, "anchor", None) for block in all_blocks(blocks)}
    for block in all_blocks(blocks):
        found |= {row.anchor for row in getattr(block, "rows", ())}
    return {anchor for anchor in found if anchor}


def with_sound_links(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Links to places this document does not have become plain text; an anchor used twice keeps its first place."""
    known = anchors(blocks)
    used: set[str] = set()

    def edit(inline: Inline) -> Sequence[Inline]:
        if isinstance(inline, Link) and inline.href.startswith("#") and inline.href[1:] not in known:
            return inline.children
        return (inline,)

    def edit_block(block: Block) -> Sequence[Block]:
        if isinstance(block, Heading) and block.anchor:
            if block.anchor in used:
                return (replace(block, anchor=None),)
            used.add(block.anchor)
        return (block,)

    return rewrite(blocks, edit, edit_block)
