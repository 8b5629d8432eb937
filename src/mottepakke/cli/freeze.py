"""``mottepakke freeze``."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mottepakke import codes
from mottepakke.cli.building import build_and_show, with_cache
from mottepakke.cli.output import Output, changes_option, options, output_option, text_for, today_option
from mottepakke.diagnostics import Diagnostic, ExitCode, Report

if TYPE_CHECKING:
    from mottepakke.build.freezing import FreezePlan


@click.command("freeze", help=text_for("help_freeze"), short_help=text_for("help_freeze_short"))
@click.argument("meeting", metavar="MØTE")
@click.option("--dry-run", is_flag=True, help=text_for("help_dry_run"))
@click.option("--code", metavar="KODE", help=text_for("help_code"))
@click.option("--reopen", is_flag=True, help=text_for("help_reopen"))
@changes_option
@today_option
@output_option
@options
def command(
    meeting: str,
    dry_run: bool,
    code: str | None,
    reopen: bool,
    changes: bool,
    today: dt.date,
    output: Path | None,
    workspace: Path | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Freeze a meeting."""
    from mottepakke import pipeline
    from mottepakke.build.outcome import Options

    show = Output(as_json, quiet)
    sources = pipeline.open_workspace(workspace)
    key = pipeline.choose_meeting(meeting, sources)
    if reopen and (dry_run or code is not None):
        raise click.UsageError(text_for("reopen_alone"))
    if reopen:
        return show.closed(pipeline.reopen(key, sources.root, today), text_for("reopened", meeting=key))
    chosen = Options(output=(output or sources.root / "output").absolute(), cores=os.cpu_count() or 1)
    if dry_run:
        plan, diagnostics = pipeline.freeze_plan(key, sources.root, today)
        return _preview(plan, diagnostics, show)
    frozen, diagnostics = pipeline.freeze(key, sources.root, with_cache(chosen), today, code, show.progress)
    sent_already = tuple(item for item in diagnostics if item.code == codes.ALREADY_SENT)
    if frozen is None:
        if not sent_already:
            return show.closed(diagnostics, "")
        return build_and_show([key], pipeline.open_workspace(sources.root), chosen, show, sent_already, changes=changes)
    count = len(frozen.file.versions[-1].cases)
    cases = text_for("cases_one") if count == 1 else text_for("cases_many", count=count)
    show.say(text_for("frozen", meeting=key, cases=cases))
    return build_and_show([key], pipeline.open_workspace(sources.root), chosen, show, changes=changes)


def _preview(plan: FreezePlan | None, diagnostics: tuple[Diagnostic, ...], show: Output) -> int:
    """The preview is the product of ``--dry-run``: on stdout, in JSON as ``preview``."""
    changes = plan.changes if plan else ()
    if plan and show.as_json:
        rows = [
            {"code": plan.token, "case": change.number, "title": change.title, "status": change.status} for change in changes
        ]
        ordered = tuple(Report(set(diagnostics)))
        show.json(ordered, [], preview=rows)
        return ExitCode.DONE
    if plan:
        click.echo(text_for("preview", meeting=plan.file.meeting, code=plan.token))
    for change in changes:
        click.echo(f"  {change.number}  {change.title} ({change.status})")
    return show.closed(diagnostics, "")
