"""The command group. Commands import what they need when they run, so that ``--help`` comes at once."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from itertools import pairwise

import click

from mottepakke import codes
from mottepakke.cli.output import Output, text_for
from mottepakke.cli.wording import Context, in_words
from mottepakke.diagnostics import Diagnostic, ExitCode, StopRun
from mottepakke.messages import text, user_language
from mottepakke.model.source import Span

OBJECTS_BETWEEN_COLLECTIONS = 100_000
"""A run makes many small objects and few cycles, and ends soon: Python's 700 cost a twentieth of its time."""
COMMANDS = {
    name: name
    for name in (
        "build",
        "watch",
        "check",
        "freeze",
        "minutes",
        "nightly",
        "actions",
        "register",
        "archive",
        "verify",
        "new",
        "explain",
    )
}


class LazyGroup(click.Group):
    """A group whose commands are imported when named."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        """The commands in the order of the manual."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command ``cmd_name``."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"mottepakke.cli.{COMMANDS[cmd_name]}").command
        command.context_class = Context
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that ``args`` begin with; where there is none, the one that is most like it is told of."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches  # for those who misspell

            near = get_close_matches(args[0], COMMANDS, 1)
            if not near or not error.message.startswith("No such command"):
                raise
            raise click.UsageError(f"{error.message} Did you mean {near[0]!r}?", ctx) from None


@click.group(cls=LazyGroup, help=text_for("help_group"), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mottepakke", message="%(prog)s %(version)s")
def group() -> None:
    """The program."""


def main() -> None:
    """Run the command line and exit with one of FORMAT.md's codes."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    code = run(sys.argv[1:])
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)  # taking a built pack's memory apart piece by piece costs a tenth of a second


def _wants_json(arguments: list[str]) -> bool:
    """Whether one JSON document is asked for."""
    given = " ".join(arguments).replace("--format=", "--format ").split()
    return "--json" in given or ("--format", "json") in pairwise(given)


def run(arguments: list[str]) -> int:
    """Run with ``arguments``; the exit code."""
    output = Output(as_json=_wants_json(arguments), quiet="--quiet" in arguments)
    try:
        code = group.main(arguments, prog_name="mottepakke", standalone_mode=False)
        return int(code or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return ExitCode.USAGE
    except click.UsageError as error:
        return _usage(error, output)
    except click.ClickException as error:
        return output.stop(_finding(in_words(error.format_message(), user_language())), ExitCode.USAGE)
    except (click.Abort, KeyboardInterrupt):
        return 130
    except StopRun as stop:
        return output.stop(stop.diagnostic, stop.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    except Exception as error:
        return _bug(error, output)


def _usage(error: click.UsageError, output: Output) -> int:
    if not output.as_json and error.ctx is not None:
        click.echo(error.ctx.get_usage(), err=True)
    return output.stop(_finding(in_words(error.format_message(), user_language())), ExitCode.USAGE)


def _finding(problem: str) -> Diagnostic:
    return Diagnostic.at(codes.USAGE, Span("."), problem=problem)


def _bug(error: Exception, output: Output) -> int:
    import traceback

    if os.environ.get("MOTTEPAKKE_DEBUG"):
        traceback.print_exc()
    place = traceback.extract_tb(error.__traceback__)[-1]
    problem = f"{type(error).__name__}: {error} ({place.name}, {place.lineno})"
    code = output.stop(Diagnostic.at(codes.INTERNAL_ERROR, Span("."), problem=problem), ExitCode.BUG)
    click.echo(text("bug", user_language()), err=True)
    return code
