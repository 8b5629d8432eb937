"""One run of an outside program: watched while it makes files, and killed whole when it makes none."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from threading import Event

LOOK_EVERY = 0.1
MAX_OUTPUT = 1_000_000_000
"""Bytes in all that a run may write."""


class Ending(Enum):
    """How a run ended."""

    WELL = auto()
    CRASHED = auto()
    STUCK = auto()


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds a run may take until its first file is there, and from each file to the next.

    The time limit of a run therefore grows with the number of files, but a file that gets stuck costs no more than its own
    share.
    """

    seconds_per_start: float = 60.0
    seconds_per_file: float = 60.0


def run(command: Sequence[str], variables: Mapping[str, str], output: Path, limits: Limits, stop: Event) -> Ending:
    """Run ``command`` until it ends, ``stop`` is set, or it makes no new file in ``output`` for too long, or too much."""
    if stop.is_set():
        return Ending.STUCK
    try:
        process = subprocess.Popen(
            command,
            env=dict(variables),
            cwd=output.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return Ending.CRASHED
    try:
        return _watch(process, output, limits, stop)
    finally:
        _kill_whole(process)


def _watch(process: subprocess.Popen[bytes], output: Path, limits: Limits, stop: Event) -> Ending:
    made = 0
    deadline = time.monotonic() + limits.seconds_per_start + limits.seconds_per_file
    while time.monotonic() < deadline and not stop.is_set():
        with contextlib.suppress(subprocess.TimeoutExpired):
            return Ending.WELL if process.wait(LOOK_EVERY) == 0 else Ending.CRASHED
        sizes = _sizes(output)
        if sum(sizes) > MAX_OUTPUT:
            return Ending.STUCK
        if len(sizes) > made:
            made = len(sizes)
            deadline = time.monotonic() + limits.seconds_per_file
    return Ending.STUCK


def _sizes(folder: Path) -> list[int]:
    sizes = []
    for path in folder.iterdir():
        with contextlib.suppress(OSError):
            sizes.append(path.stat().st_size)
    return sizes


def _kill_whole(process: subprocess.Popen[bytes]) -> None:
    """End the process and everything it has started, whether or not it has ended itself."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    process.wait()
