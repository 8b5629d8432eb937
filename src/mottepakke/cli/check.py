"""``mottepakke check``."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from mottepakke import codes
from mottepakke.cli.output import Output, meetings_text, options, text_for, today_option
from mottepakke.diagnostics import Diagnostic, ExitCode, Report, Severity, UsageStop
from mottepakke.messages import DEFAULT, TEXT, catalogue, user_language
from mottepakke.model.source import Span

TEXT_FORMAT, JSON_FORMAT = "text", "json"
FORMATS = (TEXT_FORMAT, JSON_FORMAT, "sarif", "annotations", "codequality")


def choosing(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that choose among findings."""
    for option in (
        click.option("--strict", is_flag=True, help=text_for("help_strict")),
        click.option("--ignore", multiple=True, metavar="KODE", help=text_for("help_ignore")),
        click.option("--select", multiple=True, metavar="KODE", help=text_for("help_select")),
    ):
        function = option(function)
    return function


@click.command("check", help=text_for("help_check"), short_help=text_for("help_check_short"))
@click.argument("meetings", nargs=-1, metavar="[MØTE]...")
@choosing
@click.option("--format", "form", type=click.Choice(FORMATS), help=text_for("help_format"))
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), metavar="FIL", help=text_for("help_report"))
@click.option("--fix", is_flag=True, help=text_for("help_fix"))
@click.option("--dry-run", is_flag=True, help=text_for("help_fix_dry_run"))
@today_option
@options
def command(
    meetings: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    form: str | None,
    report: Path | None,
    fix: bool,
    dry_run: bool,
    today: dt.date,
    workspace: Path | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Show findings; write nothing but what is asked for."""
    from mottepakke import pipeline

    if dry_run and not fix:
        raise UsageStop(Diagnostic.at(codes.INVALID_ARGUMENT, Span("."), value="--dry-run", expected="--fix --dry-run"))
    if as_json and form not in (None, JSON_FORMAT):
        raise UsageStop(Diagnostic.at(codes.INVALID_ARGUMENT, Span("."), value=f"--format {form} --json", expected="--json"))
    form = form or (JSON_FORMAT if as_json else TEXT_FORMAT)
    show = Output(form == JSON_FORMAT, quiet)
    started = time.perf_counter()
    chosen, left_out = _prefixes(select), _prefixes(ignore)
    sources = pipeline.open_workspace(workspace)
    if fix:
        from mottepakke.cli.fixing import mend

        sources = mend(meetings, sources, show, as_text=form == TEXT_FORMAT, dry_run=dry_run)
    outcomes = pipeline.check(pipeline.choose_meetings(meetings, sources), sources, today)
    by_meeting = {
        one.meeting: [item for item in one.diagnostics if _begins(item, chosen or ("",)) and not _begins(item, left_out)]
        for one in outcomes
    }
    found = tuple(Report({item for items in by_meeting.values() for item in items}))
    if report:
        pipeline.write_findings(by_meeting, sources, report)
        show.say(text_for("report_written", path=report))
    if form == TEXT_FORMAT:
        show.findings(found, err=False)
        seconds = f"{time.perf_counter() - started:.1f}".replace(".", text_for("decimal"))
        show.say(text_for("checked", meetings=meetings_text(len(outcomes)), seconds=seconds))
        show.say(show.summary(found))
    else:
        _show_for_programs(found, form, show, sources.root, report)
    limit = Severity.WARNING if strict else Severity.ERROR
    return ExitCode.FINDINGS if any(item.severity >= limit for item in found) else ExitCode.DONE


def _show_for_programs(found: Sequence[Diagnostic], form: str, show: Output, root: Path, report: Path | None) -> None:
    if form == JSON_FORMAT:
        show.json(found, [_artifact(report, root)] if report else [])
        return
    from importlib.metadata import version

    from mottepakke.report.hosts import code_quality, workflow_commands
    from mottepakke.report.sarif import sarif

    folder, language = _from_here(root), user_language()
    match form:
        case "sarif":
            said = sarif(found, folder, language, version("mottepakke"))
        case "codequality":
            said = code_quality(found, folder, language)
        case _:
            said = workflow_commands(found, folder, language)
    if said:
        click.echo(said)


def _artifact(report: Path, root: Path) -> dict[str, Any]:
    """The report as FORMAT.md describes what is written."""
    import hashlib

    path, data = report.resolve(), report.read_bytes()
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    digest = hashlib.sha256(data).hexdigest()
    return {"path": shown, "kind": "rapport", "format": path.suffix[1:], "bytes": len(data), "sha256": digest}


def _from_here(root: Path) -> str:
    """The way from the current folder down to the workspace, with a slash behind it; '' where there is none."""
    here = Path.cwd().resolve()
    down = root.relative_to(here).as_posix() if root.is_relative_to(here) else "."
    return "" if down == "." else f"{down}/"


def _begins(item: Diagnostic, prefixes: tuple[str, ...]) -> bool:
    return item.code.code.startswith(prefixes)


def _prefixes(written: Sequence[str]) -> tuple[str, ...]:
    """The beginnings of codes in ``written``, of which each may hold several.

    Raises:
        UsageStop: no code begins so.
    """
    found = tuple(part.strip().upper() for value in written for part in value.split(",") if part.strip())
    for prefix in found:
        if not any(code.startswith(prefix) for code in catalogue(DEFAULT) if code != TEXT):
            raise UsageStop(Diagnostic.at(codes.UNKNOWN_PREFIX, Span("."), prefix=prefix))
    return found
