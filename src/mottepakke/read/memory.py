"""What sources were found to say, for a process that reads a workspace again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from msgspec import Struct, field

from mottepakke.diagnostics import Report

T = TypeVar("T")


class _Reading(Struct, frozen=True):
    text: str
    said: object
    report: Report


class Memory(Struct):
    """Readings by the key of their source; one holds for the very same text in the very same surroundings.

    ``surroundings`` stands for all else that a reading looks at: which files there are, which are empty, and what stands in
    pictures and other files that are no text.
    """

    surroundings: str = ""
    _readings: dict[str, _Reading] = field(default_factory=dict)

    def settle(self, surroundings: str) -> None:
        """What holds in other surroundings is forgotten."""
        if surroundings != self.surroundings:
            self._readings.clear()
            self.surroundings = surroundings

    def recall(self, key: str, text: str, report: Report, read: Callable[[Report], T]) -> T:
        """What ``read`` says of ``text``, or said last time, with its findings into ``report``."""
        known = self._readings.get(key)
        if known is None or known.text != text:
            found = Report()
            known = self._readings[key] = _Reading(text, read(found), found)
        report.found |= known.report.found
        report.ignored |= known.report.ignored
        return cast(T, known.said)
