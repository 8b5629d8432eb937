"""A process with all it has started: what it holds of memory, and its end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress

import psutil


class Tree:
    """The process ``pid`` and its descendants, those too whose parent has ended since they were last seen."""

    def __init__(self, pid: int) -> None:
        self._seen: dict[int, psutil.Process] = {}
        with suppress(psutil.Error):
            self._seen[pid] = psutil.Process(pid)
        self.pid = pid

    def memory(self) -> int:
        """Bytes resident in all of them; pages that they share are counted for each."""
        self._look()
        return sum(map(_resident, self._seen.values()))

    def end(self) -> None:
        """Kill every one of them, and what they start meanwhile."""
        _kill(self._look(), self._look)

    def _look(self) -> list[psutil.Process]:
        """All that live now, the first process last."""
        for process in list(self._seen.values()):
            for child in _children(process):
                self._seen.setdefault(child.pid, child)
        self._seen = {pid: process for pid, process in self._seen.items() if _is_alive(process)}
        return sorted(self._seen.values(), key=lambda process: process.pid == self.pid)


def end_below(pid: int) -> None:
    """Kill everything that the process ``pid`` has started."""
    with suppress(psutil.Error):
        root = psutil.Process(pid)
        _kill(_children(root), lambda: _children(root))


def _kill(found: Iterable[psutil.Process], look: Callable[[], list[psutil.Process]]) -> None:
    living = list(found)
    while living:
        for process in living:
            with suppress(psutil.Error):
                process.kill()
        psutil.wait_procs(living, timeout=1)
        living = [process for process in look() if process not in living]


def _children(process: psutil.Process) -> list[psutil.Process]:
    with suppress(psutil.Error):
        return list(process.children(recursive=True))
    return []


def _is_alive(process: psutil.Process) -> bool:
    with suppress(psutil.Error):
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    return False


def _resident(process: psutil.Process) -> int:
    with suppress(psutil.Error):
        return int(process.memory_info().rss)
    return 0
