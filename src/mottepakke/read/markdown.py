"""Markdown to the document tree: the only place that knows markdown-it.

CommonMark with tables, footnotes, strikethrough, ``[[kind:target]]`` references and attributes after headings and pictures.
Raw HTML is text. What the tree cannot hold is reported with its line and kept as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

from markdown_it.token import Token

from mottepakke import codes
from mottepakke.diagnostics import Diagnostic, Report
from mottepakke.model.document import (
    Block,
    Cell,
    CodeBlock,
    Figure,
    Heading,
    Inline,
    Items,
    LineBreak,
    Paragraph,
    Quote,
    Row,
    Rule,
    Table,
    Text,
)
from mottepakke.model.source import Span
from mottepakke.model.walk import plain_text
from mottepakke.read.fields import brief
from mottepakke.read.markdown_inline import InlineReader
from mottepakke.read.markdown_marks import check_anchors, split_attributes
from mottepakke.read.markdown_parser import LONG_TEXTS, MAX_OPEN_BRACKETS, MAX_PARAGRAPH, OPEN_BRACKETS, parser
from mottepakke.read.nodes import Body, PictureReader
from mottepakke.read.text import compose

MAX_LIST_DEPTH = 9
"""Word numbers nine list levels (ECMA-376 part 1, 17.9.3)."""
MAX_LINES = 20_000
MAX_CHARACTERS = 500_000
MAX_COLUMNS = 30
MAX_CELLS = 60_000
MAX_BARS = 80_000
"""Bars of all tables of a text: each is a cell or the end of a row."""
DEEP_LINE = re.compile(r"^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){25,}")
FOOTNOTE_DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]+)\]:")
QUOTED = re.compile(r"^[\s>]+")


def read_markdown(text: str, path: str, first_line: int, report: Report, pictures: PictureReader) -> Body:
    """The blocks of ``text``, whose first line is line ``first_line`` of file ``path``."""
    lines = text.split("\n")
    refused = _too_complex(text, lines, path, first_line)
    if refused is not None:
        report.found.add(refused)
        return Body(tuple(_plain(text, path, first_line)))
    environment: dict[str, Any] = {}
    try:
        tokens = parser().parse(text, environment)
    except RecursionError:
        report.add(codes.NESTED_TOO_DEEP, Span(path, first_line), limit=MAX_LIST_DEPTH)
        return Body(tuple(_plain(text, path, first_line)))
    if environment.get(OPEN_BRACKETS, 0) > MAX_OPEN_BRACKETS:
        report.add(codes.TEXT_TOO_COMPLEX, Span(path, first_line), problem="@too_many_brackets")
    for line in environment.get(LONG_TEXTS, ()):
        report.add(codes.TEXT_TOO_COMPLEX, Span(path, first_line + line), problem=f"@too_many_characters:{MAX_PARAGRAPH}")
    body = _Builder(tokens, lines, path, first_line, report, pictures).body(environment)
    check_anchors(body.blocks, report)
    return body


def _too_complex(text: str, lines: list[str], path: str, first_line: int) -> Diagnostic | None:
    """What makes a text more than can be read in seconds, if anything does."""
    for number, line in enumerate(lines):
        if DEEP_LINE.match(line):
            return Diagnostic.at(codes.NESTED_TOO_DEEP, Span(path, first_line + number), limit=MAX_LIST_DEPTH)
    sizes = {
        f"@too_many_lines:{MAX_LINES}": len(lines) > MAX_LINES,
        f"@too_many_characters:{MAX_CHARACTERS}": len(text) > MAX_CHARACTERS,
        f"@too_many_cells:{MAX_BARS}": text.count("|") > MAX_BARS,
    }
    problems = (Diagnostic.at(codes.TEXT_TOO_COMPLEX, Span(path, first_line), problem=key) for key in sizes if sizes[key])
    return next(problems, None)


def _plain(text: str, path: str, first_line: int) -> list[Block]:
    parts = (part.strip() for part in text.split("\n\n"))
    return [Paragraph((Text(" ".join(part.split())),), span=Span(path, first_line)) for part in parts if part]


class _Builder:
    """Walks the token list once; every method consumes the tokens of one construct."""

    def __init__(
        self, tokens: list[Token], lines: list[str], path: str, first_line: int, report: Report, pictures: PictureReader
    ) -> None:
        self.tokens = tokens
        self.lines = lines
        self.path = path
        self.first_line = first_line
        self.report = report
        self.pictures = pictures
        self.position = 0
        self.line = 0
        self.depth = 0
        self.footnotes: dict[str, tuple[Block, ...]] = {}
        self.inline = InlineReader(path, first_line, report, self.footnotes)
        self.marks: dict[int, dict[str, str]] = {}

    # -- whole text -------------------------------------------------------------------------------------------

    def body(self, environment: dict[str, Any]) -> Body:
        start = next((n for n, token in enumerate(self.tokens) if token.type == "footnote_block_open"), None)
        end = len(self.tokens) if start is None else start
        if start is not None:
            self.position = start + 1
            self.inline.in_footnote = True
            self._footnote_definitions()
            self.inline.in_footnote = False
        self.position = 0
        blocks = self._blocks(lambda: self.position >= end)
        self._check_footnotes(environment.get("footnotes", {}).get("refs", {}))
        return Body(tuple(blocks), self.marks)

    def _footnote_definitions(self) -> None:
        while self._peek().type != "footnote_block_close":
            label = str(self._next().meta["label"])
            self.footnotes[label] = tuple(self._until("footnote_close"))

    def _check_footnotes(self, defined: Mapping[str, int]) -> None:
        """``defined`` is the parser's list of notes: -1 for one that nothing refers to."""
        code = {n for token in self.tokens if token.type in ("fence", "code_block") and token.map for n in range(*token.map)}
        seen: dict[str, int] = {}
        for number, line in enumerate(self.lines):
            found = FOOTNOTE_DEFINITION.match(line)
            label = found.group(1) if found and number not in code else ""
            if f":{label}" not in defined:
                continue
            if label in seen:
                first = self.first_line + seen[label]
                self.report.add(codes.DOUBLE_FOOTNOTE, self._span(number), label=brief(label), line=first)
            elif defined[f":{label}"] < 0:
                self.report.add(codes.UNUSED_FOOTNOTE, self._span(number), label=brief(label))
            seen.setdefault(label, number)

    # -- token cursor -----------------------------------------------------------------------------------------

    def _peek(self) -> Token:
        return self.tokens[self.position]

    def _next(self) -> Token:
        token = self.tokens[self.position]
        self.position += 1
        if token.map:
            self.line = token.map[0]
        return token

    def _span(self, line: int | None = None) -> Span:
        return Span(self.path, self.first_line + (self.line if line is None else line))

    def _until(self, closing: str) -> list[Block]:
        blocks = self._blocks(lambda: self._peek().type == closing)
        self._next()
        return blocks

    # -- blocks -----------------------------------------------------------------------------------------------

    def _blocks(self, done: Callable[[], bool]) -> list[Block]:
        blocks: list[Block] = []
        while not done():
            blocks.extend(self._block(self._next()))
        return blocks

    def _block(self, token: Token) -> list[Block]:
        span = self._span()
        match token.type:
            case "heading_open":
                return [self._heading(int(token.tag[1]), span)]
            case "paragraph_open":
                return self._paragraph(span)
            case "bullet_list_open" | "ordered_list_open":
                return self._list(token, span)
            case "blockquote_open":
                return self._nested(lambda: [Quote(tuple(self._until("blockquote_close")), span)], "blockquote_close")
            case "table_open":
                return [self._table(span)]
            case "fence" | "code_block":
                return [CodeBlock(token.content.rstrip("\n"), span)]
            case "hr":
                return [Rule()]
            case "footnote_anchor":
                return []
            case _:
                return [Paragraph((Text(token.content),), span=span)] if token.content else []

    def _nested(self, build: Callable[[], list[Block]], closing: str) -> list[Block]:
        self.depth += 1
        if self.depth > MAX_LIST_DEPTH:
            self.report.add(codes.NESTED_TOO_DEEP, self._span(), limit=MAX_LIST_DEPTH)
            blocks = self._until(closing)
        else:
            blocks = build()
        self.depth -= 1
        return blocks

    def _heading(self, level: int, span: Span) -> Heading:
        inline = self._next()
        self._next()
        children = self._inlines(inline)
        children, attributes = split_attributes(children)
        if attributes:
            self.marks[span.line] = attributes
        return Heading(level, children, anchor=attributes.get("id"), span=span)

    def _paragraph(self, span: Span) -> list[Block]:
        inline = self._next()
        self._next()
        if all(child.type != "image" for child in inline.children or ()):
            words_only = self._inlines(inline)
            return [Paragraph(words_only, span=span)] if words_only else []
        figures: list[Block] = []
        words: list[Token] = []
        line = self.line
        for child in inline.children or ():
            line += child.type in ("softbreak", "hardbreak")
            if child.type == "image":
                figures.append(self._figure(child, self._span(line)))
            else:
                words.append(child)
        text = self.inline.read(words, self.line)
        if all(isinstance(child, Text | LineBreak) for child in text) and not plain_text(text).strip():
            return figures
        self.report.add(codes.INLINE_PICTURE, span)
        return [Paragraph(text, span=span), *figures]

    def _figure(self, image: Token, span: Span) -> Block:
        """The figure, or a marked placeholder where there is no such picture."""
        source = compose(unquote(str(image.attrs.get("src", ""))))
        line = span.line - self.first_line
        alt = " ".join(plain_text(self.inline.read(image.children or [], line)).split())
        if not alt:
            self.report.add(codes.PICTURE_WITHOUT_ALT, span, file=brief(source))
        for name in sorted(set(image.attrs) - {"src", "alt", "title", "id"}):
            self.report.add(codes.UNKNOWN_ATTRIBUTE, span, name=brief(name))
        picture = self.pictures(source, span, self.report)
        title = str(image.attrs.get("title", "")).strip()
        caption = self.inline.of(parser().parseInline(title)[0], line) if title else ()
        if picture is None:
            return Paragraph((Text(f"[{alt or source}]"),), "warning", span=span)
        anchor = str(image.attrs["id"]) if "id" in image.attrs else None
        return Figure(picture, alt or source, caption, anchor=anchor, span=span)

    def _list(self, token: Token, span: Span) -> list[Block]:
        ordered = token.type == "ordered_list_open"
        closing = "ordered_list_close" if ordered else "bullet_list_close"
        start = int(token.attrs.get("start", 1)) if ordered else 1

        def build() -> list[Block]:
            items = []
            tight = True
            while self._peek().type != closing:
                self._next()
                first = self._peek()
                tight = tight and (first.type != "paragraph_open" or first.hidden)
                items.append(tuple(self._until("list_item_close")))
            self._next()
            return [Items(tuple(items), ordered, start, tight=tight, span=span)]

        def flat() -> list[Block]:
            blocks: list[Block] = []
            while self._peek().type != closing:
                self._next()
                blocks.extend(self._until("list_item_close"))
            self._next()
            return blocks

        self.depth += 1
        too_deep = self.depth > MAX_LIST_DEPTH
        if too_deep:
            self.report.add(codes.NESTED_TOO_DEEP, span, limit=MAX_LIST_DEPTH)
        blocks = flat() if too_deep else build()
        self.depth -= 1
        return blocks

    def _table(self, span: Span) -> Block:
        head: list[Row] = []
        rows: list[Row] = []
        target = head
        while (token := self._next()).type != "table_close":
            if token.type == "tbody_open":
                target = rows
            elif token.type == "tr_open":
                line = token.map[0] if token.map else self.line
                target.append(self._row())
                if target is rows:
                    self._check_row(line, len(head[0].cells))
        columns = len(head[0].cells)
        cells = columns * (len(rows) + 1)
        if columns > MAX_COLUMNS or cells > MAX_CELLS:
            limit = f"{MAX_COLUMNS} × {MAX_CELLS // MAX_COLUMNS}"
            self.report.add(codes.TABLE_TOO_LARGE, span, columns=columns, rows=len(rows), limit=limit)
            return Paragraph((Text("[…]"),), "warning", span=span)
        return Table((), tuple(head), tuple(rows), span=span)

    def _row(self) -> Row:
        cells = []
        while (token := self._next()).type != "tr_close":
            if token.type in ("th_open", "td_open"):
                children = self._inlines(self._next())
                style = str(token.attrs.get("style", ""))
                align = "right" if "right" in style else "center" if "center" in style else "left"
                blocks: tuple[Block, ...] = (Paragraph(children, span=self._span()),) if children else ()
                cells.append(Cell(blocks, header=token.type == "th_open", align=align))  # type: ignore[arg-type]
        return Row(tuple(cells))

    def _check_row(self, line: int, columns: int) -> None:
        written = QUOTED.sub("", self.lines[line]).rstrip().replace(r"\|", "")
        cells = written.removeprefix("|").removesuffix("|").count("|") + 1
        if cells > columns:
            self.report.add(codes.TABLE_ROW_TOO_LONG, self._span(line), cells=cells, columns=columns)

    def _inlines(self, token: Token) -> tuple[Inline, ...]:
        if token.map:
            self.line = token.map[0]
        return self.inline.of(token, self.line)
