"""Follows meetings: looks when a source has changed, builds what is another than it was, and tells what is new."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from mottepakke import codes, pipeline
from mottepakke.build.outcome import Options
from mottepakke.diagnostics import Diagnostic, UsageStop
from mottepakke.model.source import Span
from mottepakke.read.sources import Sources
from mottepakke.watch.board import Board
from mottepakke.watch.building import Built, Wanted, building, looking
from mottepakke.watch.findings import FindingsChanged, changed_findings
from mottepakke.watch.glimpse import Asked, Glimpse
from mottepakke.watch.waiting import Waiting
from mottepakke.watch.worker import Crashed, Maker, Worker

RETRIES = (0.3, 1.0)
"""Seconds after which a source that has become unreadable is read again before anything is said: it may be half-written."""
LOCKED = 3.0
"""Seconds between looks at a file that another program keeps to itself: when it lets go, the file is as old as before."""
AT_A_TIME = 0.5
"""Seconds after which a wait is begun again, so that Ctrl-C is heard on every system."""


class Looked(Struct, frozen=True):
    """A meeting was looked at ``seconds`` after its change was seen; what is to be said of its findings."""

    meeting: str
    changed: FindingsChanged
    seconds: float


class Ended(Struct, frozen=True):
    """A meeting that was followed is gone."""

    meeting: str


Told = Looked | Built | Crashed | Ended
Changed = frozenset[str]
T = TypeVar("T")


class _Meeting:
    """A meeting that is followed: what was seen last, what was built of it, and how often it was found unreadable."""

    def __init__(self) -> None:
        self.glimpse: Glimpse | None = None
        self.found: tuple[Diagnostic, ...] = ()
        self.by_build: frozenset[Diagnostic] = frozenset()
        """Findings of the last build that looking does not give."""
        self.built = ""
        self.is_there = False
        self.retries = 0

    def now(self, *found: Diagnostic) -> FindingsChanged:
        """Take note of what is found now; how that differs from before."""
        changed = changed_findings(self.found, found)
        self.found = changed.now
        return changed


class Session:
    """Follows the meetings called ``names`` (all that are not archived, where there are none) until it is stopped."""

    def __init__(
        self,
        root: Path,
        names: Sequence[str],
        options: Options,
        tell: Callable[[Told], None],
        board: Board,
        makers: tuple[Maker, Maker] = (looking, building),
        worker: type[Worker] = Worker,
    ) -> None:
        self._root = root
        self._names = tuple(names)
        self._output = output = options.output
        self._tell = tell
        self._board = board
        self._news: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._stop = Event()
        self._looker = worker(makers[0], (root, output), lambda said: self._later(self._looked, said))
        self._builder = worker(makers[1], (root, options), lambda said: self._later(self._finished, said))
        self._meetings: dict[str, _Meeting] = {}
        self._looks: dict[str, tuple[Asked, float]] = {}
        self._builds: dict[str, None] = {}
        self._again: dict[str, tuple[float, Changed]] = {}
        self._looking: tuple[Asked, float] | None = None
        self._building: str | None = None
        self._is_disturbed = False

    def run(self) -> None:
        """Follow until interrupted; whatever happens, no process is left behind.

        Raises:
            UsageStop: a meeting does not exist, or there is none at all.
        """
        try:
            pipeline.choose_meetings(self._names, Sources(self._root))
            self._choose()
            waiting = Waiting(self._root, self._stop, self._output)
            Thread(target=self._wait, args=(waiting,), daemon=True).start()
            for key in self._meetings:
                self._ask(key, frozenset({f"packs/{key}.yaml"}))
            while not self._stop.is_set():
                self._go_on()
                self._hear()
        finally:
            self.stop()
            self._looker.stop()
            self._builder.stop()

    def stop(self) -> None:
        """End `run`; may be called from another thread."""
        self._stop.set()

    # -- what happens -----------------------------------------------------------------------------------------

    def _later(self, do: Callable[[T], None], with_this: T) -> None:
        """Have `run` do it, on its own thread."""
        self._news.put(partial(do, with_this))

    def _wait(self, waiting: Waiting) -> None:
        for changed in waiting.changes():
            self._later(self._changed, changed)

    def _hear(self) -> None:
        due = min((due for due, _ in self._again.values()), default=None)
        seconds = AT_A_TIME if due is None else max(0.01, min(AT_A_TIME, due - time.monotonic()))
        with suppress(queue.Empty):
            self._news.get(timeout=seconds)()

    def _go_on(self) -> None:
        """Give idle workers what waits."""
        now = time.monotonic()
        for key in [key for key, (due, _) in self._again.items() if due <= now]:
            self._ask(key, self._again.pop(key)[1], again=True)
        if self._looking is None and self._looks:
            key = next(iter(self._looks))
            self._looking = self._looks.pop(key)
            self._looker.begin(self._looking[0])
        if self._building is None and self._builds:
            self._building = key = next(iter(self._builds))
            del self._builds[key]
            glimpse = self._meetings[key].glimpse
            self._is_disturbed = False
            self._board.building(key, is_being=True)
            self._builder.begin(Wanted(key, glimpse.digest if glimpse else ""))

    def _ask(self, key: str, changed: Changed, *, again: bool = False) -> None:
        earlier, since = self._looks.get(key, (Asked(key), time.monotonic()))
        self._looks[key] = Asked(key, earlier.changed | changed, earlier.again or again), since

    # -- what to do about it ----------------------------------------------------------------------------------

    def _choose(self) -> None:
        """Which meetings there are now; what is gone may come back."""
        sources = Sources(self._root)
        keys: tuple[str, ...] = ()
        for name in self._names or [None]:
            with suppress(UsageStop):
                keys += pipeline.choose_meetings([name] if name else [], sources)
        if not self._names:
            keys = pipeline.not_archived(keys, self._output, sources)
        for key in [key for key in self._meetings if key not in keys]:
            self._forget(key)
        for key in keys:
            if key not in self._meetings:
                self._meetings[key] = _Meeting()
                self._board.follow(key)

    def _forget(self, key: str) -> None:
        del self._meetings[key]
        self._looks.pop(key, None)
        self._builds.pop(key, None)
        self._again.pop(key, None)
        self._board.forget(key)
        self._tell(Ended(key))

    def _changed(self, changed: Changed) -> None:
        """Look at everything; first at what the changed files belong to."""
        self._is_disturbed = True
        self._choose()

        def is_far(key: str) -> bool:
            glimpse = self._meetings[key].glimpse
            return glimpse is not None and not glimpse.sources & changed

        for key in sorted(self._meetings, key=is_far):
            self._ask(key, changed)
        self._looks = {key: self._looks[key] for key in sorted(self._looks, key=is_far)}

    def _looked(self, said: Glimpse | Crashed) -> None:
        looking, self._looking = self._looking, None
        if looking is None or looking[0].meeting not in self._meetings:
            return
        if isinstance(said, Crashed):
            self._crashed(said, looking[0].meeting)
        else:
            self._seen(said, *looking)

    def _crashed(self, said: Crashed, key: str) -> None:
        """What was to be known or built of a meeting is not; the next save tries again."""
        said = Crashed(replace(said.diagnostic, span=Span(f"packs/{key}.yaml")))
        self._tell(said)
        self._board.crashed(key, said.diagnostic)

    def _seen(self, glimpse: Glimpse, asked: Asked, since: float) -> None:
        key = glimpse.meeting
        meeting = self._meetings[key]
        before = meeting.glimpse
        if before and glimpse.broken - before.broken and meeting.retries < len(RETRIES):
            self._again[key] = time.monotonic() + RETRIES[meeting.retries], asked.changed
            meeting.retries += 1
            return
        meeting.retries = 0
        meeting.glimpse = glimpse
        if any(item.code == codes.UNREADABLE_FILE and item.span.path in glimpse.broken for item in glimpse.diagnostics):
            self._again[key] = time.monotonic() + LOCKED, glimpse.broken
        changed = meeting.now(*glimpse.diagnostics, *meeting.by_build)
        self._board.saw(glimpse, meeting.found, is_built=glimpse.digest == meeting.built)
        if changed or before is None or glimpse.pages:
            self._tell(Looked(key, changed, time.monotonic() - since))
        self._plan(key)

    def _plan(self, key: str) -> None:
        """Build where the sources are others than those that were built; what cannot be read leaves what was built."""
        meeting = self._meetings[key]
        glimpse = meeting.glimpse
        if glimpse is None or glimpse.digest == meeting.built:
            return
        if not (glimpse.broken and meeting.is_there):
            self._builds[key] = None

    def _finished(self, said: Built | Crashed) -> None:
        key, self._building = self._building, None
        meeting = self._meetings.get(key or "")
        if key is None or meeting is None:
            return
        if isinstance(said, Crashed):
            self._crashed(said, key)
            return
        self._tell(said)
        if meeting.glimpse is None:
            return
        outcome = said.outcome
        is_current = meeting.glimpse.digest == said.wanted.digest
        meeting.built = "" if self._is_disturbed else said.wanted.digest
        meeting.is_there = meeting.is_there or outcome.folder is not None
        if is_current:
            meeting.by_build = frozenset(outcome.diagnostics) - frozenset(meeting.glimpse.diagnostics)
            if changed := meeting.now(*outcome.diagnostics):
                self._tell(Looked(key, changed, said.seconds))
        self._board.built(outcome, meeting.found, is_current=is_current)
        self._plan(key)
