"""Where the parts of a YAML text stand, character by character, for those who change a file and leave the rest as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, cast

import yaml
from msgspec import Struct

from mottepakke.read.text import UNICODE_BREAKS, spaced
from mottepakke.read.yaml import LOADER

KEPT = "+"
"""In the head of a block scalar: the empty lines after the text belong to it."""


BLOCKS = ("|", ">")


class Mark(Struct, frozen=True):
    """A node's place: ``text[start:end]`` without the white space and comments that follow it.

    ``parts`` are the items of a sequence, the keys and values of a mapping in turn. ``style`` is the character that opens a
    scalar or a flow collection ('' for plain scalars, block collections and aliases), with a ``+`` behind it where the empty
    lines below a block scalar belong to it.
    """

    kind: Literal["scalar", "mapping", "sequence", "alias"]
    start: int
    end: int
    column: int
    style: str = ""
    text: str = ""
    parts: tuple[Mark, ...] = ()

    @property
    def last(self) -> Mark:
        """The node that ends last."""
        return max(self.parts, key=lambda part: part.end).last if self.parts and not self.style else self

    @property
    def pairs(self) -> tuple[tuple[Mark, Mark], ...]:
        """The keys of a mapping with their values."""
        return tuple(zip(self.parts[::2], self.parts[1::2], strict=True))


def read_marks(text: str) -> Mark | None:
    """The place of every node of ``text``, which begins without a byte order mark and has been read without a finding.

    None where there is no node, or where ``text`` reads otherwise than with its letters and line ends made even.
    """
    same_length = spaced(text, UNICODE_BREAKS)
    try:
        events = iter(yaml.parse(same_length, Loader=LOADER))
        next(events)
        if isinstance(next(events), yaml.StreamEndEvent):
            return None
        return _mark(next(events), events, text)
    except yaml.YAMLError:
        return None


def _mark(event: Any, events: Iterator[Any], text: str) -> Mark:
    start, end, column = event.start_mark.index, event.end_mark.index, event.start_mark.column
    if isinstance(event, yaml.AliasEvent):
        return Mark("alias", start, end, column)
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event, text[start:end])
    parts = []
    while not isinstance(last := next(events), yaml.CollectionEndEvent):
        parts.append(_mark(last, events, text))
    end = cast(Any, last).end_mark.index
    kind: Literal["mapping", "sequence"] = "mapping" if isinstance(event, yaml.MappingStartEvent) else "sequence"
    if event.flow_style:
        return Mark(kind, start, end, column, "{" if kind == "mapping" else "[", parts=tuple(parts))
    return Mark(kind, start, max((one.end for one in parts), default=start), column, parts=tuple(parts))


def _scalar(event: Any, written: str) -> Mark:
    """A scalar; the parser counts to a block scalar the empty lines below it, wherever they belong."""
    style, length = event.style or "", len(written)
    if style in BLOCKS and KEPT in written.splitlines()[0].partition("#")[0]:
        style += KEPT
        length -= 2 if written.endswith("\r\n") else 1 if written.endswith(("\n", "\r")) else 0
    elif style in BLOCKS:
        length = len(written.rstrip())
    start = event.start_mark
    return Mark("scalar", start.index, start.index + length, start.column, style, event.value)
