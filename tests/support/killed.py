"""Runs a command again and again, killed with SIGKILL before one of its changes to the file system after the other.

``python killed.py ROOT TIMES COMMAND…`` says the digests of the output (of `nightly`: of what its ``latest`` leads to), the
ledger and the seal of the one meeting before a whole run, then those after it with that of all; then, for each of ``TIMES``
kills spread evenly over the changes, the digests it leaves, and that of all once the command has run again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from threading import Event
from typing import Any

from mottepakke.build import produce  # noqa: F401
from mottepakke.cli import build, freeze  # noqa: F401 - loaded before forking, to be quick
from mottepakke.cli.main import run
from mottepakke.nightly import guarding, warm  # noqa: F401

CHANGES = frozenset(("os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod"))


class Killer:
    """Counts changes to the file system below ``root``; before number ``last`` the process dies."""

    def __init__(self, root: Path, last: int) -> None:
        self.root, self.last, self.count, self.process = str(root), last, 0, os.getpid()

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if os.getpid() != self.process or not self.changes(event, arguments):
            return
        self.count += 1
        if self.count == self.last:
            os.kill(self.process, signal.SIGKILL)

    def changes(self, event: str, arguments: tuple[object, ...]) -> bool:
        if event == "open":
            path, _, flags = arguments
            writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
            return bool(writes) and isinstance(path, str | bytes | os.PathLike) and self.root in os.fsdecode(path)
        return event in CHANGES


def digest(place: Path) -> str:
    """Of a file, or of every file in a folder that people see: names that begin with a full stop are the program's own."""
    found = hashlib.sha256()
    for path in sorted(place.rglob("*")) if place.is_dir() else [place] if place.is_file() else []:
        shown = path.relative_to(place)
        if path.is_file() and not any(part.startswith(".") for part in shown.parts):
            found.update(f"{shown}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()[:16]


def run_here(function: Any, argument: object, _limits: object, _stop: Event | None = None) -> object:
    """In place of a process of its own: so that each change it makes is one that the killer can come before."""
    return function(argument)


def attempt(root: Path, command: list[str], last: int) -> int:
    """Run ``command`` in a child that is killed before change ``last`` (0: never); how many changes it made."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        setattr(guarding, "run_apart", run_here)  # noqa: B010 - in place of a function
        killer = Killer(root, last)
        sys.addaudithook(killer)
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            run([*command, "--workspace", str(root)])
        os.write(writer, str(killer.count).encode())
        os._exit(0)
    os.close(writer)
    told = os.read(reader, 20)
    os.close(reader)
    os.waitpid(child, 0)
    return int(told or 0)


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def main(root: Path, times: int, command: list[str]) -> None:
    kept = root.with_name(f"{root.name}-kept")
    shutil.copytree(root, kept, symlinks=True)

    def restored() -> None:
        shutil.rmtree(root)
        shutil.copytree(kept, root, symlinks=True)

    output = root / "output/nightly/latest/" if command[0] == "nightly" else root / "output"
    parts = (output, *(root / "packs/rad" / name for name in ("saksregister.yaml", "2025-2.sendt.yaml")))
    say(0, *map(digest, parts))
    total = attempt(root, command, 0)
    say(total, *map(digest, parts), digest(root))
    for last in sorted({1 + number * (total - 1) // max(times - 1, 1) for number in range(times)}):
        restored()
        attempt(root, command, last)
        left = [*map(digest, parts)]
        attempt(root, command, 0)
        say(last, *left, digest(root))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
