"""Work that ends badly, to be done in processes of their own."""

import ctypes
import os
import subprocess
import sys
import time
from pathlib import Path

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
GREEDY = "import time; held = bytearray(b'x' * 200_000_000); time.sleep(600)"


def answer(number: int) -> int:
    sys.stdout.write("not for stdout\n")
    return 2 * number


def raises(_argument: object) -> None:
    raise ValueError("for\ninstance" + 300 * " and more")


def crashes(_argument: object) -> None:
    ctypes.string_at(0)


def leaves(code: int) -> None:
    os._exit(code)


def recurses(number: int) -> int:
    return recurses(number + 1)


def sleeps_with_a_child(told: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", STUBBORN], start_new_session=True)
    told.write_text(f"{os.getpid()} {child.pid}")
    time.sleep(600)


def crashes_with_a_child(told: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", STUBBORN], start_new_session=True)
    told.write_text(f"{os.getpid()} {child.pid}")
    time.sleep(1)
    os._exit(1)


def lets_a_child_take_memory(told: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", GREEDY], start_new_session=True)
    told.write_text(f"{os.getpid()} {child.pid}")
    time.sleep(600)
