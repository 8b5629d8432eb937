"""``mottepakke build``."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mottepakke.cli.output import Output, meetings_text, options, text_for
from mottepakke.diagnostics import ExitCode, Report

if TYPE_CHECKING:
    from mottepakke.build.outcome import Outcome


@click.command("build", help=text_for("help_build"), short_help=text_for("help_build_short"))
@click.argument("meetings", nargs=-1, metavar="[MØTE]...")
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help=text_for("help_output"))
@click.option("--only", type=click.Choice(["pakke"]), help=text_for("help_only"))
@options
def command(
    meetings: tuple[str, ...], output: Path | None, only: str | None, workspace: Path | None, as_json: bool, quiet: bool
) -> int:
    """Build packs."""
    from mottepakke import pipeline
    from mottepakke.build.outcome import Options

    show = Output(as_json, quiet)
    started = time.perf_counter()
    sources = pipeline.open_workspace(workspace)
    keys = pipeline.choose_meetings(meetings, sources)
    chosen = Options(
        output=(output or sources.root / "output").absolute(), pack_only=only == "pakke", cores=os.cpu_count() or 1
    )
    outcomes = list(pipeline.build(keys, sources, chosen, show.progress))
    show.end_progress()
    diagnostics = tuple(Report({item for outcome in outcomes for item in outcome.diagnostics}))
    if as_json:
        show.json(diagnostics, [item for outcome in outcomes for item in _artifacts(outcome, sources.root)])
    else:
        show.findings(diagnostics, err=True)
        for outcome in outcomes:
            for path in _products(outcome, sources.root):
                click.echo(path)
        show.say(_closing(outcomes, time.perf_counter() - started, sources.root))
        show.say(show.summary(diagnostics))
    return max((outcome.exit_code for outcome in outcomes), default=ExitCode.DONE)


def _relative(path: Path, root: Path) -> str:
    return Path(os.path.relpath(path, root)).as_posix()


def _artifacts(outcome: Outcome, root: Path) -> list[dict[str, Any]]:
    if outcome.folder is None:
        return []
    return [
        {
            "path": _relative(outcome.folder / item.path, root),
            "kind": item.kind,
            "format": item.format,
            "meeting": item.meeting,
            "case": item.case or None,
            "title": item.title,
            "bytes": item.size,
            "sha256": item.sha256,
        }
        for item in sorted(outcome.artifacts, key=lambda item: item.path)
    ]


def _products(outcome: Outcome, root: Path) -> list[str]:
    """The merged pack of a built meeting: what its reader wants to open."""
    return [item["path"] for item in _artifacts(outcome, root) if item["kind"] == "møtepakke"]


def _closing(outcomes: list[Outcome], seconds: float, root: Path) -> str:
    built = [outcome for outcome in outcomes if outcome.folder]
    files = sum(len(outcome.artifacts) for outcome in built)
    shown = f"{seconds:.1f}".replace(".", text_for("decimal"))
    if not built:
        return text_for("built_none")
    if len(built) == 1 and built[0].folder:
        folder = _relative(built[0].folder, root)
        return text_for("built_one", meeting=built[0].meeting, seconds=shown, files=files, folder=folder)
    return text_for("built", meetings=meetings_text(len(built)), seconds=shown, files=files)
