"""A process for each piece of work, watched from outside: its result, or a finding that says what stopped it.

`draft_guarded` may run in any thread of any process on any machine: of the run itself, or of a cluster.
"""

from __future__ import annotations

import multiprocessing
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Any, Protocol

from msgspec.structs import replace

from mottepakke import codes
from mottepakke.diagnostics import Code, Diagnostic, UsageStop
from mottepakke.model.source import Span
from mottepakke.nightly.drafting import draft, with_page
from mottepakke.nightly.folders import cannot_write
from mottepakke.nightly.job import Job, Limits, Reading
from mottepakke.nightly.night import Drafted
from mottepakke.nightly.reading import read_committee
from mottepakke.nightly.standing import with_former
from mottepakke.nightly.trees import Tree
from mottepakke.nightly.work import RESULT, WORK, Failed, work

LOOK_EVERY = 0.25
"""Seconds between looks at the memory of a process and what it has started."""
PRELOAD = ["__main__", "mottepakke.nightly.warm"]
MEGABYTE = 1_000_000


class Stopped(Exception):
    """The work came to no end of its own; the code of the finding, and its arguments."""

    def __init__(self, code: Code, **args: object) -> None:
        super().__init__(code.name)
        self.code, self.args_of_finding = code, args


class Process(Protocol):
    """A process that can be waited for."""

    @property
    def pid(self) -> int | None:
        """Its number."""

    def join(self, timeout: float | None = None) -> None:
        """Wait for its end, or so many seconds."""

    @property
    def exitcode(self) -> int | None:
        """How it ended, or None."""


def draft_guarded(job: Job, stop: Event | None = None) -> Drafted:
    """What comes of one meeting, whatever becomes of its process.

    Raises:
        UsageStop: the disk takes no more, of no meeting.
    """
    if not job.folder.is_dir() or not (job.root / "packs").is_dir():
        return stopped(job, codes.WORKSPACE_NOT_SHARED, folder=job.root)
    try:
        drafted: Drafted = run_apart(draft, job, job.limits, stop)
    except Stopped as why:
        return stopped(job, why.code, **why.args_of_finding)
    return drafted


def read_guarded(job: Reading, stop: Event | None = None) -> None:
    """Read a committee's meetings together; where that fails each is read by its own process, which says why."""
    with suppress(Stopped):
        run_apart(read_committee, job, job.limits, stop)


def stopped(job: Job, code: Code, **args: object) -> Drafted:
    """A meeting that was stopped; what it has left in the run's folder is removed, and a page says why."""
    job.sweep()
    for place in job.own:
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place, ignore_errors=True)
        else:
            place.unlink(missing_ok=True)
    finding = Diagnostic.at(code, Span(f"packs/{job.meeting}.yaml"), **args)
    drafted = with_former(replace(job.head, state="stopped", diagnostics=(finding,)), job)
    return with_page(drafted, job) if job.folder.is_dir() else drafted


def run_apart(function: Callable[[Any], Any], argument: object, limits: Limits, stop: Event | None = None) -> Any:
    """What ``function`` gives for ``argument`` in a process of its own.

    Raises:
        Stopped: it met a limit, crashed, or ``stop`` was set.
        UsageStop: ``function`` did, or there is no place for its temporary files.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix="mottepakke-natt-"))
    except OSError as error:
        raise cannot_write(Path(tempfile.gettempdir()), error) from None
    try:
        (folder / WORK).write_bytes(pickle.dumps((function, argument)))
        process = _started(folder)
        tree = Tree(process.pid or 0)
        try:
            _watch(process, tree, limits, stop)
        finally:
            tree.end()
            process.join()
        return _result(folder, process.exitcode)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _watch(process: Process, tree: Tree, limits: Limits, stop: Event | None) -> None:
    began = time.monotonic()
    while process.exitcode is None:
        process.join(LOOK_EVERY)
        if time.monotonic() - began > limits.seconds:
            raise Stopped(codes.DRAFT_TOO_SLOW, seconds=f"{limits.seconds:g}")
        if tree.memory() > limits.memory:
            raise Stopped(codes.DRAFT_TOO_LARGE, megabytes=limits.memory // MEGABYTE)
        if stop and stop.is_set():
            raise Stopped(codes.DRAFT_CRASHED, how="@interrupted")


def _result(folder: Path, exit_code: int | None) -> Any:
    try:
        result = pickle.loads((folder / RESULT).read_bytes())
    except FileNotFoundError:
        how = f"@killed_by:{-exit_code}" if exit_code and exit_code < 0 else f"@ended_with:{exit_code}"
        raise Stopped(codes.DRAFT_CRASHED, how=how) from None
    if isinstance(result, Failed):
        raise Stopped(codes.DRAFT_CRASHED, how=result.problem)
    if isinstance(result, UsageStop):
        raise result
    return result


def _started(folder: Path) -> Process:
    """A process forked from one that has loaded everything, where that is possible; a new one elsewhere."""
    if sys.platform != "linux" or multiprocessing.current_process().daemon:
        return _New(folder)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOAD)
    process = context.Process(target=work, args=(str(folder),))
    process.start()
    return process


class _New:
    """A fresh interpreter that works; it ends when we do, since it waits for its input to be closed."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-c", f"import sys; from {work.__module__} import work; work(sys.argv[1])", str(folder)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def exitcode(self) -> int | None:
        return self._process.poll()

    def join(self, timeout: float | None = None) -> None:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout)
        if self._process.returncode is not None and self._process.stdin:
            self._process.stdin.close()
