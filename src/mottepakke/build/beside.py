"""Work done beside the rest of a build, on the machine's other core."""

from __future__ import annotations

import os
import pickle
import select
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")
TASKS = Path("/proc/self/task")
"""The threads of this process, Rust's and C's too, on Linux; on other systems nobody forks."""


class Beside(Generic[T]):
    """``work`` in a forked process, begun at once; in this process, when asked for, where that is unsafe or no core is free.

    Use it as a context: whatever happens, no process is left behind.
    """

    def __init__(self, work: Callable[[], T], *, cores: int) -> None:
        self._work = work
        self._child = 0
        if cores < 2 or not _is_alone():
            return
        self._inbox, outbox = os.pipe()
        self._child = os.fork()
        if self._child == 0:
            os.close(self._inbox)  # or a child whose parent is killed would wait for ever to be read
            _send(work, outbox)
        os.close(outbox)

    def __enter__(self) -> Beside[T]:
        return self

    def __exit__(self, *_: object) -> None:
        if self._child:
            os.kill(self._child, signal.SIGKILL)
            self._end()

    @property
    def is_apart(self) -> bool:
        """Whether the work is done by another process; else it begins when its result is asked for."""
        return bool(self._child)

    def is_ready(self) -> bool:
        """Whether the other process has begun to send what came of it; never, where there is none."""
        return bool(self._child and select.select([self._inbox], [], [], 0)[0])

    def result(self) -> T:
        """What ``work`` gives.

        Raises:
            Exception: what ``work`` raised; EOFError when its process was killed.
        """
        if not self._child:
            return self._work()
        with os.fdopen(self._inbox, "rb", closefd=False) as inbox:
            sent = inbox.read()
        self._end()
        if not sent:
            raise EOFError("the process beside was killed")
        value, error = pickle.loads(sent)
        if error is not None:
            raise error
        return value  # type: ignore[no-any-return]

    def _end(self) -> None:
        os.close(self._inbox)
        os.waitpid(self._child, 0)
        self._child = 0


def _is_alone() -> bool:
    """Whether this process has one thread: a child is a copy of that alone; what others hold locked stays locked in it."""
    try:
        return len(tuple(TASKS.iterdir())) == 1
    except OSError:
        return False


def _send(work: Callable[[], T], outbox: int) -> None:
    """The child: it does the work, sends what came of it, and is gone without a word to anybody else."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            sent = pickle.dumps((work(), None))
        except Exception as error:
            sent = pickle.dumps((None, error))
        with os.fdopen(outbox, "wb") as out:
            out.write(sent)
    finally:
        os._exit(0)
