"""Edits to a text, and how they are shown."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from msgspec import Struct


class Edit(Struct, frozen=True, order=True):
    """``text[start:end]`` becomes ``new``."""

    start: int
    end: int
    new: str

    def moved(self, by: int) -> Edit:
        """The same edit where the text begins ``by`` characters further in."""
        return Edit(self.start + by, self.end + by, self.new)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """``text`` after ``edits``, of which no two overlap."""
    parts, at = [], 0
    for edit in sorted(edits):
        parts += [text[at : edit.start], edit.new]
        at = edit.end
    return "".join((*parts, text[at:]))


def diff(old: str, new: str, path: str) -> str:
    """The change as a unified diff."""
    lines = difflib.unified_diff(_lines(old), _lines(new), path, path, lineterm="")
    return "\n".join(lines)


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")
