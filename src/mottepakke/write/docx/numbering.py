"""Lists of Word: nine levels of bullets or numbers, one ``w:num`` for each numbered list."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from msgspec import Struct

from mottepakke.write.docx.elements import Element, add, name, val

LEVELS = 9
STEP = 400
"""Indentation of one list level in twips (7 mm)."""

LARGEST_START = 32_767

FIRST_NSID = 0x6D500000
"""List identities that Word uses when text is copied between documents; any unused eight digits do."""

BULLETS = ("•", "–")
FORMATS = (("decimal", "."), ("lowerLetter", ")"), ("lowerRoman", ")"))


class Number(Struct, frozen=True):
    """A list paragraph's ``w:numPr``: the list and the level, from 0."""

    num_id: int
    level: int


@dataclass(slots=True)
class Numbering:
    """The writer's own lists, added to the template's numbering part.

    Lists with one ``w:abstractNum`` share their counters in Word, even with start overrides (ECMA-376 part 1 §17.9.18);
    so a numbered list inside a table inside a numbered list takes an abstract list of its own (``nest``).
    """

    element: Element
    _abstract: dict[str, int] = field(init=False, default_factory=dict)
    _bullets: int | None = field(init=False, default=None)
    _abstract_ids: count[int] = field(init=False)
    _num_ids: count[int] = field(init=False)

    def __post_init__(self) -> None:
        for last in self.element.findall(name("w:numIdMacAtCleanup")):
            self.element.remove(last)
        self._abstract_ids = count(self._largest("w:abstractNum", "w:abstractNumId", -1) + 1)
        self._num_ids = count(self._largest("w:num", "w:numId", 0) + 1)

    def _largest(self, tag: str, key: str, default: int) -> int:
        used = (int(element.get(name(key), "0")) for element in self.element.iterchildren(name(tag)))
        return max(used, default=default)

    def bullets(self) -> int:
        """The id of the bullet list; bullets need no counting, so all share one."""
        if self._bullets is None:
            self._bullets = self._num("bullets")[0]
        return self._bullets

    def numbers(self, level: int, start: int, nest: int) -> int:
        """The id of a new numbered list that starts at ``start`` on ``level``."""
        identity, num = self._num(f"numbers{nest}")
        override = add(num, "w:lvlOverride", {"w:ilvl": str(level)})
        val(override, "w:startOverride", start)
        return identity

    def _num(self, kind: str) -> tuple[int, Element]:
        if kind not in self._abstract:
            self._abstract[kind] = next(self._abstract_ids)
            self._add_abstract(self._abstract[kind], kind == "bullets")
        identity = next(self._num_ids)
        num = add(self.element, "w:num", {"w:numId": str(identity)})
        val(num, "w:abstractNumId", self._abstract[kind])
        return identity, num

    def _add_abstract(self, identity: int, bullets: bool) -> None:
        abstract = add(self.element, "w:abstractNum", {"w:abstractNumId": str(identity)})
        val(abstract, "w:nsid", f"{FIRST_NSID + identity:08X}")
        val(abstract, "w:multiLevelType", "multilevel")
        for level in range(LEVELS):
            _add_level(abstract, level, bullets)
        first = next(self.element.iterchildren(name("w:num")), None)
        if first is not None:
            first.addprevious(abstract)


def _add_level(abstract: Element, level: int, bullets: bool) -> None:
    kind, mark = ("bullet", "") if bullets else FORMATS[level % len(FORMATS)]
    made = add(abstract, "w:lvl", {"w:ilvl": str(level)})
    val(made, "w:start", 1)
    val(made, "w:numFmt", kind)
    val(made, "w:lvlText", BULLETS[level % len(BULLETS)] if bullets else f"%{level + 1}{mark}")
    val(made, "w:lvlJc", "left")
    properties = add(made, "w:pPr")
    add(properties, "w:ind", {"w:left": str(STEP * (level + 1)), "w:hanging": str(STEP)})
