"""Waits until sources have changed and are at rest.

What has changed is told by looking the folders over; the system's notices only say when. So nothing is lost where notices
are: on file shares, where the system has no more of them to give, and when hundreds of files change at once.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

from mottepakke.watch.files import FOLDERS, TEXT, Files, differences, look_over

HEARTBEAT = 2.0
"""Seconds between looks where the system gives notice of changes."""
POLL = 0.25
"""Seconds between looks where it has been seen not to."""
SHARE = 20
"""A look that takes long, on a file share, is followed by a pause this many times as long."""
QUIET = 0.03
"""Seconds without a change after which a save is over."""
COPIED = 0.4
"""The same for files that are no text: they are copied in pieces, over slow networks, and half a PDF cannot be read."""
RESTLESS = 2.0
"""Seconds after which something is shown of texts that never come to rest."""
COPYING = 60.0
"""The same where nothing but other files has changed."""
DEBOUNCE, STEP = 50, 10
"""Milliseconds for which notices are gathered, and without one after which they are passed on."""
Notices = Callable[[tuple[Path, ...], float], Iterator[bool]]
"""Watches folders; tells again and again whether a notice came, or the seconds went by without one.

Raises OSError where the system gives none.
"""


class Waiting:
    """Tells which source files of the workspace ``root`` have changed since last time, until ``stop`` is set."""

    def __init__(self, root: Path, stop: Event, leave_out: Path | None = None, notices: Notices | None = None) -> None:
        self._root = root
        self._stop = stop
        self._leave_out = leave_out
        self._notices = notices or self._of_the_system
        self._pause = HEARTBEAT
        self._took = 0.0
        self.files: Files = self._look()

    def changes(self) -> Iterator[frozenset[str]]:
        """Sets of files that came, went or changed, each set once its files are at rest."""
        for noticed in self._woken():
            new = self._look()
            if new == self.files:
                continue
            if not noticed:
                self._pause = POLL
            new = self._at_rest(new)
            changed, self.files = differences(self.files, new), new
            if changed:
                yield changed

    def _at_rest(self, files: Files) -> Files:
        """What there is when nothing has changed for a moment."""
        began = time.monotonic()
        while True:
            changed = differences(self.files, files)
            texts = {path for path in changed if path.lower().endswith(TEXT)}
            is_copied = any(path in files for path in changed - texts)
            is_over = time.monotonic() >= began + (RESTLESS if texts else COPYING)
            if is_over or self._stop.wait(COPIED if is_copied else QUIET):
                return files
            again = self._look()
            if again == files:
                return files
            files = again

    def _look(self) -> Files:
        began = time.monotonic()
        files = look_over(self._root, self._leave_out)
        self._took = time.monotonic() - began
        return files

    def _seconds(self) -> float:
        return max(self._pause, self._took * SHARE)

    def _woken(self) -> Iterator[bool]:
        """Whether it was a notice, each time there may be something to see."""
        while not self._stop.is_set():
            folders, seconds = self._folders(), self._seconds()
            try:
                for number, noticed in enumerate(self._notices(tuple(folders), seconds)):
                    yield noticed or number == 0  # what changed before the system began to watch was not its to tell
                    is_other = not 0.5 < self._seconds() / seconds < 2
                    if self._stop.is_set() or is_other or self._folders() != folders:
                        break  # a folder that was put in another's place is not the one that is watched
            except (OSError, RuntimeError):
                self._pause = POLL
                self._stop.wait(self._seconds())
                yield False

    def _folders(self) -> dict[Path, tuple[int, int]]:
        """The folders that are there, each with what it is itself."""
        found = {}
        for folder in (self._root / name for name in FOLDERS):
            try:
                stat = folder.stat()
            except OSError:
                continue
            found[folder] = (stat.st_dev, stat.st_ino)
        return found

    def _of_the_system(self, folders: tuple[Path, ...], seconds: float) -> Iterator[bool]:
        """See `Notices`."""
        from watchfiles import watch

        if not folders:
            raise FileNotFoundError(self._root)
        timeout = max(1, int(seconds * 1000))
        woken = watch(
            *folders,
            watch_filter=None,
            debounce=DEBOUNCE,
            step=STEP,
            stop_event=self._stop,
            rust_timeout=timeout,
            yield_on_timeout=True,
            raise_interrupt=False,
            ignore_permission_denied=True,
        )
        for changes in woken:
            yield bool(changes)
