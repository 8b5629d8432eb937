"""Edits to the text of a ledger, small enough that a diff shows nothing but the change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from mottepakke.model.meeting import HistoryLine
from mottepakke.read.marks import BLOCKS, Mark
from mottepakke.register.notation import (
    HISTORY,
    STEP,
    Written,
    block,
    history_block,
    history_in_flow,
    history_item,
    key_lines,
    scalar,
)
from mottepakke.register.reading import KEYS, printed_key

BREAK = re.compile(r"\r\n|\n|\r")
REMARK_SET_IN = re.compile(r"[ \t]+(?=#)")
REMARK = re.compile(r"\s+#.*")


class Edit(Struct, frozen=True):
    """``text[start:end]`` becomes ``new``, whose line ends are LF."""

    start: int
    end: int
    new: str


class Page(Struct, frozen=True):
    """The text that is edited, without byte order mark; it ends with a line end where it holds anything."""

    text: str

    def line_end(self, place: int) -> int:
        """Where the line of ``place`` ends, its line end not counted."""
        found = BREAK.search(self.text, place)
        return found.start() if found else len(self.text)

    def next_line(self, place: int) -> int:
        """Where the line after that of ``place`` begins."""
        found = BREAK.search(self.text, place)
        return found.end() if found else len(self.text)

    def below(self, place: int, column: int) -> int:
        """Where the line after that of ``place`` begins, and after the remarks below it set in beyond ``column``."""
        start = self.next_line(place)
        while (found := REMARK_SET_IN.match(self.text, start)) and found.end() - start > column:
            start = self.next_line(start)
        return start

    def edited(self, edits: Iterable[Edit]) -> str:
        """The text after ``edits``; those at one place in the order given."""
        found = BREAK.search(self.text)
        line_end = found.group() if found else "\n"
        parts, at = [], 0
        for edit in sorted(edits, key=lambda edit: edit.start):
            parts += [self.text[at : edit.start], edit.new.replace("\n", line_end)]
            at = edit.end
        return "".join((*parts, self.text[at:]))


def updated(page: Page, entry: Mark, values: Mapping[str, str], history: HistoryLine | None) -> Iterator[Edit]:
    """The edits that give ``entry`` (a mapping) these values by printed key, and one more line of history."""
    places = {printed_key(key.text): (key, value) for key, value in entry.pairs}
    column = entry.parts[-2].column
    for key in (key for key in KEYS if key in values):
        if key in places:
            yield _replaced(page, entry, places[key], _value(entry, key, values[key], places[key][0].column))
        else:
            yield _added(page, entry, _before(key, places), key, _value(entry, key, values[key], column))
    if history and HISTORY in places:
        yield from _longer_history(page, entry, places[HISTORY], history)
    elif history:
        yield _added(page, entry, _before(HISTORY, places), HISTORY, _first_history(entry, history, column))


def _before(key: str, places: Mapping[str, tuple[Mark, Mark]]) -> Mark:
    """The value after which a ``key`` that is not there yet goes; every entry has a number, which comes first."""
    return next(places[one][1] for one in reversed(KEYS[: KEYS.index(key)]) if one in places)


def _value(entry: Mark, key: str, value: str, column: int) -> Written:
    return Written(scalar(value, flow=True)) if entry.style else block(key, value, column)


def _first_history(entry: Mark, line: HistoryLine, column: int) -> Written:
    return Written(f"[{history_in_flow(line)}]") if entry.style else history_block(line, column)


def _added(page: Page, entry: Mark, before: Mark, key: str, value: Written) -> Edit:
    """A key that was not there yet, after the value ``before``."""
    if entry.style:
        return Edit(before.end, before.end, f", {key}: {value.first}")
    column = entry.parts[-2].column
    place = page.below(before.end, column)
    return Edit(place, place, "".join(f"{line}\n" for line in key_lines(key, value, column)))


def _replaced(page: Page, entry: Mark, place: tuple[Mark, Mark], new: Written) -> Edit:
    """The value of a key exchanged for another; a remark at the end of its line stays there."""
    key, value = place
    between = page.text[key.end : value.start]
    if entry.style:
        lead = ": " if ":" not in between else " " if between.endswith(":") else ""
        return Edit(value.start, value.end, lead + new.first)
    start, end = value.start, page.line_end(value.end)
    if BREAK.search(between) and "#" not in between:
        start = key.end + between.index(":") + 1
    remark = page.text[value.end : end].rstrip()
    if value.style.startswith(BLOCKS):
        found = REMARK.search(page.text, value.start, page.line_end(value.start))
        remark = found.group().rstrip() if found else ""
    lead = "" if page.text[start - 1].isspace() or not new.first else " "
    return Edit(start, end, "\n".join((lead + new.first + remark, *new.below)))


def _longer_history(page: Page, entry: Mark, place: tuple[Mark, Mark], line: HistoryLine) -> Iterator[Edit]:
    """One more line at the end of a history, in whatever form people have written it."""
    new = history_in_flow(line)
    key, value = place
    match value:
        case Mark(kind="scalar", text="", style=""):
            yield _replaced(page, entry, place, _first_history(entry, line, key.column))
        case Mark(kind="scalar"):
            yield _replaced(page, entry, place, Written(f"[{scalar(' '.join(value.text.split()), flow=True)}, {new}]"))
        case Mark(kind="sequence", style=""):
            yield _line_below(page, value, line)
        case Mark(kind="sequence", parts=()):
            yield Edit(value.end - 1, value.end - 1, new)
        case Mark(kind="sequence"):
            yield Edit(value.parts[-1].end, value.parts[-1].end, f", {new}")
        case Mark(kind="mapping", style=""):
            yield from _made_a_list(page, value)
            yield _line_below(page, value, line)
        case _:
            yield Edit(value.start, value.start, "[")
            yield Edit(value.end, value.end, f", {new}]")


def _line_below(page: Page, value: Mark, line: HistoryLine) -> Edit:
    place = page.below(value.end, value.column)
    return Edit(place, place, history_item(line, value.column) + "\n")


def _made_a_list(page: Page, mapping: Mark) -> Iterator[Edit]:
    """A block mapping made the first item of a list: a dash, and the lines below it moved in."""
    yield Edit(mapping.start, mapping.start, "- ")
    place = page.next_line(mapping.start)
    while place <= mapping.end:
        if not BREAK.match(page.text, place):
            yield Edit(place, place, " " * STEP)
        place = page.next_line(place)
