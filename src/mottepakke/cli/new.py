"""``mottepakke new``."""

from __future__ import annotations

from pathlib import Path

import click

from mottepakke.cli.output import Output, options, text_for

KINDS = {"utvalg": "utvalg", "møte": "møte", "mote": "møte", "sak": "sak"}


@click.command("new", help=text_for("help_new"), short_help=text_for("help_new_short"))
@click.argument("kind", type=click.Choice(list(KINDS)), metavar="utvalg|møte|sak")
@click.argument("name", metavar="NAVN")
@click.option("--title", default="", metavar="TEKST", help=text_for("help_title"))
@click.option("--date", metavar="DATO", help=text_for("help_date"))
@click.option("--language", type=click.Choice(["nb", "nn"]), default="nb", help=text_for("help_language"))
@options
def command(
    kind: str,
    name: str,
    title: str,
    date: str | None,
    language: str,
    workspace: Path | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Write a starting point."""
    from mottepakke.build import starters
    from mottepakke.pipeline import open_workspace
    from mottepakke.read.sources import find_workspace

    show = Output(as_json, quiet)
    root = workspace or find_workspace(Path.cwd()) or Path.cwd()
    root = root.resolve()
    if KINDS[kind] == "utvalg":
        path = starters.new_committee(root, name, title, language)
    elif KINDS[kind] == "møte":
        path = starters.new_meeting(open_workspace(root), name, date)
    else:
        path = starters.new_case(open_workspace(root), name, title)
    show.created(path, root, name, text_for("add_row", slug=name.rpartition("/")[2]) if kind == "sak" else "")
    return 0
