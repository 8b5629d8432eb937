"""Why a deck is not taken in."""

from __future__ import annotations

from mottepakke.diagnostics import Code, Diagnostic
from mottepakke.model.source import Span

LONGEST = 120


class Refused(Exception):
    """A deck that cannot be taken in: the kind of finding and its arguments, all but the name of the file."""

    def __init__(self, code: Code, **args: object) -> None:
        super().__init__(code.name)
        self.code = code
        self.found = {key: shortened(str(value)) for key, value in args.items()}

    def diagnostic(self, span: Span, file: str) -> Diagnostic:
        """The finding, at the place that names the file."""
        return Diagnostic.at(self.code, span, file=file, **self.found)


def shortened(text: str) -> str:
    """``text`` on one line of a readable length, without characters that act on a terminal."""
    line = "".join(letter if letter.isprintable() else " " for letter in text).strip()
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
