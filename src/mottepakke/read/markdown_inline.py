"""Inline tokens of markdown-it to inline nodes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from markdown_it.token import Token

from mottepakke import codes
from mottepakke.diagnostics import Report
from mottepakke.model.document import Block, Code, Emphasis, Footnote, Inline, LineBreak, Link, Strike, Strong, Text
from mottepakke.model.source import Span
from mottepakke.model.walk import plain_text
from mottepakke.read.fields import brief
from mottepakke.read.ignoring import ignored_in
from mottepakke.read.text import FORBIDDEN, compose, spaced

MAX_INLINE_DEPTH = 20
LINK_SCHEMES = ("http:", "https:", "mailto:")
REFERENCE_KINDS = ("sak", "vedlegg")
FOOTNOTE_MARK = re.compile(r"\[\^([^\]\s]+)\]")
"""A mark that the parser left as text: nobody has defined its note."""

SPACES = re.compile(" {2,}")
WHITE_SPACE = "\t\n\r"
"""What character references such as ``&#10;`` may bring in."""


class InlineReader:
    """Reads the inline tokens of one Markdown text; ``footnotes`` may be filled while it is used.

    ``in_footnote``: what is read now belongs to a footnote, which no format lets have footnotes of its own.
    """

    def __init__(self, path: str, first_line: int, report: Report, footnotes: Mapping[str, tuple[Block, ...]]) -> None:
        self.path = path
        self.first_line = first_line
        self.report = report
        self.footnotes = footnotes
        self.in_footnote = False
        self.line = 0

    def _span(self) -> Span:
        return Span(self.path, self.first_line + self.line)

    def of(self, token: Token, line: int) -> tuple[Inline, ...]:
        """The inline nodes of a block's inline token, which begins at line ``line`` of the text."""
        return self.plain(token.content) if token.children is None else self.read(token.children, line)

    @staticmethod
    def plain(content: str) -> tuple[Inline, ...]:
        """Text without markup; spaces at the ends of its lines do not count."""
        text = SPACES.sub(" ", spaced(compose(content), WHITE_SPACE))
        return (Text(text),) if text else ()

    def read(self, tokens: Sequence[Token], line: int) -> tuple[Inline, ...]:
        """The inline nodes of a block's inline tokens; the block begins at line ``line`` of the text, counted from 0."""
        stack: list[tuple[Token | None, list[Inline]]] = [(None, [])]
        self.line = line
        for token in tokens:
            if token.nesting == 1:
                stack.append((token, []))
            elif token.nesting == -1:
                opened, children = stack.pop()
                assert opened is not None
                deep = len(stack) > MAX_INLINE_DEPTH
                if deep:
                    self.report.add(codes.NESTED_TOO_DEEP, self._span(), limit=MAX_INLINE_DEPTH)
                stack[-1][1].extend(children if deep else self._span_of(opened, tuple(children)))
            else:
                if token.type in ("softbreak", "hardbreak"):
                    self.line += 1
                stack[-1][1].extend(self._leaf(token))
        return joined(stack[0][1])

    def _span_of(self, token: Token, children: tuple[Inline, ...]) -> list[Inline]:
        children = joined(children)
        match token.type:
            case "strong_open":
                return [Strong(children)]
            case "em_open":
                return [Emphasis(children)]
            case "s_open":
                return [Strike(children)]
            case "link_open":
                return self._link(str(token.attrs.get("href", "")), children)
            case _:
                return list(children)

    def _link(self, href: str, children: tuple[Inline, ...]) -> list[Inline]:
        if href.startswith("#"):
            href = compose(unquote(href))
        if href.lower().startswith(LINK_SCHEMES) or href.startswith("#"):
            return [Link(href, children or (Text(href),), self._span())]
        self.report.add(codes.FORBIDDEN_LINK, self._span(), href=brief(href))
        return list(children)

    def _leaf(self, token: Token) -> list[Inline]:
        match token.type:
            case "text" | "text_special":
                return self._text(token.content)
            case "softbreak":
                return [Text(" ")]
            case "hardbreak":
                return [LineBreak()]
            case "code_inline":
                return [Code(token.content)]
            case "reference":
                return [self._reference(token.content)]
            case "ignoring":
                line = self._span().line + token.meta["alone"]
                self.report.ignored.update(ignored_in(token.meta["found"], self._span(), line))
                return []
            case "footnote_ref":
                return self._footnote(token)
            case "image":
                self.report.add(codes.INLINE_PICTURE, self._span())
                return self._text(plain_text(self.read(token.children or (), self.line)))
            case _:
                return [Text(token.content)] if token.content else []

    def _text(self, content: str) -> list[Inline]:
        for mark in FOOTNOTE_MARK.finditer(content):
            self.report.add(codes.DANGLING_FOOTNOTE, self._span(), label=brief(mark.group(1)))
        if found := FORBIDDEN.search(content):
            self.report.add(codes.CONTROL_CHARACTER, self._span(), character=f"U+{ord(found.group()):04X}")
            content = FORBIDDEN.sub("", content)
        return [Text(spaced(compose(content), WHITE_SPACE))] if content else []

    def _reference(self, content: str) -> Inline:
        kind, colon, target = content.partition(":")
        kind = kind.strip().lower()
        if not colon or kind not in REFERENCE_KINDS or not target.strip():
            self.report.add(codes.UNKNOWN_REFERENCE_KIND, self._span(), reference=brief(content))
            return Text(f"[[{content}]]")
        return Link(f"ref:{kind}/{target.strip()}", (), self._span())

    def _footnote(self, token: Token) -> list[Inline]:
        label = str(token.meta["label"])
        if self.in_footnote:
            self.report.add(codes.NESTED_FOOTNOTE, self._span(), label=brief(label))
            return [Text(f"[^{label}]")]
        return [Footnote(f"{self.path}:{self.first_line}:{label}", self.footnotes.get(label, ()))]


def joined(children: list[Inline] | tuple[Inline, ...]) -> tuple[Inline, ...]:
    """``children`` with neighbouring texts joined and spaces folded."""
    result: list[Inline] = []
    for child in children:
        if isinstance(child, Text) and result and isinstance(result[-1], Text):
            result[-1] = Text(result[-1].value + child.value)
        else:
            result.append(child)
    return tuple(Text(SPACES.sub(" ", child.value)) if isinstance(child, Text) else child for child in result)
