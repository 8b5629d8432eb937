"""What goes into a conversion and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mottepakke.diagnostics import Code, Diagnostic
from mottepakke.model.source import Span

DECORATION = "mottepakke:dekor"
"""The alternative text that copies give to what the author has called decoration, so that it is known again in the PDF."""


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """A file to convert.

    ``id`` tells results apart, ``span`` is the place that names the file, ``language`` (BCP 47, such as «nb-NO», or only
    «nb») holds where the file itself says nothing.
    """

    id: str
    path: Path
    span: Span
    language: str


@dataclass(frozen=True, slots=True)
class Converted:
    """The file as tagged PDF/A-2b, and what it leaves out or changes."""

    pdf: bytes
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """Why there is no PDF."""

    diagnostic: Diagnostic


class Refused(Exception):
    """A file that shall not be converted: the kind of finding and its arguments."""

    def __init__(self, code: Code, **args: str) -> None:
        super().__init__(code.name)
        self.code = code
        self.found = args
