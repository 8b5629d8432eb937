"""The document tree in the form that ``tre.typ`` reads: dictionaries, lists and strings.

Author text stands in it as strings and nothing else. What PDF, its standards or the fonts cannot express is settled
here and reported, so that Typst has nothing to refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import TypeAlias, assert_never

from msgspec import Struct, field
from msgspec.structs import replace

from mottepakke.diagnostics import Code, Report
from mottepakke.model import document as dom
from mottepakke.model.source import Span
from mottepakke.model.walk import Node
from mottepakke.write.pdf import codes, tables
from mottepakke.write.pdf.walk import Targets, plain_text, targets_of
from mottepakke.write.typesetting.glyphs import Fitted, without_odd_characters
from mottepakke.write.typesetting.lines import LONG_WORD, break_places, has_wide_word, is_rtl, shortened

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

OUTSIDE = ("https:", "http:", "mailto:")
LONG_HEAD = 1500
"""Characters from which on the head of a document may be broken over pages."""
WIDE_WORD = 24
WIDE_IN_HEADING = 26
NARROW_WORD = 10
"""Letters from which on a word is hyphenated: in a line as wide as the page, in a heading, in the narrowest of columns."""
LABEL_WORD = 18
CODE_LINE = 80
"""Characters that a label of a field, and a line of code, may have without a place to break."""
LONGEST_HEAD = 105
LONGEST_FOOT = 85
"""Characters of the running head and foot that surely fit in a line; the rest gives way to an ellipsis."""
LONG_TITLE = 140
"""Characters from which on a title is set smaller."""
MOST_REPORTED = 20
"""Characters without a glyph that one finding names."""
POINTS = 0.75
"""Points in a CSS pixel."""
FIGURE_HEIGHT = 15.5
LOGO_HEIGHT = 1.2
"""Centimetres that a picture, or the layout's logo among the pictures, may be high."""
LONGEST_ALT = 8000
"""Characters of alternative text that are kept: ISO 19005-2 §6.1.13 allows strings of 32,767 bytes."""


def document_tree(
    document: dom.Document,
    links: Mapping[str, str],
    fit: Callable[[str], Fitted],
    stage: Callable[[dom.Picture, Span, Report], str],
    logo: Path | None = None,
) -> tuple[dict[str, Json], Report]:
    """What Typst needs of ``document``, and what could not be expressed.

    ``links`` gives addresses for ``pakke:`` links, ``fit`` text that the fonts can set, ``stage`` the path under which
    Typst finds a picture; ``logo`` is the layout's, set small.
    """
    encoder = _Encoder(targets_of(document), links, fit, stage, logo)
    place = _Place(Span(document.id))
    first = document.blocks[0] if document.blocks else None
    tree: dict[str, Json] = {
        "properties": _properties(document),
        "draft": document.draft,
        "head": encoder.text(shortened(document.head, LONGEST_HEAD), place),
        "foot": encoder.text(shortened(document.foot, LONGEST_FOOT), place),
        "page-label": encoder.text(document.page_label, place),
        "title-page": isinstance(first, dom.Group) and first.role == "tittelside",
        "blocks": encoder.blocks(document.blocks, place),
    }
    return tree, encoder.report


def _properties(document: dom.Document) -> dict[str, Json]:
    """PDF/UA-1 §7.1 wants a title in every file: where there is none, the document's id stands in."""
    properties = document.properties
    lang, _, region = properties.language.partition("-")
    author, subject = (without_odd_characters(text) for text in (properties.author, properties.subject))
    return {
        "title": without_odd_characters(properties.title).strip() or document.id,
        "author": [author] if author else [],
        "subject": subject or None,
        "keywords": [without_odd_characters(keyword) for keyword in properties.keywords],
        "date": [properties.date.year, properties.date.month, properties.date.day],
        "lang": lang,
        "region": region,
    }


class _Place(Struct, frozen=True):
    span: Span
    in_heading: bool = False
    in_note: bool = False
    longest_word: int = LONG_WORD
    wide_word: int = WIDE_WORD

    def at(self, span: Span | None) -> _Place:
        """This place, at the lines a block was written on where they are known."""
        return self if span is None else replace(self, span=span)


class _Encoder(Struct):
    targets: Targets
    links: Mapping[str, str]
    fit: Callable[[str], Fitted]
    stage: Callable[[dom.Picture, Span, Report], str]
    logo: Path | None
    report: Report = field(default_factory=Report)
    level: int = 0
    seen: set[str] = field(default_factory=set)

    def text(self, value: str, place: _Place) -> str:
        fitted = self.fit(value)
        if fitted.replaced:
            replaced = dict(fitted.replaced[:MOST_REPORTED])
            self.find(codes.GLYPH_MISSING, place, text=" ".join(replaced), replacement=" ".join(replaced.values()))
        return fitted.text

    def find(self, code: Code, place: _Place, **args: object) -> None:
        self.report.add(code, place.span, **args)

    def rtl(self, nodes: Iterable[Node]) -> bool:
        return self.targets.right_to_left and is_rtl(plain_text(nodes))

    def anchor(self, anchor: str | None) -> dict[str, Json]:
        if not anchor or anchor in self.seen:
            return {}
        self.seen.add(anchor)
        return {"anchor": anchor}

    # Inlines

    def inlines(self, nodes: Iterable[dom.Inline], place: _Place) -> list[Json]:
        return [part for node in nodes for part in self.inline(node, place)]

    def inline(self, node: dom.Inline, place: _Place) -> Iterable[Json]:
        match node:
            case dom.Text():
                return self.words(node.value, place)
            case dom.Strong():
                return [{"type": "strong", "children": self.inlines(node.children, place)}]
            case dom.Emphasis():
                return [{"type": "emphasis", "children": self.inlines(node.children, place)}]
            case dom.Strike():
                return [{"type": "strike", "children": self.inlines(node.children, place)}]
            case dom.Code():
                parts = break_places(self.text(node.value, place), place.longest_word)
                return [{"type": "code", "parts": list(parts)}]
            case dom.LineBreak():
                return [{"type": "break"}]
            case dom.Link():
                return self.link(node, place)
            case dom.Footnote() | dom.FootnoteReference():
                return [self.note(node, place)]
            case _:
                assert_never(node)

    def words(self, value: str, place: _Place) -> Iterator[Json]:
        """Strings, with ``None`` between them where a line may end."""
        for index, part in enumerate(break_places(self.text(value, place), place.longest_word)):
            if index:
                yield None
            yield part

    def link(self, node: dom.Link, place: _Place) -> list[Json]:
        children = self.inlines(node.children, place)
        if not plain_text(node.children).strip():
            return children
        if target := self.target(node.href, place):
            return [{"type": "link", **target, "children": children}]
        return children

    def target(self, href: str, place: _Place) -> dict[str, Json]:
        if href.startswith("pakke:"):
            return {"url": self.links[href]} if href in self.links else {}
        if href.startswith(OUTSIDE):
            return {"url": href}
        if href.startswith("#") and href[1:] in self.targets.anchors:
            return {"anchor": href[1:]}
        self.find(codes.TARGET_MISSING, place, target=href)
        return {}

    def note(self, node: dom.Footnote | dom.FootnoteReference, place: _Place) -> Json:
        label = f"fotnote {node.label}"
        if isinstance(node, dom.Footnote) and label not in self.seen:
            self.seen.add(label)
            blocks = self.flow(node.blocks, _Place(place.span, in_note=True))
            return {"type": "footnote", "label": label, "blocks": blocks, "in-heading": place.in_heading}
        if node.label in self.targets.footnotes:
            return {"type": "reference", "label": label, "in-heading": place.in_heading}
        self.find(codes.FOOTNOTE_MISSING, place, label=node.label)
        return f"[{self.text(node.label, place)}]"

    # Blocks

    def blocks(self, nodes: Iterable[dom.Block], place: _Place) -> list[Json]:
        return [part for node in nodes for part in self.block(node, place)]

    def flow(self, nodes: tuple[dom.Block, ...], place: _Place) -> list[Json]:
        """The contents of a cell, an item or a note: its first plain paragraph is no block of its own."""
        match nodes:
            case (dom.Paragraph(role="text", anchor=None) as first, *rest):
                words = {**self.paragraph(first, place.at(first.span)), "type": "words"}
                return [words, *self.blocks(rest, place)]
            case _:
                return self.blocks(nodes, place)

    def block(self, node: dom.Block, place: _Place) -> list[Json]:
        place = place.at(getattr(node, "span", None))
        match node:
            case dom.Heading():
                return self.heading(node, place)
            case dom.Paragraph():
                return [self.paragraph(node, place)]
            case dom.Items():
                return [self.items(node, place)]
            case dom.Table():
                return [self.table(node, place)]
            case dom.Figure():
                return [self.figure(node, place)]
            case dom.Quote() | dom.Group() | dom.Fields():
                return [self.container(node, place)]
            case dom.CodeBlock() | dom.Rule() | dom.PageBreak():
                return [self.leaf(node, place)]
            case dom.Contents():
                return [self.contents(node, place)]
            case _:
                assert_never(node)

    def heading(self, node: dom.Heading, place: _Place) -> list[Json]:
        text = plain_text(node.children)
        if not text.strip():
            self.find(codes.HEADING_EMPTY, place)
            return []
        if place.in_note:
            return [self.paragraph(dom.Paragraph(node.children, "label", node.anchor), place)]
        level = min(node.level, self.level + 1)
        if level != node.level:
            self.find(codes.HEADING_LEVEL, place, level=node.level, set_as=level)
        self.level = level
        return [
            {
                "type": "heading",
                "level": level,
                "listed": node.listed,
                "rtl": self.rtl(node.children),
                "hyphenate": has_wide_word(text, WIDE_IN_HEADING),
                "long": level == 1 and len(text) > LONG_TITLE,
                "children": self.inlines(node.children, replace(place, in_heading=True)),
                **self.anchor(node.anchor),
            }
        ]

    def paragraph(self, node: dom.Paragraph, place: _Place) -> dict[str, Json]:
        text = plain_text(node.children)
        return {
            "type": "paragraph",
            "role": node.role,
            "rtl": self.rtl(node.children),
            "hyphenate": has_wide_word(text, place.wide_word),
            "children": self.inlines(node.children, place),
            **self.anchor(node.anchor),
        }

    def items(self, node: dom.Items, place: _Place) -> Json:
        return {
            "type": "items",
            "items": [self.flow(item, place) for item in node.items],
            "ordered": node.ordered,
            "start": node.start,
            "role": node.role,
            "tight": node.tight,
            "rtl": self.rtl(chain.from_iterable(node.items)),
        }

    def table(self, node: dom.Table, place: _Place) -> Json:
        shape = tables.shape_of(node)
        if shape.added:
            columns = len(shape.widths)
            self.find(codes.ROW_TOO_LONG, place, cells=columns, columns=columns - shape.added)
        return {
            "type": "table",
            "role": node.role,
            "widths": list(shape.widths),
            "caption": self.inlines(node.caption, place),
            "repeat": tables.head_may_repeat(shape),
            "head": [self.row(row, "head", shape, place) for row in shape.head],
            "rows": [self.row(row, row.role, shape, place) for row in shape.rows],
        }

    def row(self, row: dom.Row, role: str, shape: tables.Shape, place: _Place) -> Json:
        mark = self.anchor(row.anchor)
        breakable = tables.may_break(row, shape)
        cells: list[Json] = []
        for cell, share in tables.cell_shares(row, shape.widths):
            line = tables.line_length(share)
            within = _Place(place.span, False, place.in_note, line, max(NARROW_WORD, line * 4 // 5))
            cells.append(self.cell(cell, within, {} if cells else mark))
        return {"role": role, "breakable": breakable, "cells": cells}

    def cell(self, cell: dom.Cell, place: _Place, mark: dict[str, Json]) -> Json:
        """A plain cell is a string: a table of thousands of rows is made of them."""
        blocks = self.flow(cell.blocks, place)
        match blocks:
            case [{"type": "words", "rtl": False, "hyphenate": False, "children": [str() as words]}] if not mark:
                if not cell.header and cell.colspan == 1 and cell.align == "left":
                    return words
        return {
            "blocks": blocks,
            "rtl": self.rtl(cell.blocks),
            "header": cell.header,
            "colspan": cell.colspan,
            "align": cell.align,
            **mark,
        }

    def figure(self, node: dom.Figure, place: _Place) -> Json:
        caption = self.inlines(node.caption, place)
        if node.label:
            label = self.text(node.label, place)
            caption = [{"type": "strong", "children": [f"{label}:" if caption else label]}, " ", *caption]
        alt = without_odd_characters(node.alt.strip() or plain_text(node.caption).strip())
        if not node.alt.strip():
            self.find(codes.ALT_MISSING, place, path=node.picture.path.name)
        return {
            "type": "figure",
            "path": self.stage(node.picture, place.span, self.report),
            "width": max(node.picture.width, 1) * POINTS,
            "height": max(node.picture.height, 1) * POINTS,
            "tallest": LOGO_HEIGHT if node.picture.path == self.logo else FIGURE_HEIGHT,
            "alt": alt[:LONGEST_ALT] or None,
            "caption": caption,
            **self.anchor(node.anchor),
        }

    def container(self, node: dom.Quote | dom.Group | dom.Fields, place: _Place) -> Json:
        match node:
            case dom.Quote():
                rtl = self.rtl(node.blocks)
                return {"type": "quote", "rtl": rtl, "hyphenate": False, "blocks": self.blocks(node.blocks, place)}
            case dom.Group():
                anchor = self.anchor(node.anchor)
                long = len(plain_text(node.blocks)) > LONG_HEAD
                blocks = self.blocks(node.blocks, place)
                return {"type": "group", "role": node.role, "long": long, "blocks": blocks, **anchor}
            case dom.Fields():
                narrow = replace(place, longest_word=LABEL_WORD)
                pairs = [(list(self.words(one.label, narrow)), self.flow(one.blocks, place)) for one in node.fields]
                return {"type": "fields", "fields": [{"label": label, "blocks": blocks} for label, blocks in pairs]}
            case _:
                assert_never(node)

    def leaf(self, node: dom.CodeBlock | dom.Rule | dom.PageBreak, place: _Place) -> Json:
        match node:
            case dom.CodeBlock():
                return {"type": "code-block", "value": self.text_lines(node.value, place)}
            case dom.Rule():
                return {"type": "rule"}
            case dom.PageBreak():
                return {"type": "page-break"}
            case _:
                assert_never(node)

    def text_lines(self, value: str, place: _Place) -> str:
        lines = (self.text(line.expandtabs(4), place) for line in value.splitlines())
        return "\n".join("\u200b".join(break_places(line, CODE_LINE)) for line in lines)

    def contents(self, node: dom.Contents, place: _Place) -> Json:
        """Its title is a heading where there is one above it already: PDF/UA-1 wants the first to be of level 1."""
        heading = self.level > 0
        self.level = 2 if heading else 0
        return {
            "type": "contents",
            "title": self.text(node.title, place),
            "heading": heading,
            "first": node.first,
            "last": node.last,
        }
