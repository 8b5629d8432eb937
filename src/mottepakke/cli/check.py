"""``mottepakke check``."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import click

from mottepakke.cli.output import Output, meetings_text, options, text_for, today_option
from mottepakke.diagnostics import ExitCode, Report


@click.command("check", help=text_for("help_check"), short_help=text_for("help_check_short"))
@click.argument("meetings", nargs=-1, metavar="[MØTE]...")
@today_option
@options
def command(meetings: tuple[str, ...], today: dt.date, workspace: Path | None, as_json: bool, quiet: bool) -> int:
    """Show findings; write nothing."""
    from mottepakke import pipeline

    show = Output(as_json, quiet)
    started = time.perf_counter()
    sources = pipeline.open_workspace(workspace)
    outcomes = pipeline.check(pipeline.choose_meetings(meetings, sources), sources, today)
    diagnostics = tuple(Report({item for outcome in outcomes for item in outcome.diagnostics}))
    if as_json:
        show.json(diagnostics, [])
    else:
        show.findings(diagnostics, err=False)
        seconds = f"{time.perf_counter() - started:.1f}".replace(".", text_for("decimal"))
        show.say(text_for("checked", meetings=meetings_text(len(outcomes)), seconds=seconds))
        show.say(show.summary(diagnostics))
    return max((outcome.exit_code for outcome in outcomes), default=ExitCode.DONE)
