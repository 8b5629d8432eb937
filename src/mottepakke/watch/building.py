"""Whole packs, in a worker's process."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from msgspec import Struct

from mottepakke import pipeline
from mottepakke.build.outcome import Options, Outcome
from mottepakke.read.sources import Sources
from mottepakke.watch.glimpse import Asked, Glimpse, Glimpser

POLITE = 5
"""How far whole packs stand back (nice(2)) for what the author is looking at."""


class Wanted(Struct, frozen=True):
    """The pack of ``meeting`` as its sources were when they had ``digest``."""

    meeting: str
    digest: str


class Built(Struct, frozen=True):
    """What came of it, and in how many seconds."""

    wanted: Wanted
    outcome: Outcome
    seconds: float


@contextmanager
def building(root: Path, options: Options) -> Iterator[Callable[[Wanted], Built]]:
    """What builds packs of the workspace ``root``."""
    if hasattr(os, "nice"):
        os.nice(POLITE)

    def build(wanted: Wanted) -> Built:
        began = time.perf_counter()
        (outcome,) = pipeline.build([wanted.meeting], Sources(root), options, lambda _meeting, _step: None)
        return Built(wanted, outcome, time.perf_counter() - began)

    yield build


@contextmanager
def looking(root: Path, leave_out: Path | None) -> Iterator[Callable[[Asked], Glimpse]]:
    """What looks at meetings of the workspace ``root``."""
    with closing(Glimpser(root, leave_out)) as glimpser:
        yield glimpser.look
