"""Work done beside the rest of a build, on the machine's other core."""

from __future__ import annotations

import os
import pickle
import select
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Generic, TypeVar

T = TypeVar("T")
TASKS = Path("/proc/self/task")
"""The threads of this process, Rust's and C's too, on Linux; on other systems nobody forks."""


class Beside(Generic[T]):
    """``work`` in a forked process, begun at once; in this process, when asked for, where that is unsafe or no core is free.

    Work that gives an iterator is done in steps: each can be had while the next is being done.
    Use it as a context: whatever happens, no process is left behind.
    """

    def __init__(self, work: Callable[[], T | Iterator[T]], *, cores: int) -> None:
        self._steps = _steps(work)
        self._child = 0
        if cores < 2 or not _is_alone():
            return
        inbox, outbox = os.pipe()
        self._child = os.fork()
        if self._child == 0:
            os.close(inbox)  # or a child whose parent is killed would wait for ever to be read
            _send(self._steps, outbox)
        os.close(outbox)
        self._inbox: BinaryIO = os.fdopen(inbox, "rb")

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
        """What ``work`` gives, or its next step.

        Raises:
            Exception: what ``work`` raised; EOFError when its process was killed.
        """
        if not self._child:
            return next(self._steps)  # type: ignore[no-any-return]
        value, error = pickle.load(self._inbox)
        if error is not None:
            raise error
        return value  # type: ignore[no-any-return]

    def _end(self) -> None:
        self._inbox.close()
        os.waitpid(self._child, 0)
        self._child = 0


def _is_alone() -> bool:
    """Whether this process has one thread: a child is a copy of that alone; what others hold locked stays locked in it."""
    try:
        return len(tuple(TASKS.iterdir())) == 1
    except OSError:
        return False


def _steps(work: Callable[[], Any]) -> Iterator[Any]:
    made = work()
    if isinstance(made, Iterator):
        yield from made
    else:
        yield made


def _send(steps: Iterator[object], outbox: int) -> None:
    """The child: it does the work, sends what came of it, and is gone without a word to anybody else."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        with os.fdopen(outbox, "wb") as out:
            try:
                for value in steps:
                    out.write(pickle.dumps((value, None)))
                    out.flush()
            except Exception as error:
                out.write(pickle.dumps((None, error)))
    finally:
        os._exit(0)
