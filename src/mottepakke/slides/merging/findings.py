"""What is found in one returned deck while it is carried over."""

from __future__ import annotations

from mottepakke.diagnostics import Code, Diagnostic
from mottepakke.model.source import Span
from mottepakke.slides.refusal import shortened

SHOWN = 5
"""So many names a finding lists."""


class Findings:
    """The findings of one file, each once, in the order they were made."""

    def __init__(self, span: Span, file: str) -> None:
        self._span, self._file = span, file
        self._found: dict[Diagnostic, None] = {}

    def note(self, code: Code, **args: object) -> None:
        """Take note of one finding; the file's name is added to its arguments."""
        worded = {key: shortened(str(value)) for key, value in args.items()}
        self._found[Diagnostic.at(code, self._span, file=self._file, **worded)] = None

    def all(self) -> tuple[Diagnostic, ...]:
        """All of them."""
        return tuple(self._found)


def listing(names: list[str]) -> str:
    """The first of ``names`` with commas between, and «…» for more."""
    shown = [shortened(name) for name in names[:SHOWN]]
    return ", ".join([*shown, "…"] if len(names) > SHOWN else shown)
