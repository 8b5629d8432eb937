"""Proof that a mended text says what the old one said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mottepakke.diagnostics import Report
from mottepakke.mend.values import canonical
from mottepakke.model.document import Block, Heading, Inline, Link, Paragraph, Text
from mottepakke.model.meeting import Case
from mottepakke.model.references import ReferenceTable, Target
from mottepakke.model.walk import every, plain_text, rewrite
from mottepakke.read.markdown import read_markdown
from mottepakke.read.nodes import Mapping, Node, Scalar, Unreadable
from mottepakke.read.yaml import parse_yaml

MEANINGS = ("date", "clock", "hours")


def same_values(
    old: str, new: str, keys: frozenset[tuple[str, str]], case: Case | None, table: ReferenceTable | None
) -> bool:
    """Whether two YAML texts say the same, but for ``keys`` (old, new) that were spelt wrong.

    A value may have another form of the same date or time, a reference for the number it prints, and a last full stop.
    """
    before, after = parse_yaml(old, "", Report()), parse_yaml(new, "", Report())
    if isinstance(before, Unreadable) or isinstance(after, Unreadable) or before is None or after is None:
        return False
    pairs = zip(_leaves(before), _leaves(after), strict=False)
    same = all(_same(one, other, keys, case, table) for one, other in pairs)
    return same and len(list(_leaves(before))) == len(list(_leaves(after)))


def _leaves(node: Node, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Every key and value in order, with the place of each in the tree."""
    if isinstance(node, Scalar):
        yield f"value {depth} {node.empty} {node.block}", node.text
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            yield f"key {depth} {node.span.line}", key.text
            yield from _leaves(value, depth + 1)
    else:
        yield f"list {depth} {len(node.items)}", ""
        for item in node.items:
            yield from _leaves(item, depth + 1)


def _same(
    one: tuple[str, str],
    other: tuple[str, str],
    keys: frozenset[tuple[str, str]],
    case: Case | None,
    table: ReferenceTable | None,
) -> bool:
    (place, old), (new_place, new) = one, other
    if place != new_place:
        return False
    if old == new:
        return True
    if place.startswith("key"):
        return (old, new) in keys
    if any(canonical(old, means) == new for means in MEANINGS):
        return True
    return same_prose(old, new, case, table)


def same_prose(old: str, new: str, case: Case | None, table: ReferenceTable | None) -> bool:
    """Whether two Markdown texts print the same words in the same blocks, but for at most one last full stop."""
    before, after = (list(_printed(text, case, table)) for text in (old, new))
    differing = [(one, other) for one, other in zip(before, after, strict=False) if one != other]
    stopped = all(one[0] == other[0] and f"{one[1].rstrip()}." == other[1].rstrip() for one, other in differing)
    return len(before) == len(after) and len(differing) <= 1 and stopped


def _printed(text: str, case: Case | None, table: ReferenceTable | None) -> Iterator[tuple[str, str]]:
    def say(inline: Inline) -> Sequence[Inline]:
        if not isinstance(inline, Link) or not inline.href.startswith("ref:"):
            return (inline,)
        found = table.look_up(inline.href, case) if table else None
        kind = inline.href.removeprefix("ref:").partition("/")[0]
        return (Text(f"{kind} {found.number}" if isinstance(found, Target) else inline.href),)

    blocks: Sequence[Block] = read_markdown(text.replace("\r\n", "\n"), "", 1, Report(), lambda *_: None).blocks
    for node in every(rewrite(blocks, say)):
        if isinstance(node, Paragraph | Heading):
            said = plain_text(node.children).replace("\u00a0", " ").casefold()
            yield f"{type(node).__name__} {node.span}", " ".join(said.split())
        elif not isinstance(node, Text):
            yield type(node).__name__, node.href if isinstance(node, Link) else ""
