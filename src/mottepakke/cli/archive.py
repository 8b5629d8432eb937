"""``mottepakke archive``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from mottepakke.cli.building import build_and_show, with_cache
from mottepakke.cli.output import Output, options, output_option, text_for


@click.command("archive", help=text_for("help_archive"), short_help=text_for("help_archive_short"))
@click.argument("meeting", metavar="MØTE")
@output_option
@options
def command(meeting: str, output: Path | None, workspace: Path | None, as_json: bool, quiet: bool) -> int:
    """Make archive copies."""
    from mottepakke import pipeline
    from mottepakke.build.outcome import Options

    sources = pipeline.open_workspace(workspace)
    folder = (output or sources.root / "output").absolute()
    chosen = Options(output=folder, archive=True, cores=os.cpu_count() or 1)
    return build_and_show([pipeline.choose_meeting(meeting, sources)], sources, with_cache(chosen), Output(as_json, quiet))
