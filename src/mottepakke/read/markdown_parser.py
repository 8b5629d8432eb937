"""markdown-it set up for case notes: what is read, and what is text."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin

NESTING = 100
"""markdown-it leaves out text nested deeper, so this lies well above what the reader reports."""
REFERENCE = re.compile(r"\[\[([^\[\]\n]{1,300})\]\]")


def _reference_rule(state: StateInline, silent: bool) -> bool:
    found = REFERENCE.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.content = found.group(1).strip()
    state.pos = found.end()
    return True


def _any_link(_url: str) -> bool:
    """Every address is a link for the parser; the reader judges it with its line."""
    return True


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables, footnotes, strikethrough, references and picture attributes; raw HTML is text."""
    found = MarkdownIt("commonmark", {"html": False, "maxNesting": NESTING})
    found.enable(["table", "strikethrough"]).use(footnote_plugin, inline=False)
    found.use(attrs_plugin, after=("image",))
    found.disable(["html_block", "html_inline"])
    setattr(found, "validateLink", _any_link)  # noqa: B010 - a method of markdown-it's, replaced for one parser
    found.inline.ruler.before("link", "reference", _reference_rule)
    return found
