"""Marks on headings, ``{#anchor}`` and ``{unntatt="…"}``, and the links that lead to anchors."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mottepakke import codes
from mottepakke.diagnostics import Report
from mottepakke.model.document import Block, Figure, Heading, Inline, Link, Text
from mottepakke.model.source import Span
from mottepakke.model.walk import every, plain_text
from mottepakke.read.exemption import means_exempt
from mottepakke.read.fields import brief

ATTRIBUTES = re.compile(r"\s*\{([^{}]*)\}\s*$")
ATTRIBUTE = re.compile(r"""\s*(?:\#(?P<id>[\w-]+)|(?P<key>[^\s="#{}]+)(?:=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"]+)))?)""")
OPENED = re.compile(r"\{[\s#.]*(\w+)")


def split_attributes(children: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], dict[str, str]]:
    """A heading's inline nodes without its attributes, and these.

    An exemption that is not well formed (a brace is missing, text follows it) is an attribute without value.
    """
    last = children[-1] if children else None
    found = ATTRIBUTES.search(last.value) if isinstance(last, Text) else None
    if not isinstance(last, Text) or not found:
        opened = OPENED.finditer(plain_text(children))
        return children, {word.group(1): "" for word in opened if means_exempt(word.group(1))}
    attributes = {}
    for match in ATTRIBUTE.finditer(found.group(1)):
        if match["id"]:
            attributes["id"] = match["id"]
        else:
            attributes[match["key"]] = match["quoted"] or match["bare"] or ""
    rest = last.value[: found.start()]
    return (*children[:-1], *((Text(rest),) if rest else ())), attributes


def check_anchors(blocks: Sequence[Block], report: Report) -> None:
    """Report links within a text that lead nowhere, and anchors that stand twice."""
    known: dict[str, Span] = {}
    nodes = every(blocks)
    for block in nodes:
        if not isinstance(block, Heading | Figure) or not block.anchor or block.span is None:
            continue
        if block.anchor in known:
            report.add(codes.DOUBLE_ANCHOR, block.span, anchor=brief(block.anchor), line=known[block.anchor].line)
        known.setdefault(block.anchor, block.span)
    for link in (node for node in nodes if isinstance(node, Link)):
        if link.href.startswith("#") and link.href[1:] not in known and link.span is not None:
            report.add(codes.DANGLING_ANCHOR, link.span, href=brief(link.href))
