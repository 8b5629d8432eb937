"""Work done beside the rest of a build, on the machine's other core."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

T = TypeVar("T")


def _send(work: Callable[[], T], out: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        out.send((work(), None))
    except Exception as error:
        out.send((None, error))
    finally:
        out.close()


class Beside(Generic[T]):
    """``work`` in a forked process, begun at once; in this process, when asked for, where there is no fork or no core.

    Fork before any thread is started: the child is a copy of this thread alone.
    """

    def __init__(self, work: Callable[[], T], *, cores: int) -> None:
        self.work = work
        self.process = None
        if cores < 2 or "fork" not in multiprocessing.get_all_start_methods():
            return
        context = multiprocessing.get_context("fork")
        self.inbox, outbox = context.Pipe(duplex=False)
        self.process = context.Process(target=_send, args=(work, outbox), daemon=True)
        self.process.start()
        outbox.close()

    def result(self) -> T:
        """What ``work`` gives.

        Raises:
            Exception: what ``work`` raised; EOFError when its process was killed.
        """
        if self.process is None:
            return self.work()
        value, error = self.inbox.recv()
        self.process.join()
        if error is not None:
            raise error
        return value  # type: ignore[no-any-return]

    def stop(self) -> None:
        """End the process if its result is not wanted any more."""
        if self.process is not None and self.process.is_alive():
            self.process.kill()
            self.process.join()
