"""Markdown to the document tree: the only place that knows markdown-it.

CommonMark with tables, footnotes, strikethrough, ``[[kind:target]]`` references and attributes after headings and pictures.
Raw HTML is text. What the tree cannot hold is reported with its line and kept as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from markdown_it.token import Token

from mottepakke import codes
from mottepakke.diagnostics import Report
from mottepakke.model.document import (
    Block,
    Cell,
    CodeBlock,
    Figure,
    Heading,
    Inline,
    Items,
    Paragraph,
    Picture,
    Quote,
    Row,
    Rule,
    Table,
    Text,
)
from mottepakke.model.source import Span
from mottepakke.read.markdown_inline import InlineReader
from mottepakke.read.markdown_parser import parser

MAX_LIST_DEPTH = 9
"""Word numbers nine list levels (ECMA-376 part 1, 17.9.3)."""
MAX_COLUMNS = 30
MAX_CELLS = 60_000
DEEP_LINE = re.compile(r"^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){25,}")
ATTRIBUTES = re.compile(r"\s*\{([^{}]*)\}\s*$")
ATTRIBUTE = re.compile(r"""\s*(?:\#(?P<id>[\w-]+)|(?P<key>[^\s="#{}]+)(?:=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"]+)))?)""")
FOOTNOTE_DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]+)\]:")

PictureReader = Callable[[str, Span, Report], Picture | None]
"""Opens a picture named in Markdown, or reports why not and gives None."""


@dataclass(slots=True)
class Body:
    """The blocks of one Markdown text, and the attributes (``{unntatt="…"}``, ``{#anchor}``) of its headings by line."""

    blocks: tuple[Block, ...]
    marks: dict[int, dict[str, str]] = field(default_factory=dict)


def read_markdown(text: str, path: str, first_line: int, report: Report, pictures: PictureReader) -> Body:
    """The blocks of ``text``, whose first line is line ``first_line`` of file ``path``."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if DEEP_LINE.match(line):
            report.add(codes.NESTED_TOO_DEEP, Span(path, first_line + number), limit=MAX_LIST_DEPTH)
            return Body(tuple(_plain(text, path, first_line)))
    environment: dict[str, object] = {}
    try:
        tokens = parser().parse(text, environment)
    except RecursionError:
        report.add(codes.NESTED_TOO_DEEP, Span(path, first_line), limit=MAX_LIST_DEPTH)
        return Body(tuple(_plain(text, path, first_line)))
    return _Builder(tokens, lines, path, first_line, report, pictures).body()


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

    def body(self) -> Body:
        start = next((n for n, token in enumerate(self.tokens) if token.type == "footnote_block_open"), None)
        end = len(self.tokens) if start is None else start
        if start is not None:
            self.position = start + 1
            self._footnote_definitions()
        self.position = 0
        blocks = self._blocks(lambda: self.position >= end)
        self._check_footnotes()
        return Body(tuple(blocks), self.marks)

    def _footnote_definitions(self) -> None:
        while self._peek().type != "footnote_block_close":
            label = str(self._next().meta["label"])
            self.footnotes[label] = tuple(self._until("footnote_close"))

    def _check_footnotes(self) -> None:
        for number, line in enumerate(self.lines):
            found = FOOTNOTE_DEFINITION.match(line)
            if found and found.group(1) not in self.footnotes:
                self.report.add(codes.UNUSED_FOOTNOTE, self._span(number), label=found.group(1))

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
        children, attributes = self._split_attributes(children)
        if attributes:
            self.marks[span.line] = attributes
        return Heading(level, children, anchor=attributes.get("id"), span=span)

    @staticmethod
    def _split_attributes(children: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], dict[str, str]]:
        if not children or not isinstance(children[-1], Text):
            return children, {}
        found = ATTRIBUTES.search(children[-1].value)
        if not found or found.group(0).startswith("{{"):
            return children, {}
        attributes = {}
        for match in ATTRIBUTE.finditer(found.group(1)):
            if match["id"]:
                attributes["id"] = match["id"]
            else:
                attributes[match["key"]] = match["quoted"] or match["bare"] or ""
        rest = children[-1].value[: found.start()]
        return (*children[:-1], *((Text(rest),) if rest else ())), attributes

    def _paragraph(self, span: Span) -> list[Block]:
        inline = self._next()
        self._next()
        images = [child for child in inline.children or () if child.type == "image"]
        if not images:
            return [Paragraph(self._inlines(inline), span=span)]
        figures: list[Block] = [figure for image in images if (figure := self._figure(image, span)) is not None]
        rest = [child for child in inline.children or () if child.type not in ("image", "softbreak")]
        if not any(child.content.strip() for child in rest):
            return figures
        self.report.add(codes.INLINE_PICTURE, span)
        return [Paragraph(self.inline.read(rest, self.line), span=span), *figures]

    def _figure(self, image: Token, span: Span) -> Figure | None:
        source = str(image.attrs.get("src", ""))
        alt = " ".join(image.content.split())
        if not alt:
            self.report.add(codes.PICTURE_WITHOUT_ALT, span, file=source)
        unknown = set(image.attrs) - {"src", "alt", "title", "id"}
        for name in sorted(unknown):
            self.report.add(codes.UNKNOWN_ATTRIBUTE, span, name=name)
        picture = self.pictures(source, span, self.report)
        caption = str(image.attrs.get("title", "")).strip()
        children = self.inline.read(parser().parseInline(caption)[0].children or [], self.line) if caption else ()
        if picture is None:
            return None
        anchor = str(image.attrs["id"]) if "id" in image.attrs else None
        return Figure(picture, alt or source, children, anchor=anchor, span=span)

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

    def _table(self, span: Span) -> Table:
        head: list[Row] = []
        rows: list[Row] = []
        target = head
        while (token := self._next()).type != "table_close":
            if token.type == "tbody_open":
                target = rows
            elif token.type == "tr_open":
                row, line = self._row(), token.map[0] if token.map else self.line
                self._check_row(line, len(head[0].cells) if head else len(row.cells))
                target.append(row)
        columns = len(head[0].cells)
        cells = columns * (len(rows) + 1)
        if columns > MAX_COLUMNS or cells > MAX_CELLS:
            limit = f"{MAX_COLUMNS} × {MAX_CELLS // MAX_COLUMNS}"
            self.report.add(codes.TABLE_TOO_LARGE, span, columns=columns, rows=len(rows), limit=limit)
            head, rows, columns = [], [], 0
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
        written = self.lines[line].strip() if line < len(self.lines) else ""
        written = re.sub(r"\\\|", "", written)
        cells = written.removeprefix("|").removesuffix("|").count("|") + 1
        if cells > columns:
            self.report.add(codes.TABLE_ROW_TOO_LONG, self._span(line), cells=cells, columns=columns)

    def _inlines(self, token: Token) -> tuple[Inline, ...]:
        if token.map:
            self.line = token.map[0]
        return self.inline.read(token.children or [], self.line)
