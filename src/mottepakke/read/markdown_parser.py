"""markdown-it set up for case notes: what is read, and what is text."""

from __future__ import annotations

import re
from functools import cache
from types import SimpleNamespace

from markdown_it import MarkdownIt, helpers
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin

from mottepakke.read.ignoring import MARKDOWN_COMMENT, stands_alone
from mottepakke.read.text import FORBIDDEN

NESTING = 100
"""markdown-it leaves out text nested deeper, so this lies well above what the reader reports."""
REFERENCE = re.compile(r"\[\[([^\[\]\n]{1,300})\]\]")
MAX_OPEN_BRACKETS = 2_000
"""Brackets that begin no link and are still tried as one; each may cost as much as a page of text."""
OPEN_BRACKETS = "open_brackets"
"""How many there were, in the parser's environment."""
MAX_PARAGRAPH = 50_000
LONG_TEXTS = "long_texts"
"""The lines of paragraphs longer than that, in the parser's environment."""

MARKUP = re.compile(rf"[\\`*_\[<&~\t{FORBIDDEN.pattern[1:]}")
"""What any of the parser's inline rules begins with, and what is reported; without it a text is words and line ends."""


LIST_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)]) +[^\W\d_]")


def _plain_paragraph_rule(state: StateBlock, start: int, end: int, _silent: bool) -> bool:
    """Takes a paragraph whose lines all begin with a letter; nothing but an empty line or the item of a list ends it.

    It gives what markdown-it's own rules give, without asking at each line whether one of ten other blocks begins there.
    """
    if state.is_code_block(start) or not state.src[state.bMarks[start] + state.tShift[start]].isalpha():
        return False
    line = start + 1
    while line < state.lineMax and not state.isEmpty(line):
        place = state.bMarks[line] + state.tShift[line]
        if not state.src[place].isalpha():
            if not LIST_ITEM.match(state.src, place):
                return False
            if _ends_paragraph(state, line, end):
                break
        line += 1
    state.line = line
    state.push("paragraph_open", "p", 1).map = [start, line]
    inline = state.push("inline", "", 0)
    inline.content = mdTrim(state.getLines(start, line, state.blkIndent, False))
    inline.map, inline.children = [start, line], []
    state.push("paragraph_close", "p", -1)
    return True


def _ends_paragraph(state: StateBlock, line: int, end: int) -> bool:
    """Whether what looks like an item of a list is one, as markdown-it's rule for paragraphs asks."""
    if state.sCount[line] < 0 or state.sCount[line] - state.blkIndent > 3:
        return False
    around, state.parentType = state.parentType, "paragraph"
    is_item = list_block(state, line, end, True)
    state.parentType = around
    return is_item


def _inline_rule(state: StateCore) -> None:
    """markdown-it's own for text with markup; text without it gets no tokens, for `InlineReader.plain` to read.

    Text longer than any person writes is left as it is.
    """
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        if len(token.content) > MAX_PARAGRAPH:
            token.children = [Token("text", "", 0, content=token.content)]
            state.env.setdefault(LONG_TEXTS, []).append(token.map[0] if token.map else 0)
        elif MARKUP.search(token.content) or "  " in token.content:
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        else:
            token.children = None


def _reference_rule(state: StateInline, silent: bool) -> bool:
    found = REFERENCE.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.content = found.group(1).strip()
    state.pos = found.end()
    return True


def _ignoring_rule(state: StateInline, silent: bool) -> bool:
    """Takes out a comment that leaves findings out, with the spaces before it; all other HTML is text."""
    found = MARKDOWN_COMMENT.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.pending = state.pending.rstrip(" ")
        token = state.push("ignoring", "", 0)
        token.meta = {"found": found, "alone": stands_alone(state.src, state.pos, found.end())}
    state.pos = found.end()
    return True


def _any_link(_url: str) -> bool:
    """Every address is a link for the parser; the reader judges it with its line."""
    return True


def _link_label(state: StateInline, start: int, disable_nested: bool = False) -> int:
    """markdown-it's own, given up once a text has had too many brackets that never close."""
    open_brackets = state.env.setdefault(OPEN_BRACKETS, 0)
    if open_brackets > MAX_OPEN_BRACKETS:
        return -1
    end = helpers.parseLinkLabel(state, start, disable_nested)
    if end < 0:
        state.env[OPEN_BRACKETS] += 1
    return end


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables, footnotes, strikethrough, references and picture attributes; raw HTML is text."""
    found = MarkdownIt("commonmark", {"html": False, "maxNesting": NESTING})
    found.enable(["table", "strikethrough"]).use(footnote_plugin, inline=False)
    found.use(attrs_plugin, after=("image",))
    found.disable(["html_block", "html_inline", "text_join"])
    setattr(found, "validateLink", _any_link)  # noqa: B010 - a method of markdown-it's, replaced for one parser
    setattr(found, "helpers", SimpleNamespace(**{**vars(helpers), "parseLinkLabel": _link_label}))  # noqa: B010 - likewise
    found.inline.ruler.before("link", "reference", _reference_rule)
    found.inline.ruler.before("link", "ignoring", _ignoring_rule)
    found.block.ruler.before("table", "plain_paragraph", _plain_paragraph_rule)
    found.core.ruler.at("inline", _inline_rule)
    return found
