"""The text of a ledger with changes entered, and the proof that it says what was asked and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mottepakke import codes
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.meeting import Committee
from mottepakke.model.source import Span
from mottepakke.read.marks import Mark, read_marks
from mottepakke.read.nodes import Mapping as YamlMapping
from mottepakke.read.nodes import Node, Scalar
from mottepakke.read.note import Place
from mottepakke.read.text import BYTE_ORDER_MARK, MAX_BYTES
from mottepakke.register.change import Change, RegisterRefused, Wanted, wanted
from mottepakke.register.edits import BREAK, Edit, Page, updated
from mottepakke.register.notation import HISTORY
from mottepakke.register.order import added
from mottepakke.register.reading import Item, Register, read_register, refusal

TOO_MUCH = {codes.YAML_TOO_COMPLEX, codes.FILE_TOO_LARGE}
"""Findings of a new text that its writer can do something about; all others would be ours."""


def entered(text: str, changes: Sequence[Change], committee: Committee, place: Place) -> str:
    """``text`` (a ledger to the last character, '' where there is none) with ``changes`` entered.

    Every number stands once. A number that is there is updated where it stands: only values that differ are written, and a
    line of history is added. New ones go in order of series, year and number where the ledger is sorted so, else last. All
    else stays as it is, byte for byte. Before the new text is given back, it is read again and compared with what was asked.

    Raises:
        RegisterRefused: the ledger has errors; a number belongs to a case with another key; or an entry is written in such a
            way that the change would alter something else.
        ValueError: two of ``changes`` are for one number.
    """
    return changed(read_register(text, committee, place), changes, committee, place)


def changed(before: Register, changes: Sequence[Change], committee: Committee, place: Place) -> str:
    """As `entered`, for a ledger that has been read."""
    asked = {one.number: one for one in (wanted(change, committee) for change in changes)}
    if len(asked) != len(changes):
        raise ValueError("two changes for one number")
    new_text = _edited(before, asked, committee, place)
    if new_text == before.text:
        return before.text
    _prove(before, _read_again(new_text, asked, committee, place), asked, place)
    return new_text


def _edited(before: Register, asked: Mapping[str, Wanted], committee: Committee, place: Place) -> str:
    mark = BYTE_ORDER_MARK if before.text.startswith(BYTE_ORDER_MARK) else ""
    page = Page(_whole_lines(before.text.removeprefix(mark)))
    root = read_marks(page.text)
    if len(root.parts if root else ()) != len(before.items):
        raise refusal(next(iter(asked), ""), Span(place.shown))
    edits: list[Edit] = []
    for item, where in zip(before.items, root.parts if root else (), strict=True):
        if one := asked.get(item.number):
            edits += _update(page, item, where, one)
    numbers = [item.number for item in before.items]
    edits += added(page, root, numbers, [one for one in asked.values() if one.number not in numbers], committee)
    return mark + page.edited(edits) if edits else before.text


def _whole_lines(text: str) -> str:
    """``text`` with an end to its last line."""
    found = BREAK.search(text)
    return text if not text or text.endswith(("\n", "\r")) else text + (found.group() if found else "\n")


def _update(page: Page, item: Item, where: Mark, asked: Wanted) -> list[Edit]:
    key = asked.values.get("nøkkel")
    span = item.entry.origin.span
    if key and item.entry.key not in ("", key):
        args = {"number": item.number, "key": item.entry.key, "other": key}
        raise RegisterRefused([Diagnostic.at(codes.NUMBER_OF_ANOTHER_CASE, span, **args)])
    values = _news(item, asked)
    if not values and not asked.history:
        return []
    if where.kind != "mapping":
        raise refusal(item.number, span)
    return list(updated(page, where, values, asked.history))


def _news(item: Item, asked: Wanted) -> dict[str, str]:
    """What is asked for and not said yet."""
    return {key: value for key, value in asked.values.items() if item.stated[key] != value}


def _read_again(text: str, asked: Mapping[str, Wanted], committee: Committee, place: Place) -> Register:
    span = Span(place.shown)
    if len(text.encode()) > MAX_BYTES:
        limit = f"{MAX_BYTES // 1_000_000} MB"
        raise RegisterRefused([Diagnostic.at(codes.FILE_TOO_LARGE, span, limit=limit)])
    try:
        return read_register(text, committee, place)
    except RegisterRefused as refused:
        too_much = [found for found in refused.diagnostics if found.code in TOO_MUCH]
        raise (RegisterRefused(too_much) if too_much else refusal(", ".join(asked), span)) from None


def _prove(before: Register, after: Register, asked: Mapping[str, Wanted], place: Place) -> None:
    """Refuse unless every old entry says what it said, in the old order, and the changes are there."""
    old = {item.number: item for item in before.items}
    kept = [item.number for item in after.items if item.number in old]
    new = {item.number: item for item in after.items}
    if kept != list(old) or new.keys() != old.keys() | asked.keys():
        raise refusal(", ".join(asked), Span(place.shown))
    for number, item in new.items():
        if not _says(item, old.get(number), asked.get(number)):
            raise refusal(number, old[number].entry.origin.span if number in old else Span(place.shown))


def _says(new: Item, old: Item | None, asked: Wanted | None) -> bool:
    """Whether an entry says what was asked, and all else as before."""
    values = asked.values if asked else {}
    line = asked.history if asked else None
    written = {*(values if old is None or asked is None else _news(old, asked)), *([HISTORY] if line else [])}
    before = old.nodes if old else {}
    untouched = all(_plain(new.nodes.get(key)) == _plain(node) for key, node in before.items() if key not in written)
    history = (*(old.entry.history if old else ()), *((line,) if line else ()))
    return (
        untouched
        and new.nodes.keys() <= before.keys() | written
        and all(new.stated[key] == value for key, value in values.items())
        and new.entry.history == history
    )


def _plain(node: Node | None) -> object:
    """What a node says, without its places."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        return node.text.rstrip("\n")
    if isinstance(node, YamlMapping):
        return "{}", [(key.text, _plain(value)) for key, value in node.entries]
    return "[]", [_plain(item) for item in node.items]
