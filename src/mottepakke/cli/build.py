"""``mottepakke build``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from mottepakke.cli.building import build_and_show, with_cache
from mottepakke.cli.output import Output, cache_option, changes_option, options, output_option, text_for


@click.command("build", help=text_for("help_build"), short_help=text_for("help_build_short"))
@click.argument("meetings", nargs=-1, metavar="[MØTE]...")
@output_option
@click.option("--only", type=click.Choice(["pakke"]), help=text_for("help_only"))
@changes_option
@cache_option
@options
def command(
    meetings: tuple[str, ...],
    output: Path | None,
    only: str | None,
    changes: bool,
    no_cache: bool,
    workspace: Path | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Build packs."""
    from mottepakke import pipeline
    from mottepakke.build.outcome import Options

    sources = pipeline.open_workspace(workspace)
    folder = (output or sources.root / "output").absolute()
    keys = pipeline.choose_meetings(meetings, sources)
    chosen = Options(output=folder, pack_only=only == "pakke", cores=os.cpu_count() or 1)
    chosen = chosen if no_cache else with_cache(chosen)
    wanted = keys if meetings else pipeline.not_archived(keys, folder, sources)
    return build_and_show(wanted, sources, chosen, Output(as_json, quiet), changes=changes)
