"""``mottepakke actions``."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from mottepakke.cli.output import Output, options, text_for
from mottepakke.diagnostics import Diagnostic, ExitCode, Severity
from mottepakke.model.pack import ListedAction

NARROWEST = 30
WIDEST_NAME = 28
GAP = "  "


@click.command("actions", help=text_for("help_actions"), short_help=text_for("help_actions_short"))
@click.argument("committee", required=False, metavar="[UTVALG]")
@options
def command(committee: str | None, workspace: Path | None, as_json: bool, quiet: bool) -> int:
    """List open action points."""
    from mottepakke import pipeline

    show = Output(as_json, quiet)
    sources = pipeline.open_workspace(workspace)
    found, diagnostics = pipeline.actions(pipeline.choose_committees(committee, sources), sources)
    if as_json:
        show.json(diagnostics, [], actions=list(map(_entry, found)))
    else:
        show.findings(diagnostics, err=True)
        for line in table(found, shutil.get_terminal_size().columns):
            click.echo(line)
        if not found:
            show.say(text_for("no_actions"))
    return _code(diagnostics)


def _code(diagnostics: Sequence[Diagnostic]) -> int:
    wrong = any(item.severity is Severity.ERROR for item in diagnostics)
    return ExitCode.FINDINGS if wrong else ExitCode.DONE


def _entry(item: ListedAction) -> dict[str, Any]:
    point = item.point
    return {
        "meeting": item.meeting,
        "case": item.case,
        "who": point.who or None,
        "due": point.due.isoformat() if point.due else None,
        "what": point.what,
        "path": point.span.path,
        "line": point.span.line,
    }


def table(found: Sequence[ListedAction], width: int) -> Iterator[str]:
    """The points as lines of ``width`` characters: date, who, meeting and case, and what, broken where it must."""
    if not found:
        return
    heads = [text_for(name) for name in ("action_due", "action_who", "action_from", "action_what")]
    rows = [heads, *map(_cells, found)]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1, 2)]
    widths[1] = min(widths[1], WIDEST_NAME)
    rest = max(width - sum(widths) - len(GAP) * 3, NARROWEST)
    for row in rows:
        cells = [textwrap.wrap(cell, size) or [""] for cell, size in zip(row, [*widths, rest], strict=True)]
        for number in range(max(map(len, cells))):
            line = [cell[number] if number < len(cell) else "" for cell in cells]
            padded = (text.ljust(size) for text, size in zip(line, [*widths, 0], strict=True))
            yield GAP.join(padded).rstrip()


def _cells(item: ListedAction) -> list[str]:
    point = item.point
    return [point.due.isoformat() if point.due else "–", point.who or "–", f"{item.meeting} {item.case}", point.what]
