"""``mottepakke minutes``."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import click

from mottepakke.cli.building import show_outcomes
from mottepakke.cli.output import Output, options, output_option, text_for, today_option
from mottepakke.diagnostics import ExitCode


@click.command("minutes", help=text_for("help_minutes"), short_help=text_for("help_minutes_short"))
@click.argument("meeting", metavar="MØTE")
@click.option("--diff", "differences", is_flag=True, help=text_for("help_diff"))
@click.option("--record", is_flag=True, help=text_for("help_record"))
@today_option
@output_option
@options
def command(
    meeting: str,
    differences: bool,
    record: bool,
    today: dt.date,
    output: Path | None,
    workspace: Path | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Write or build minutes."""
    from mottepakke import pipeline
    from mottepakke.build.outcome import Options

    show = Output(as_json, quiet)
    started = time.perf_counter()
    sources = pipeline.open_workspace(workspace)
    chosen = Options(output=(output or sources.root / "output").absolute())
    key = pipeline.choose_meeting(meeting, sources)
    if record:
        numbers, diagnostics = pipeline.record(key, sources.root, today)
        listed = ", ".join(numbers)
        said = text_for("recorded", meeting=key, numbers=listed) if numbers else text_for("recorded_nothing", meeting=key)
        return show.closed(diagnostics, said)
    outcome = pipeline.minutes(key, sources, chosen, show.progress, differences=differences)
    if isinstance(outcome, Path):
        show.end_progress()
        show.created(outcome, sources.root, key, text_for("fill_in_minutes", meeting=key))
        return ExitCode.DONE
    return show_outcomes([outcome], "referat", sources.root, started, show)
