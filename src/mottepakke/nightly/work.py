"""What a process of its own does: one piece of work from a folder, its result into that folder."""

from __future__ import annotations

import os
import pickle
import shutil
import sys
import tempfile
from collections.abc import Callable
from multiprocessing import parent_process
from pathlib import Path
from threading import Thread
from typing import Any

from msgspec import Struct

from mottepakke.diagnostics import UsageStop
from mottepakke.nightly.trees import end_below

WORK, RESULT, FILES = "arbeid", "svar", "filer"
MOST_SAID = 200
"""Characters of what an error says."""


class Failed(Struct, frozen=True):
    """The work raised an exception, which is a bug; ``problem`` says which."""

    problem: str


def work(folder: str) -> None:
    """Do the work of ``folder`` and leave; nothing stays when the process that asked for it goes first."""
    parent = parent_process()
    wait = parent.join if parent else sys.stdin.buffer.read
    _begin(Path(folder), wait)


def _begin(folder: Path, wait: Callable[[], object]) -> None:
    if hasattr(os, "setsid"):
        os.setsid()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # stdout carries the product of the command, and this is none
    Thread(target=_leave_with, args=(folder, wait), daemon=True).start()
    files = folder / FILES
    files.mkdir()
    tempfile.tempdir = str(files)
    os.environ["TMPDIR"] = str(files)
    _put(folder, _result(folder))
    os._exit(0)


def _leave_with(folder: Path, wait: Callable[[], object]) -> None:
    """End with all that was started as soon as nobody waits for it any more."""
    wait()
    end_below(os.getpid())
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


def _result(folder: Path) -> object:
    try:
        function, argument = pickle.loads((folder / WORK).read_bytes())
        return function(argument)
    except UsageStop as full:
        return full
    except Exception as error:
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        place = f" ({trace.tb_frame.f_code.co_name}, {trace.tb_lineno})" if trace else ""
        return Failed(f"{problem_of(error)}{place}")


def problem_of(error: BaseException) -> str:
    """An error in a line that a page has room for."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:MOST_SAID]


def _put(folder: Path, result: Any) -> None:
    fresh = folder / f"{RESULT}.ny"
    fresh.write_bytes(pickle.dumps(result))
    fresh.replace(folder / RESULT)
