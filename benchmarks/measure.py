"""Whole processes, measured in turn.

This module and ``__main__`` import nothing heavy: on Linux a child's peak memory counts from what its parent held when it
started the child.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

RSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""``ru_maxrss`` is in bytes on macOS, in KiB elsewhere (getrusage(2))."""


@dataclass(frozen=True, slots=True)
class Cost:
    """One run: seconds on the wall, seconds of processor (user and system, with children), bytes of the largest process."""

    wall: float
    cpu: float
    memory: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A command to measure; ``before`` is one that goes unmeasured before each of its runs."""

    name: str
    command: tuple[str, ...]
    before: tuple[str, ...] = ()

    def run(self) -> Cost:
        """One run.

        Raises:
            RunFailedError: it fails, or what goes before does.
        """
        if self.before:
            run_once(self.before)
        return run_once(self.command)


@dataclass(frozen=True, slots=True)
class Measured:
    """A candidate with all its runs."""

    name: str
    runs: tuple[Cost, ...]

    def middle(self, of: Callable[[Cost], float]) -> float:
        """The median of a figure over the runs."""
        return median(map(of, self.runs))

    @property
    def wall(self) -> float:
        """Median seconds on the wall."""
        return self.middle(lambda cost: cost.wall)

    @property
    def least(self) -> float:
        """The shortest run's seconds on the wall."""
        return min(cost.wall for cost in self.runs)

    @property
    def cpu(self) -> float:
        """Median seconds of processor."""
        return self.middle(lambda cost: cost.cpu)

    @property
    def memory(self) -> float:
        """Median peak memory of the largest process, in bytes."""
        return self.middle(lambda cost: cost.memory)


class RunFailedError(Exception):
    """A candidate ended with another code than 0."""


def run_once(command: Sequence[str]) -> Cost:
    """Run a command to its end.

    Raises:
        RunFailedError: it fails; the message is what it wrote to stderr.
    """
    with tempfile.TemporaryFile() as errors:
        began = time.perf_counter()
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors) as process:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - began
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            shown = " ".join(Path(part).name for part in command)
            raise RunFailedError(f"{shown}: {process.returncode}\n{errors.read().decode(errors='replace')[-2000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * RSS_UNIT)


def in_turn(candidates: Sequence[Candidate], runs: int, say: Callable[[str], None]) -> list[Measured]:
    """Every candidate once unmeasured (byte code and file cache warm), then all of them ``runs`` times in turn: A B A B."""
    for candidate in candidates:
        say(f"{candidate.name} …")
        candidate.run()
    costs: dict[str, list[Cost]] = {candidate.name: [] for candidate in candidates}
    for number in range(runs):
        for candidate in candidates:
            say(f"{candidate.name}, {number + 1}/{runs}")
            costs[candidate.name].append(candidate.run())
    return [Measured(name, tuple(found)) for name, found in costs.items()]
