"""Findings: one type for everything a person should be told, and the exceptions that stop a run.

A diagnostic carries a code and arguments, never prose: the words come from the message catalogues
(`mottepakke.messages`) in the language of the reader. Functions yield diagnostics; nothing logs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum

from msgspec import Struct, field

from mottepakke.model.settings import Ignored
from mottepakke.model.source import Span


class Severity(IntEnum):
    """How much a finding weighs; errors make the exit code 1."""

    HINT = 0
    WARNING = 1
    ERROR = 2

    @property
    def label(self) -> str:
        """The word used in JSON."""
        return self.name.lower()


class ExitCode(IntEnum):
    """Exit codes, fixed by FORMAT.md."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    MISSING = 3
    BUG = 70


class Code(Struct, frozen=True):
    """A kind of finding: its stable code, its name (the pattern found) and its weight."""

    code: str
    name: str
    severity: Severity


class Diagnostic(Struct, frozen=True):
    """One finding at one place. ``args`` fill the message of ``code`` in the catalogue.

    ``weight`` is what the committee has set in place of the code's own.
    """

    code: Code
    span: Span
    args: tuple[tuple[str, str], ...] = ()
    weight: Severity | None = None

    @classmethod
    def at(cls, code: Code, span: Span, **args: object) -> Diagnostic:
        """A finding with its arguments as text."""
        return cls(code, span, tuple((key, str(value)) for key, value in args.items()))

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return self.code.severity if self.weight is None else self.weight

    @property
    def sort_key(self) -> tuple[str, int, int, str, tuple[tuple[str, list[str | int]], ...]]:
        """By file, line, column, code, then arguments: page 2 before page 10."""
        args = tuple((key, _natural(value)) for key, value in self.args)
        return (self.span.path, self.span.line, self.span.column or 0, self.code.code, args)


def _natural(text: str) -> list[str | int]:
    """Text and numbers by turns, so that numbers are in order as numbers."""
    parts = enumerate(re.split("([0-9]{1,9})", text))
    return [int(part) if place % 2 else part for place, part in parts]


class Report(Struct):
    """The findings of a run, in any order, doubles once; and which findings the sources themselves want left out."""

    found: set[Diagnostic] = field(default_factory=set)
    ignored: set[Ignored] = field(default_factory=set)

    def add(self, code: Code, span: Span, **args: object) -> None:
        """Take note of one finding."""
        self.found.add(Diagnostic.at(code, span, **args))

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(sorted(self.found, key=lambda diagnostic: diagnostic.sort_key))


class StopRun(Exception):
    """Something that stops the run; the message is a finding, ``exit_code`` says which kind of stop."""

    exit_code = ExitCode.USAGE

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


class UsageStop(StopRun):
    """The command line or the workspace cannot be used (exit 2)."""


class MissingStop(StopRun):
    """A program, font or template is missing (exit 3)."""

    exit_code = ExitCode.MISSING


class BugStop(StopRun):
    """An error in mottepakke itself (exit 70)."""

    exit_code = ExitCode.BUG
