"""``mottepakke watch``."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from mottepakke.cli.building import artifact_list, relative, seconds_text, with_cache
from mottepakke.cli.output import Output, finding_list, meetings_text, options, output_option, place_of, text_for
from mottepakke.diagnostics import ExitCode
from mottepakke.messages import message, user_language

if TYPE_CHECKING:
    from mottepakke.watch.board import Board
    from mottepakke.watch.building import Built
    from mottepakke.watch.server import Server
    from mottepakke.watch.session import Looked, Told


@click.command("watch", help=text_for("help_watch"), short_help=text_for("help_watch_short"))
@click.argument("meetings", nargs=-1, metavar="[MØTE]...")
@output_option
@click.option("--no-server", is_flag=True, help=text_for("help_no_server"))
@click.option("--open", "opens", is_flag=True, help=text_for("help_open"))
@options
def command(
    meetings: tuple[str, ...],
    output: Path | None,
    no_server: bool,
    opens: bool,
    workspace: Path | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Follow meetings."""
    from mottepakke import pipeline
    from mottepakke.build.outcome import Options
    from mottepakke.watch.board import Board
    from mottepakke.watch.session import Session

    sources = pipeline.open_workspace(workspace)
    keys = pipeline.choose_meetings(meetings, sources)
    show = Shown(Output(as_json, quiet), sources.root)
    board = Board()
    folder = (output or sources.root / "output").absolute()
    chosen = with_cache(Options(output=folder, cores=os.cpu_count() or 1))
    session = Session(sources.root, meetings, chosen, show.told, board)
    _end_by_signals()
    server = None if no_server else _serve(board, sources.root, show)
    try:
        show.begun(len(keys), server.address if server else "")
        if server and opens:
            click.launch(server.to_open())
        session.run()
    except KeyboardInterrupt:
        return ExitCode.DONE
    finally:
        if server:
            server.stop()
    return ExitCode.DONE


def _end_by_signals() -> None:
    """Being told to end, or losing the terminal, ends the watch as Ctrl-C does."""
    for number in {signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)}:
        signal.signal(number, signal.default_int_handler)


def _serve(board: Board, root: Path, show: Shown) -> Server | None:
    """The page, or None where there can be none: packs are built all the same."""
    from mottepakke.watch.page import Pages
    from mottepakke.watch.server import Server

    pages = Pages(root, user_language())
    try:
        server = Server(board, pages.page, pages.asset)
    except OSError as error:
        show.output.say(text_for("watch_no_page", reason=error.strerror or type(error).__name__))
        return None
    server.start()
    return server


class Shown(Struct, frozen=True):
    """What the watch tells, as text, or with ``--json`` as one JSON document a line."""

    output: Output
    root: Path

    def begun(self, meetings: int, address: str) -> None:
        """How many meetings are followed, and where the page is."""
        if self.output.as_json:
            self._line("begun", page=address)
            return
        self.output.say(text_for("watch_begun", meetings=meetings_text(meetings)))
        if address:
            click.echo(text_for("watch_page", address=address))
            sys.stdout.flush()

    def told(self, told: Told) -> None:
        """Something has happened."""
        from mottepakke.watch.building import Built
        from mottepakke.watch.session import Ended, Looked

        match told:
            case Looked():
                self._looked(told)
            case Built():
                self._built(told)
            case Ended():
                self._say("ended", told.meeting, text_for("watch_ended", meeting=told.meeting))
            case _ if self.output.as_json:
                self._line("crashed", diagnostics=finding_list([told.diagnostic]))
            case _:
                self.output.findings([told.diagnostic], err=True)

    def _looked(self, looked: Looked) -> None:
        changed = looked.changed
        if self.output.as_json:
            found = {"diagnostics": changed.now, "new": changed.new, "gone": changed.gone}
            self._line(
                "looked",
                meeting=looked.meeting,
                seconds=looked.seconds,
                **{name: finding_list(items) for name, items in found.items()},
            )
            return
        self.output.findings(changed.new, err=True)
        language = user_language()
        for item in changed.gone:
            gone = {"place": place_of(item), "code": item.code.code, "message": message(item, language)}
            self.output.say(text_for("watch_gone", **gone))
        summary = self.output.summary(changed.now).removesuffix(".")
        self.output.say(
            text_for("watch_state", meeting=looked.meeting, summary=summary, seconds=seconds_text(looked.seconds))
        )

    def _built(self, built: Built) -> None:
        outcome = built.outcome
        if self.output.as_json:
            self._line("built", meeting=outcome.meeting, seconds=built.seconds, artifacts=artifact_list(outcome, self.root))
        elif outcome.folder is None:
            self.output.say(text_for("watch_not_built", meeting=outcome.meeting))
        else:
            folder = relative(outcome.folder, self.root)
            counts = {"files": len(outcome.artifacts), "seconds": seconds_text(built.seconds)}
            self.output.say(text_for("built_one", meeting=outcome.meeting, folder=folder, **counts))

    def _say(self, event: str, meeting: str, said: str) -> None:
        if self.output.as_json:
            self._line(event, meeting=meeting)
        else:
            self.output.say(said)

    def _line(self, event: str, **values: object) -> None:
        click.echo(json.dumps({"schema": 1, "event": event, **values}, ensure_ascii=False))
        sys.stdout.flush()
