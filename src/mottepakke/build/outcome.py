"""How a build is asked for, and what comes of a meeting."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from mottepakke.diagnostics import Diagnostic, ExitCode, Report, Severity
from mottepakke.model.sent import SentDocument

if TYPE_CHECKING:
    from mottepakke.build.artifacts import Artifact

CHANGES = "endringer-"
"""How the name begins of the PDF with only what a later version changed."""
CACHE_LIMIT = 500_000_000
"""Bytes that a cache may grow to where nobody says otherwise."""


class Options(Struct, frozen=True):
    """How to build.

    ``output`` is the folder that holds a folder a committee; ``pack_only`` leaves Word and slides out; ``cores`` is how many
    processes may work at a time; ``archive`` makes the archive copy instead of the output folder. ``cache`` is where what is
    rendered is kept (None: nowhere), in at most ``cache_limit`` bytes.
    """

    output: Path
    pack_only: bool = False
    archive: bool = False
    cores: int = 1
    cache: Path | None = None
    cache_limit: int = CACHE_LIMIT


class Outcome(Struct, frozen=True):
    """What came of one meeting: files in ``folder`` (None: nothing written), findings, and how it ended."""

    meeting: str
    folder: Path | None
    artifacts: tuple[Artifact, ...]
    diagnostics: tuple[Diagnostic, ...]
    exit_code: ExitCode
    sealed: tuple[tuple[SentDocument, ...], str] = ((), "")
    """The pack's documents with their page numbers, and «of how many», as `freeze` seals them."""

    @property
    def changes(self) -> tuple[Artifact, ...]:
        """The PDF with only what a later version changed, if there is one."""
        return tuple(item for item in self.artifacts if item.path.startswith(CHANGES))

    @classmethod
    def of(
        cls,
        meeting: str,
        diagnostics: tuple[Diagnostic, ...],
        folder: Path | None = None,
        artifacts: tuple[Artifact, ...] = (),
        exit_code: ExitCode = ExitCode.DONE,
    ) -> Outcome:
        """The outcome with its findings in order; an error among them makes the exit code 1."""
        ordered = tuple(Report(set(diagnostics)))
        if exit_code is ExitCode.DONE and any(item.severity is Severity.ERROR for item in ordered):
            exit_code = ExitCode.FINDINGS
        return cls(meeting, folder, artifacts, ordered, exit_code)
