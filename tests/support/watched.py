"""A watch without Typst: makers of quick work, and a `Session` on a thread with what it tells."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TypeVar

from mottepakke import codes
from mottepakke.build.outcome import Options, Outcome
from mottepakke.build.places import Places
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.source import Span
from mottepakke.watch.board import Board
from mottepakke.watch.building import Built, Wanted
from mottepakke.watch.glimpse import Asked, Glimpse, Page
from mottepakke.watch.session import Session, Told
from mottepakke.watch.worker import Crashed, Maker, Worker, _done
from tests.support.workspaces import NOTE

LONG = 60.0
T = TypeVar("T")


def text_of(root: Path, key: str) -> str:
    """Everything a meeting of these tests is made from."""
    paths = sorted([*(root / "sources").rglob("*.md"), root / f"packs/{key}.yaml"])
    return "\0".join(path.read_text(encoding="utf-8") for path in paths if path.exists())


@contextmanager
def quick_looking(root: Path, _leave_out: Path | None) -> Iterator[Callable[[Asked], Glimpse]]:
    """Notes say what is to happen: BRUTT cannot be read, FEIL is a finding, KRASJ and DREPT end badly."""

    def look(asked: Asked) -> Glimpse:
        words = text_of(root, asked.meeting)
        if "KRASJ" in words:
            raise ValueError("krasj")
        if "DREPT" in words:
            os._exit(7)
        found = (Diagnostic.at(codes.USAGE, Span(NOTE, 3), problem="FEIL"),) if "FEIL" in words else ()
        return Glimpse(
            meeting=asked.meeting,
            title=asked.meeting,
            layout="standard",
            digest=hashlib.sha256(words.encode()).hexdigest(),
            diagnostics=found,
            broken=frozenset({NOTE} if "BRUTT" in words else ()),
            sources=frozenset({NOTE, f"packs/{asked.meeting}.yaml"}),
            places=Places("rad"),
            pages=(Page("toppnotat/1.pdf", "Notat", words.encode()),) if NOTE in asked.changed else (),
        )

    yield look


@contextmanager
def quick_building(root: Path, options: Options) -> Iterator[Callable[[Wanted], Built]]:
    """The pack is a file with all the words; LANGSOM takes a while, BYGGEKRASJ ends badly."""

    def build(wanted: Wanted) -> Built:
        words = text_of(root, wanted.meeting)
        folder = options.output / wanted.meeting
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "begun").write_text(words, encoding="utf-8")
        if "BYGGEKRASJ" in words:
            raise ValueError("krasj")
        if "LANGSOM" in words:
            time.sleep(1.5)
        (folder / "pakke").write_text(words, encoding="utf-8")
        return Built(wanted, Outcome.of(wanted.meeting, (), folder), 0.0)

    yield build


class ThreadWorker(Worker):
    """Works on a thread of this process: where processes are not what is tested."""

    def __init__(self, maker: Maker, arguments: tuple[object, ...], tell: Callable[[object], None]) -> None:
        super().__init__(maker, arguments, tell)
        self._made = maker(*arguments)
        self._work = self._made.__enter__()

    def begin(self, job: object) -> None:
        threading.Thread(target=lambda: self._tell(_done(self._work, job)), daemon=True).start()


class Watched:
    """A session that runs, and what it has told."""

    def __init__(self, root: Path, names: tuple[str, ...], worker: type[Worker]) -> None:
        self.root = root
        self.output = root / "output"
        self.told: SimpleQueue[Told] = SimpleQueue()
        self.all: list[Told] = []
        self.board = Board()
        makers = (quick_looking, quick_building)
        self.session = Session(root, names, Options(self.output), self.told.put, self.board, makers, worker)

    def next(self, kind: type[T]) -> T:
        """The next told of that kind; others are passed over."""
        while True:
            told = self.told.get(timeout=LONG)
            self.all.append(told)
            if isinstance(told, kind):
                return told

    def built(self, words: str, key: str = "rad/2025-2") -> Built:
        """The build whose pack holds ``words``."""
        while True:
            built = self.next(Built)
            if built.outcome.meeting == key and words in (self.output / key / "pakke").read_text(encoding="utf-8"):
                return built

    def count(self, kind: type[object], seconds: float = 1.0) -> int:
        """How many of that kind are told in a while in which nothing is to happen."""
        end, found = time.monotonic() + seconds, 0
        while time.monotonic() < end:
            try:
                told = self.told.get(timeout=max(0.01, end - time.monotonic()))
            except Empty:
                break
            self.all.append(told)
            found += isinstance(told, kind)
        return found

    def crashes(self) -> list[str]:
        return [dict(item.diagnostic.args)["problem"] for item in self.all if isinstance(item, Crashed)]


@contextmanager
def watched(root: Path, *names: str, worker: type[Worker] = ThreadWorker) -> Iterator[Watched]:
    found = Watched(root, names, worker)
    thread = threading.Thread(target=found.session.run)
    thread.start()
    try:
        yield found
    finally:
        found.session.stop()
        thread.join(LONG)
        assert not thread.is_alive()
