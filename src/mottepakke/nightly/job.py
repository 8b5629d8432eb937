"""What is handed to a process of its own: one meeting to draft, or one committee to read."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from msgspec import Struct

from mottepakke.build.outcome import CACHE_LIMIT
from mottepakke.model.meeting import STANDARD_LAYOUT
from mottepakke.nightly.night import Drafted

READ = ".lest"
"""The folder of the run, while it is being made, that keeps meetings as they were read."""
DATA = "data"
PICTURES = "bilder"


class Limits(Struct, frozen=True):
    """What one meeting may cost: seconds on the clock, and bytes of memory with all processes it has started."""

    seconds: float = 600.0
    memory: int = 2_000_000_000


class Job(Struct, frozen=True):
    """A meeting of the workspace ``root`` to be drafted into the run's ``folder``.

    ``head`` is what is known of the meeting without its notes, ``is_sent`` whether its pack has been sent, readable or not;
    ``deadline_days`` and ``layout`` are its committee's;
    ``output`` is the folder of packs that were sent, ``previous`` the folder of the run to compare with, ``cache`` where
    what is rendered is kept (None: nowhere), in at most ``cache_limit`` bytes. All paths are absolute, and the same on
    every machine.
    """

    root: Path
    output: Path
    folder: Path
    previous: Path | None
    today: dt.date
    head: Drafted
    is_sent: bool = False
    deadline_days: int | None = None
    layout: str = STANDARD_LAYOUT
    limits: Limits = Limits()
    cache: Path | None = None
    cache_limit: int = CACHE_LIMIT

    @property
    def meeting(self) -> str:
        """The meeting's key."""
        return self.head.meeting

    @property
    def page(self) -> Path:
        """The meeting's page."""
        return self.folder / f"{self.meeting}.html"

    @property
    def own(self) -> tuple[Path, ...]:
        """What only this job writes in the run's folder."""
        key, folder = self.meeting, self.folder
        return (folder / key, self.page, folder / DATA / f"{key}.json", folder / PICTURES / key)

    def sweep(self) -> None:
        """Remove half a pack that a process has left which was killed; only when nobody works on the job any more."""
        for left in (self.folder / self.meeting).parent.glob(f".{Path(self.meeting).name}-*"):
            shutil.rmtree(left, ignore_errors=True)

    @property
    def read(self) -> Path:
        """Where the meeting is kept as it was read with others of its committee."""
        return self.folder / READ / f"{self.meeting}.pickle"


class Reading(Struct, frozen=True):
    """The coming meetings of one committee, to be read together: they share everything but their own agenda."""

    root: Path
    folder: Path
    today: dt.date
    meetings: tuple[str, ...]
    limits: Limits = Limits()
