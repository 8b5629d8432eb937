"""``mottepakke check``."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import click

from mottepakke import codes
from mottepakke.cli.output import Output, meetings_text, options, text_for
from mottepakke.diagnostics import Diagnostic, ExitCode, Report, Severity, UsageStop
from mottepakke.messages import DEFAULT, catalogue
from mottepakke.model.source import Span


@click.command("check", help=text_for("help_check"), short_help=text_for("help_check_short"))
@click.argument("meetings", nargs=-1, metavar="[MØTE]...")
@click.option("--select", multiple=True, metavar="KODE", help=text_for("help_select"))
@click.option("--ignore", multiple=True, metavar="KODE", help=text_for("help_ignore"))
@click.option("--strict", is_flag=True, help=text_for("help_strict"))
@options
def command(
    meetings: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    workspace: Path | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Show findings; write nothing."""
    from mottepakke import pipeline

    show = Output(as_json, quiet)
    started = time.perf_counter()
    chosen, left_out = _prefixes(select), _prefixes(ignore)
    sources = pipeline.open_workspace(workspace)
    outcomes = pipeline.check(pipeline.choose_meetings(meetings, sources), sources)
    found = tuple(Report({item for outcome in outcomes for item in outcome.diagnostics}))
    diagnostics = tuple(item for item in found if item.code.code.startswith(chosen or "") and not _begins(item, left_out))
    if as_json:
        show.json(diagnostics, [])
    else:
        show.findings(diagnostics, err=False)
        seconds = f"{time.perf_counter() - started:.1f}".replace(".", text_for("decimal"))
        show.say(text_for("checked", meetings=meetings_text(len(outcomes)), seconds=seconds))
        show.say(show.summary(diagnostics))
    limit = Severity.WARNING if strict else Severity.ERROR
    return ExitCode.FINDINGS if any(item.severity >= limit for item in diagnostics) else ExitCode.DONE


def _begins(item: Diagnostic, prefixes: tuple[str, ...]) -> bool:
    return item.code.code.startswith(prefixes)


def _prefixes(written: Sequence[str]) -> tuple[str, ...]:
    """The beginnings of codes in ``written``, of which each may hold several.

    Raises:
        UsageStop: no code begins so.
    """
    found = tuple(part.strip().upper() for value in written for part in value.split(",") if part.strip())
    for prefix in found:
        if not any(code.startswith(prefix) for code in catalogue(DEFAULT) if code != "text"):
            raise UsageStop(Diagnostic.at(codes.UNKNOWN_PREFIX, Span("."), prefix=prefix))
    return found
