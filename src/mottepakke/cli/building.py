"""Building meetings and showing what came of it, for the commands that do."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from mottepakke import codes
from mottepakke.cli.output import Output, meetings_text, text_for
from mottepakke.diagnostics import Diagnostic, ExitCode, Report
from mottepakke.model.source import Span

if TYPE_CHECKING:
    from mottepakke.build.outcome import Options, Outcome
    from mottepakke.read.sources import Sources


LIMIT_VARIABLE = "MOTTEPAKKE_CACHE_MB"


def build_and_show(
    keys: Sequence[str],
    sources: Sources,
    chosen: Options,
    show: Output,
    found: tuple[Diagnostic, ...] = (),
    *,
    changes: bool = False,
) -> int:
    """Build the meetings ``keys`` and show what came of it and what was ``found`` before; the exit code.

    With ``changes`` the product is the PDF of what a later version changed, not the whole pack.
    """
    from mottepakke import pipeline

    started = time.perf_counter()
    built = pipeline.build(keys, sources, chosen, show.progress)
    outcomes = [replace(outcome, diagnostics=(*found, *outcome.diagnostics)) for outcome in built]
    if changes:
        outcomes = list(map(_only_changes, outcomes))
    return show_outcomes(outcomes, "møtepakke", sources.root, started, show)


def with_cache(chosen: Options) -> Options:
    """``chosen`` with the cache inside the output folder; MOTTEPAKKE_CACHE_MB says how large it may grow, 0 turns it off."""
    from mottepakke.build.outcome import CACHE_LIMIT
    from mottepakke.build.store import FOLDER

    written = os.environ.get(LIMIT_VARIABLE, "")
    limit = int(written) * 1_000_000 if written.isdecimal() else CACHE_LIMIT
    return replace(chosen, cache=chosen.output / FOLDER, cache_limit=limit) if limit else chosen


def _only_changes(outcome: Outcome) -> Outcome:
    if outcome.folder is None or outcome.changes:
        return replace(outcome, artifacts=outcome.changes)
    none = Diagnostic.at(codes.NO_LATER_VERSION, Span(f"packs/{outcome.meeting}.yaml"), meeting=outcome.meeting)
    code = max(outcome.exit_code, ExitCode.FINDINGS)
    return replace(outcome, artifacts=(), diagnostics=(*outcome.diagnostics, none), exit_code=code)


def show_outcomes(outcomes: Sequence[Outcome], product: str, root: Path, started: float, show: Output) -> int:
    """Show findings, the PDFs of the kind ``product`` and a closing line; the exit code."""
    show.end_progress()
    diagnostics = tuple(Report({item for outcome in outcomes for item in outcome.diagnostics}))
    if show.as_json:
        show.json(diagnostics, [item for outcome in outcomes for item in artifact_list(outcome, root)])
    else:
        show.findings(diagnostics, err=True)
        for outcome in outcomes:
            for path in _products(outcome, product, root):
                click.echo(path)
        show.say(_closing(outcomes, time.perf_counter() - started, root))
        show.say(show.summary(diagnostics))
    return max((outcome.exit_code for outcome in outcomes), default=ExitCode.DONE)


def relative(path: Path, root: Path) -> str:
    """A path as it is shown: from the workspace, with forward slashes."""
    return Path(os.path.relpath(path, root)).as_posix()


def artifact_list(outcome: Outcome, root: Path) -> list[dict[str, Any]]:
    """The files of an outcome as FORMAT.md's JSON has them."""
    if outcome.folder is None:
        return []
    return [
        {
            "path": relative(outcome.folder / item.path, root),
            "kind": item.kind,
            "format": item.format,
            "meeting": item.meeting or None,
            "case": item.case or None,
            "title": item.title,
            "bytes": item.size,
            "sha256": item.sha256,
        }
        for item in sorted(outcome.artifacts, key=lambda item: item.path)
    ]


def _products(outcome: Outcome, product: str, root: Path) -> list[str]:
    """The PDFs that the reader wants to open, such as the merged pack."""
    return [item["path"] for item in artifact_list(outcome, root) if (item["kind"], item["format"]) == (product, "pdf")]


def _closing(outcomes: Sequence[Outcome], seconds: float, root: Path) -> str:
    built = [outcome for outcome in outcomes if outcome.folder]
    files = sum(len(outcome.artifacts) for outcome in built)
    shown = seconds_text(seconds)
    if not built:
        return text_for("built_none")
    if len(built) == 1 and built[0].folder:
        folder = relative(built[0].folder, root)
        return text_for("built_one", meeting=built[0].meeting, seconds=shown, files=files, folder=folder)
    return text_for("built", meetings=meetings_text(len(built)), seconds=shown, files=files)


def seconds_text(seconds: float) -> str:
    """«1,2»."""
    return f"{seconds:.1f}".replace(".", text_for("decimal"))
