"""Processes that write to one ledger: started by the tests as ``python -m tests.unit.register.writers MODE ROOT …``."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from mottepakke.register.change import Change, RegisterRefused
from mottepakke.register.reading import Register
from mottepakke.register.saving import Saved, Step, current, save
from mottepakke.resolve.numbers import next_free
from tests.unit.register.ledgers import COMMITTEE, OTHER, enter, named

SEAL = "2025-1.sendt.yaml"
ROUND = 10
"""Kills before the folder is emptied again."""
NOBODY = 65534
RIGHTS = {
    "folder": (".", 0o555),
    "ledger": ("saksregister.yaml", 0o444),
    "unreadable": ("saksregister.yaml", 0o000),
    "lock": (".saksregister.lock", 0o444),
}
"""What the folder of each case may not be."""


def one_more(register: Register) -> Step:
    """The next free number, and a second file that says how many there are."""
    number = next_free(COMMITTEE, register.ledger, "", 2025)
    change = Change(number=number, title="Sak", meeting="rad/2025-1")
    return Step((change,), ((SEAL, str(len(register.items) + 1).encode()),))


def race(root: Path, times: int) -> None:
    """Enter ``times`` numbers with each of two committees while others do the same."""
    for _ in range(times):
        for committee in (COMMITTEE, OTHER):
            save(root, committee, one_more, patience=600)


def hold(root: Path) -> None:
    """Take the lock, say so, and keep it until somebody writes a line."""

    def wait(_register: Register) -> Step:
        _say("held")
        sys.stdin.readline()
        return Step()

    save(root, COMMITTEE, wait)


def killed(root: Path, times: int) -> None:
    """Kill ``times`` writers at random moments; after each, both files are the old or the new ones, and the lock is free."""
    chosen = random.Random(4)
    longest = 0.003 + 2 * _seconds_for(lambda: save(root, COMMITTEE, one_more))
    texts = [""]
    for number in range(1, 2000 // ROUND):
        texts.append(enter(texts[-1], Change(number=f"{number}/25", title="Sak", meeting="rad/2025-1")))
    for turn in range(times):
        if turn % ROUND == 0:
            for left in (root / "packs" / "rad").iterdir():
                left.unlink()
        before, sealed = len(current(root, COMMITTEE).items), _sealed(root)
        done = _kill_one(root, chosen.uniform(0, longest))
        text = current(root, COMMITTEE).text
        assert text in texts[before + done : before + done + 2], (turn, before, done, text)
        least = before + done if done else sealed
        assert least <= _sealed(root) <= texts.index(text), (turn, before, done, sealed, _sealed(root))
        save(root, COMMITTEE, lambda _register: Step(), patience=0)
    assert len(list((root / "packs" / "rad").iterdir())) <= 6


def _sealed(root: Path) -> int:
    """How many numbers the second file speaks of."""
    seal = root / "packs" / "rad" / SEAL
    return int(seal.read_text()) if seal.exists() else 0


def _seconds_for(work: Callable[[], Saved]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _kill_one(root: Path, after: float) -> int:
    """Start a writer, kill it ``after`` so many seconds, and tell how many of its writings it had finished."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, b"s")
            while True:
                save(root, COMMITTEE, one_more)
                os.write(writing, b".")
        finally:
            os._exit(1)
    os.close(writing)
    assert os.read(reading, 1) == b"s"
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as told:
        return len(told.read())


def denied(root: Path) -> None:
    """Try to write as somebody without rights, and print what is said; ``root`` holds a folder a case of it."""
    for folder in sorted(root.iterdir()):
        save(folder, COMMITTEE, one_more)
        packs = folder / "packs" / "rad"
        packs.chmod(0o777)
        path, rights = RIGHTS[folder.name]
        (packs / path).chmod(rights)
    if os.geteuid() == 0:
        os.setuid(NOBODY)
    for folder in sorted(root.iterdir()):
        try:
            save(folder, COMMITTEE, one_more)
            _say(folder.name, "written")
        except RegisterRefused as refused:
            _say(folder.name, *(name for name, _ in named(refused.diagnostics)))


def _say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    mode, root = sys.argv[1], Path(sys.argv[2])
    numbers = [int(one) for one in sys.argv[3:]]
    {"race": race, "hold": hold, "killed": killed, "denied": denied}[mode](root, *numbers)  # type: ignore[operator]
