"""One at a time: a lock beside what it guards, and who has it."""

from __future__ import annotations

import getpass
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

EVERYONE = 0o666
"""Rights of a lock: colleagues take it in turn, and it holds nothing."""
POLL = 0.01
LONGEST = 200


class Held(Exception):
    """Somebody else has the lock; ``holder`` says who, «?» where that is not known."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


@contextmanager
def locked(lock: Path, patience: float) -> Iterator[None]:
    """Hold ``lock``, a file named ``….lock``; the system lets it go when its holder ends in whatever way.

    Beside it stands ``….holder`` for the message to those who wait for as long as ``patience`` seconds; it decides nothing.

    Raises:
        Held: another has it for longer.
        OSError: it cannot be written.
    """
    holder = lock.with_suffix(".holder")
    guard = FileLock(lock, timeout=patience, poll_interval=POLL, mode=EVERYONE)
    try:
        guard.acquire()
    except Timeout:
        raise Held(_read(holder)) from None
    try:
        with suppress(OSError):
            holder.unlink(missing_ok=True)
            holder.write_text(_myself(), encoding="utf-8")
        yield
    finally:
        with suppress(OSError):
            holder.unlink(missing_ok=True)
        guard.release()


def _myself() -> str:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = "?"
    return f"{user}@{socket.gethostname()}, {os.getpid()}"


def _read(holder: Path) -> str:
    try:
        return holder.read_text(encoding="utf-8", errors="replace")[:LONGEST].strip() or "?"
    except OSError:
        return "?"
