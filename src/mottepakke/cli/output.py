"""What the command line shows: findings as text or JSON, progress, the closing line."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from mottepakke.diagnostics import Diagnostic, ExitCode, Report, Severity
from mottepakke.messages import hint, message, summary, text, user_language
from mottepakke.report.plain import plain

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "blue"}


def text_for(key: str, **values: object) -> str:
    """A sentence of the program in the user's language."""
    return text(key, user_language(), **values)


def options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options every command takes."""
    folder = click.Path(path_type=Path, file_okay=False)
    for option in (
        click.option("--quiet", is_flag=True, help=text_for("help_quiet")),
        click.option("--json", "as_json", is_flag=True, help=text_for("help_json")),
        click.option("--workspace", type=folder, metavar="DIR", help=text_for("help_workspace")),
    ):
        function = option(function)
    return function


def output_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--output``: where to write other than the workspace's output folder."""
    folder = click.Path(path_type=Path, file_okay=False)
    return click.option("--output", type=folder, metavar="DIR", help=text_for("help_output"))(function)


def cache_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--no-cache``: render everything anew."""
    return click.option("--no-cache", is_flag=True, help=text_for("help_no_cache"))(function)


def changes_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--changes``: the product is the PDF with only what a later version of a sent pack changed."""
    return click.option("--changes", is_flag=True, help=text_for("help_changes"))(function)


def today_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--today`` as a date: the one given, else the clock's."""

    def day(_context: click.Context, _parameter: click.Parameter, given: dt.datetime | None) -> dt.date:
        return given.date() if given else dt.date.today()  # noqa: DTZ011 - the day where the secretary sits

    option = click.option(
        "--today",
        type=click.DateTime(["%Y-%m-%d"]),
        envvar="MOTTEPAKKE_TODAY",
        metavar="DATO",
        help=text_for("help_today"),
        callback=day,
    )
    return option(function)


class Output(Struct, frozen=True):
    """Where and how results are shown."""

    as_json: bool
    quiet: bool

    def stop(self, diagnostic: Diagnostic, code: ExitCode) -> int:
        """Show what stopped the run."""
        if self.as_json:
            self.json([diagnostic], [])
        else:
            self.findings([diagnostic], err=True)
        return code

    def findings(self, diagnostics: Iterable[Diagnostic], *, err: bool) -> None:
        """Findings as text, each with what to do; ``quiet`` leaves hints out."""
        language = user_language()
        for item in diagnostics:
            if self.quiet and item.severity is Severity.HINT:
                continue
            place = "" if item.span.path == "." else place_of(item)
            label = click.style(text(item.severity.label, language), fg=COLOURS[item.severity])
            click.echo(f"{place}{label} {item.code.code} {message(item, language)}", err=err, color=_colour(err))
            click.echo(f"    {hint(item, language)}", err=err)

    def json(self, diagnostics: Iterable[Diagnostic], artifacts: Sequence[dict[str, Any]], **more: object) -> None:
        """The one JSON document of FORMAT.md on stdout; ``more`` is what a command adds."""
        document = {"schema": 1, "diagnostics": finding_list(diagnostics), "artifacts": list(artifacts), **more}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))

    def closed(self, diagnostics: Iterable[Diagnostic], said: str) -> int:
        """Findings, then ``said`` where none of them is an error; the exit code."""
        ordered = tuple(Report(set(diagnostics)))
        failed = any(item.severity is Severity.ERROR for item in ordered)
        if self.as_json:
            self.json(ordered, [])
        else:
            self.findings(ordered, err=True)
            self.say(said if said and not failed else self.summary(ordered))
        return ExitCode.FINDINGS if failed else ExitCode.DONE

    def created(self, path: Path, root: Path, title: str, advice: str) -> None:
        """A source that has been written, and what to do with it."""
        shown = path.relative_to(root).as_posix()
        if self.as_json:
            size = path.stat().st_size
            self.json([], [{"path": shown, "kind": "kilde", "format": path.suffix[1:], "title": title, "bytes": size}])
            return
        click.echo(shown)
        self.say(text_for("created", path=shown))
        if advice:
            self.say(advice)

    def say(self, line: str) -> None:
        """A line about the run on stderr."""
        if not self.quiet:
            click.echo(line, err=True)

    def summary(self, diagnostics: Sequence[Diagnostic]) -> str:
        """How many findings of each weight there are any of."""
        return summary(diagnostics, user_language())

    def progress(self, meeting: str, step: str) -> None:
        """The step that begins, on one line that is written over; only on a terminal."""
        if not self.quiet and not self.as_json and sys.stderr.isatty():
            line = f"{meeting}: {text_for(f'step_{step}')} …"
            click.echo(f"\r\x1b[K{line}", nl=False, err=True)

    def end_progress(self) -> None:
        """Remove the progress line."""
        if not self.quiet and not self.as_json and sys.stderr.isatty():
            click.echo("\r\x1b[K", nl=False, err=True)


def finding_list(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Findings as FORMAT.md's JSON has them."""
    return [plain(item, user_language()) for item in diagnostics]


def place_of(item: Diagnostic) -> str:
    """Where a finding stands, as terminals and editors know to open it: «file:line:column: »."""
    column = f":{item.span.column}" if item.span.column else ""
    return f"{item.span.path}:{item.span.line}{column}: "


def _colour(err: bool) -> bool | None:
    """Whether to colour: as NO_COLOR and FORCE_COLOR say, else where it is shown on a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return (sys.stderr if err else sys.stdout).isatty()


def meetings_text(count: int) -> str:
    """«ett møte», «5 møter»."""
    return text_for("one_meeting") if count == 1 else text_for("many_meetings", count=count)
