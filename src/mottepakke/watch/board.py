"""What the page shows of each meeting, for a server whose threads read it while the watch goes on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Condition

from msgspec import Struct
from msgspec.structs import replace

from mottepakke.build.artifacts import Artifact
from mottepakke.build.outcome import Outcome
from mottepakke.build.places import Places
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.meeting import STANDARD_LAYOUT
from mottepakke.watch.glimpse import Glimpse, Page


class Shown(Struct, frozen=True):
    """A meeting: its findings, what they are about, the files of its pack in ``folder``, and ``pages`` newer than those.

    ``is_current``: the pack is made from the sources as they are; ``is_building``: it is being made; ``is_refused``: last
    time none could be made. ``is_read``: it has been looked at; ``is_broken``: one of its sources cannot be read.
    """

    meeting: str
    title: str
    layout: str = STANDARD_LAYOUT
    found: tuple[Diagnostic, ...] = ()
    places: Places = Places("")
    language: str = "nb"
    folder: Path | None = None
    artifacts: tuple[Artifact, ...] = ()
    pages: tuple[Page, ...] = ()
    is_current: bool = False
    is_building: bool = False
    is_refused: bool = False
    is_read: bool = False
    is_broken: bool = False

    def version(self, path: str) -> str:
        """What tells one state of a document from the next; '' where there is none of that path."""
        for page in self.pages:
            if page.path == path:
                return hashlib.sha256(page.data).hexdigest()
        return next((item.sha256 for item in self.artifacts if item.path == path), "")


class Board:
    """The meetings as they are shown now."""

    def __init__(self) -> None:
        self._meetings: dict[str, Shown] = {}
        self._changed = Condition()
        self._number = 0

    def meetings(self) -> dict[str, Shown]:
        """All meetings, by key."""
        with self._changed:
            return dict(sorted(self._meetings.items()))

    def after(self, number: int, seconds: float) -> int:
        """The number of the newest state, as soon as it is another than ``number``, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._number != number, seconds)
            return self._number

    def follow(self, key: str) -> None:
        """A meeting is to be looked at."""
        self._change(key, lambda shown: shown)

    def saw(self, glimpse: Glimpse, found: Sequence[Diagnostic], *, is_built: bool = False) -> None:
        """A meeting was looked at; its pages are the newest there are, unless its pack is made from the same sources."""

        def seen(shown: Shown) -> Shown:
            is_current = is_built and not shown.is_refused
            paths = {page.path for page in glimpse.pages}
            pages = (*(page for page in shown.pages if page.path not in paths), *glimpse.pages)
            if glimpse.title:
                shown = replace(shown, title=glimpse.title, layout=glimpse.layout, language=glimpse.language)
            return replace(
                shown,
                found=tuple(found),
                places=glimpse.places,
                pages=() if is_current else pages,
                is_current=is_current,
                is_read=True,
                is_broken=bool(glimpse.broken),
            )

        self._change(glimpse.meeting, seen)

    def building(self, key: str, *, is_being: bool) -> None:
        """Whether the pack is being built."""
        self._change(key, lambda shown: replace(shown, is_building=is_being))

    def built(self, outcome: Outcome, found: Sequence[Diagnostic], *, is_current: bool) -> None:
        """A pack was built; where nothing has changed since, it is newer than the pages seen before."""

        def done(shown: Shown) -> Shown:
            shown = replace(shown, found=tuple(found), is_building=False)
            if outcome.folder is None:
                return replace(shown, is_current=False, is_refused=True)
            pages = () if is_current else shown.pages
            made = {"folder": outcome.folder, "artifacts": outcome.artifacts, "pages": pages}
            return replace(shown, **made, is_current=is_current, is_refused=False)

        self._change(outcome.meeting, done)

    def crashed(self, key: str, problem: Diagnostic) -> None:
        """Looking or building was cut short; that is shown until the meeting has been looked at again."""
        self._change(key, lambda shown: replace(shown, found=(*shown.found, problem), is_building=False, is_current=False))

    def forget(self, key: str) -> None:
        """A meeting is gone."""
        with self._changed:
            self._meetings.pop(key, None)
            self._tell()

    def _change(self, key: str, change: Callable[[Shown], Shown]) -> None:
        with self._changed:
            self._meetings[key] = change(self._meetings.get(key, Shown(key, key)))
            self._tell()

    def _tell(self) -> None:
        self._number += 1
        self._changed.notify_all()
