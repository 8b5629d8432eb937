"""A process that stays and works for the watch: what it has loaded is warm, and what breaks it breaks it alone."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from traceback import extract_tb
from typing import Any, TypeVar

from msgspec import Struct

from mottepakke import codes
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.source import Span

JOBS = 400
"""Jobs after which a worker is replaced: nothing that a library keeps can grow for a whole working day."""
PATIENCE = 10.0
"""Seconds for a worker that is told to stop to clean up behind itself."""
T = TypeVar("T")
Work = Callable[[Any], Any]
Maker = Callable[..., AbstractContextManager[Work]]
"""Makes, in the worker's process, what does the jobs, and cleans up behind it."""


class Crashed(Struct, frozen=True):
    """A job that an exception or the end of its process has cut short."""

    diagnostic: Diagnostic


class Worker:
    """One process that does jobs, one at a time; ``tell`` is called on a thread of its own with what came of each."""

    def __init__(self, maker: Maker, arguments: tuple[object, ...], tell: Callable[[Any], None]) -> None:
        self._maker = maker
        self._arguments = arguments
        self._tell = tell
        self._jobs = 0
        self._process: multiprocessing.process.BaseProcess | None = None
        self._ours: Connection | None = None
        self.is_busy = False

    def begin(self, job: object) -> None:
        """Do ``job``; the worker must not be busy."""
        if self._process is None or not self._process.is_alive() or self._jobs >= JOBS:
            self._end()
            self._start()
        self.is_busy = True
        self._jobs += 1
        assert self._ours is not None
        with suppress(OSError):  # it has died just now: its thread tells
            self._ours.send(job)

    def stop(self) -> None:
        """End the process; what it was writing is as if it had not begun."""
        self._end()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._maker, self._arguments), daemon=True)
        self._process.start()
        theirs.close()
        self._jobs = 0
        Thread(target=self._listen, args=(self._ours, self._process), daemon=True).start()

    def _listen(self, ours: Connection, process: multiprocessing.process.BaseProcess) -> None:
        while True:
            try:
                said = ours.recv()
            except (EOFError, OSError):
                break
            self.is_busy = False
            self._tell(said)
        process.join(PATIENCE)
        if ours is self._ours and self.is_busy:  # nobody has told it to stop
            self.is_busy = False
            problem = f"exit code {process.exitcode}"
            self._tell(Crashed(Diagnostic.at(codes.INTERNAL_ERROR, Span("."), problem=problem)))

    def _end(self) -> None:
        process, ours = self._process, self._ours
        self._process = self._ours = None
        if process is not None and ours is not None:
            process.terminate()
            process.join(PATIENCE)
            if process.is_alive():
                process.kill()
                process.join()
            ours.close()


def _serve(theirs: Connection, maker: Maker, arguments: tuple[object, ...]) -> None:
    """The worker: jobs until the pipe ends, which it does when the watch is gone, however it went."""
    for number in {signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)}:
        signal.signal(number, _leave)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the watch decides
    with suppress(EOFError, OSError, SystemExit), maker(*arguments) as work:
        while True:
            job = theirs.recv()
            theirs.send(_done(work, job))
    os._exit(0)


def _leave(_number: int, _frame: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(0)


def _done(work: Work, job: object) -> object:
    try:
        return work(job)
    except SystemExit:
        raise
    except BaseException as error:  # Rust's panics are no Exception
        place = extract_tb(error.__traceback__)[-1]
        problem = f"{type(error).__name__}: {error} ({Path(place.filename).stem}.{place.name}, {place.lineno})"
        return Crashed(Diagnostic.at(codes.INTERNAL_ERROR, Span("."), problem=problem))
