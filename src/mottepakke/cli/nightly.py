"""``mottepakke nightly``."""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from mottepakke.cli.building import with_cache
from mottepakke.cli.output import Output, cache_option, meetings_text, options, output_option, text_for, today_option
from mottepakke.diagnostics import Diagnostic, ExitCode, Report, Severity
from mottepakke.model.address import ADDRESS

if TYPE_CHECKING:
    from mottepakke.nightly.night import Drafted, Night
    from mottepakke.nightly.run import Asked

SECONDS, MEGABYTES, RUNS = 600.0, 2000, 14
SCHEME = "dask://"
STATES = {
    "draft": "night_draft",
    "sent": "night_sent",
    "changed": "night_changed",
    "broken": "night_broken",
    "stopped": "night_stopped",
}
COLUMNS = ("night_date", "night_meeting", "night_state", "night_found", "night_changes")


def _address(_context: click.Context, _parameter: click.Parameter, given: str | None) -> str | None:
    host, _, port = (given or "").removeprefix(SCHEME).rpartition(":")
    if given is not None and not (given.startswith(SCHEME) and host and port.isdecimal()):
        raise click.BadParameter(text_for("invalid_executor"))
    return given


def _addresses(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    wrong = [address for address in given if address and not re.fullmatch(ADDRESS, address, re.ASCII)]
    if wrong:
        raise click.BadParameter(text_for("invalid_mail", address=wrong[0]))
    return given


@click.command("nightly", help=text_for("help_nightly"), short_help=text_for("help_nightly_short"))
@today_option
@output_option
@click.option("--jobs", type=click.IntRange(1, 1000), metavar="N", help=text_for("help_jobs"))
@click.option(
    "--time-limit",
    type=click.FloatRange(0, min_open=True),
    default=SECONDS,
    show_default=True,
    metavar="S",
    help=text_for("help_time_limit"),
)
@click.option(
    "--memory-limit",
    type=click.IntRange(1),
    default=MEGABYTES,
    show_default=True,
    metavar="MB",
    help=text_for("help_memory_limit"),
)
@click.option("--keep", type=click.IntRange(1), default=RUNS, show_default=True, metavar="N", help=text_for("help_keep"))
@click.option(
    "--wait",
    "patience",
    type=click.FloatRange(0),
    default=0,
    show_default=True,
    metavar="S",
    help=text_for("help_wait"),
)
@click.option("--executor", metavar="URL", callback=_address, help=text_for("help_executor"))
@click.option(
    "--mail",
    multiple=True,
    is_flag=False,
    flag_value="",
    metavar="[ADRESSE]",
    callback=_addresses,
    help=text_for("help_mail"),
)
@cache_option
@options
def command(
    today: dt.date,
    output: Path | None,
    jobs: int | None,
    time_limit: float,
    memory_limit: int,
    keep: int,
    patience: float,
    executor: str | None,
    mail: tuple[str, ...],
    no_cache: bool,
    workspace: Path | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Draft all coming meetings."""
    from mottepakke import pipeline
    from mottepakke.build.outcome import Options
    from mottepakke.nightly.guarding import MEGABYTE
    from mottepakke.nightly.job import Limits
    from mottepakke.nightly.run import Asked, run_night

    began = time.perf_counter()
    show = Output(as_json, quiet)
    root = pipeline.open_workspace(workspace).root
    chosen = Options((output or root / "output").absolute())
    kept = chosen if no_cache else with_cache(chosen)
    asked = Asked(
        root=root,
        output=chosen.output,
        today=today,
        jobs=jobs or os.cpu_count() or 1,
        limits=Limits(time_limit, memory_limit * MEGABYTE),
        keep=keep,
        patience=patience,
        is_day_chosen=click.get_current_context().get_parameter_source("today") is not ParameterSource.DEFAULT,
        cluster=executor,
        cache=kept.cache,
        cache_limit=kept.cache_limit,
        recipients=mail,
        environment=os.environ,
    )
    night, found = run_night(asked, lambda done, of: _progress(show, done, of))
    show.end_progress()
    return _shown(night, found, asked, time.perf_counter() - began, show)


def _progress(show: Output, done: int, of: int) -> None:
    if not show.quiet and not show.as_json and sys.stderr.isatty():
        click.echo(f"\r\x1b[K{text_for('night_progress', done=done, all=of)}", nl=False, err=True)


def _shown(night: Night, told: tuple[Diagnostic, ...], asked: Asked, seconds: float, show: Output) -> int:
    """Show what came of a run; the exit code."""
    found = tuple(Report({*told, *(item for meeting in night.meetings for item in meeting.diagnostics)}))
    errors = [item for item in found if item.severity is Severity.ERROR]
    if show.as_json:
        from mottepakke.nightly.summary import artifacts, summary

        show.json(found, artifacts(night, asked.folder, asked.root), nightly=summary(night, asked.folder, asked.root))
    else:
        show.findings(errors, err=True)
        click.echo(asked.page(night.newer))
        for line in _table(night):
            click.echo(line)
        took = f"{seconds:.1f}".replace(".", text_for("decimal"))
        meetings = meetings_text(len(night.meetings))
        show.say(text_for("night_closing", meetings=meetings, seconds=took) if night.meetings else text_for("night_none"))
        show.say(show.summary(found))
        if night.newer:
            show.say(text_for("night_newer", date=night.newer.isoformat()))
    return ExitCode.FINDINGS if errors else ExitCode.DONE


def _table(night: Night) -> Iterator[str]:
    """A line a meeting, columns aligned."""
    rows = [[text_for(column) for column in COLUMNS], *(_row(meeting) for meeting in night.meetings)]
    if not night.meetings:
        return
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _row(meeting: Drafted) -> list[str]:
    nothing = text_for("night_nothing")
    changes = meeting.since_last
    new = text_for("night_new") if meeting.snapshot else nothing
    changed = str(len(changes.items) or nothing) if changes else new
    date = meeting.date.isoformat() if meeting.date else nothing
    found = _counted(meeting.diagnostics)
    return [date, meeting.meeting, text_for(STATES[meeting.state]), found or nothing, changed]


def _counted(diagnostics: tuple[Diagnostic, ...]) -> str:
    from mottepakke.messages import COUNTS

    counts: Counter[Any] = Counter(item.severity for item in diagnostics)
    return ", ".join(
        text_for(COUNTS[weight][counts[weight] > 1], count=counts[weight]) for weight in reversed(Severity) if counts[weight]
    )
