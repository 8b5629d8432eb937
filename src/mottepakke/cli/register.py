"""``mottepakke register``."""

from __future__ import annotations

from pathlib import Path

import click

from mottepakke.cli.building import artifact_list
from mottepakke.cli.output import Output, options, output_option, text_for


@click.command("register", help=text_for("help_register"), short_help=text_for("help_register_short"))
@click.argument("committee", metavar="UTVALG")
@click.argument("year", metavar="ÅR", type=click.IntRange(1900, 2099))
@output_option
@options
def command(committee: str, year: int, output: Path | None, workspace: Path | None, as_json: bool, quiet: bool) -> int:
    """Make the register of a year."""
    from mottepakke import pipeline

    show = Output(as_json, quiet)
    sources = pipeline.open_workspace(workspace)
    folder = (output or sources.root / "output").absolute()
    outcome = pipeline.register(committee, year, sources, folder, show.progress)
    show.end_progress()
    artifacts = artifact_list(outcome, sources.root)
    if as_json:
        show.json(outcome.diagnostics, artifacts)
        return outcome.exit_code
    show.findings(outcome.diagnostics, err=True)
    for item in artifacts:
        click.echo(item["path"])
    if artifacts:
        show.say(text_for("registered", year=year))
    show.say(show.summary(outcome.diagnostics))
    return outcome.exit_code
