"""Reading PDF objects that may be anything: every accessor answers None or nothing where the type is another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from math import isfinite
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Stream, String

ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
MAX_PAGE_DEPTH = 100
MAX_TREE_NODES = 200_000
"""More nodes than any honest name tree, number tree or outline has."""


def mapping(value: object) -> Dictionary | None:
    """The dictionary, also that of a stream; None for anything else."""
    if isinstance(value, Stream):
        return value.stream_dict
    return value if isinstance(value, Dictionary) else None


def pairs_of(value: object) -> list[tuple[str, Any]]:
    """Key and value of each entry of a dictionary whose key is UTF-8; no other key can be asked for."""
    holder = mapping(value)
    keys = sorted(holder.keys()) if holder is not None else []
    return [(key, holder.get(key)) for key in keys if holder is not None and key.isprintable()]


def entry(value: object, key: str) -> Any:
    """The value of ``key`` in a dictionary or stream; None where either is missing."""
    return value.get(key) if isinstance(value, (Dictionary, Stream)) else None


def name_of(value: object) -> str:
    """The name without its slash, or the empty string. Names that are not UTF-8 are read as Latin-1."""
    if not isinstance(value, Name):
        return ""
    try:
        return str(value)[1:]
    except UnicodeDecodeError:
        return decoded_name(value.unparse())


def decoded_name(written: bytes) -> str:
    """A name as written in a file, with its slash: ``/Br#f8d`` is Brød (ISO 32000-1, 7.3.5)."""
    raw = ESCAPE.sub(lambda found: bytes.fromhex(found[1].decode()), written)[1:]
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def text_of(value: object) -> str:
    """A text string (ISO 32000-1, 7.9.2.2), or the empty string."""
    if not isinstance(value, String):
        return ""
    try:
        return str(value).replace("\0", "")
    except UnicodeDecodeError:
        return bytes(value).decode("latin-1").replace("\0", "")


def items_of(value: Any) -> list[Any]:
    """The items of an array; a single object counts as an array of one, nothing as none."""
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def number_of(value: object) -> float | None:
    """A finite number, or None."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return None
    number = float(value)
    return number if isfinite(number) else None


def tree_pairs(root: object, key: str) -> Iterator[tuple[Any, Any]]:
    """The pairs of a name tree (``key`` /Names) or number tree (/Nums), in file order (ISO 32000-1, 7.9.6, 7.9.7)."""
    pending: list[Object | None] = [mapping(root)]
    seen: set[tuple[int, int]] = set()
    count = 0
    while pending:
        node = mapping(pending.pop())
        if node is None or (node.is_indirect and node.objgen in seen):
            continue
        seen.add(node.objgen)
        count += 1
        if count > MAX_TREE_NODES:
            return
        leaf = node.get(key)
        if isinstance(leaf, Array):
            values = list(leaf)
            yield from zip(values[::2], values[1::2], strict=False)
        pending.extend(reversed(items_of(node.get("/Kids"))))


def chain(first: object, key: str) -> Iterator[Dictionary]:
    """The dictionaries linked by ``key``, such as the /Next of outline items; a cycle ends it."""
    seen: set[tuple[int, int]] = set()
    node = mapping(first)
    while node is not None and node.objgen not in seen and len(seen) < MAX_TREE_NODES:
        seen.add(node.objgen)
        yield node
        if not node.is_indirect:
            return
        node = mapping(node.get(key))


def inherited(page: Object, key: str) -> Object | None:
    """What a page takes from the nodes above it in the page tree (ISO 32000-1, 7.7.3.4)."""
    node = page
    for _ in range(MAX_PAGE_DEPTH):
        parent = mapping(node.get("/Parent"))
        if parent is None:
            return None
        if key in parent:
            return parent.get(key)
        node = parent
    return None
