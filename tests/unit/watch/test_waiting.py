"""Real saves, as editors make them: each is told once, whole, and none is lost."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue

import pytest

from mottepakke.watch.waiting import Notices, Waiting
from tests.support.workspaces import COMMITTEE, MEETING, NOTE, PLAIN, Workspace

LONG = 60.0
"""Seconds that a machine under load may take; a test that passes waits no longer than it must."""


class Told:
    """What a `Waiting` on a thread has told so far."""

    def __init__(self, waiting: Waiting) -> None:
        self.sets: SimpleQueue[frozenset[str]] = SimpleQueue()
        self.waiting = waiting

    def next(self) -> frozenset[str]:
        return self.sets.get(timeout=LONG)

    def until(self, *paths: str) -> int:
        """Sets until all ``paths`` have been told; how many."""
        left, count = set(paths), 0
        while left:
            left -= self.next()
            count += 1
        return count

    def is_quiet(self) -> bool:
        """Nothing more is told: whatever is under way would come before what is written now."""
        try:
            self.sets.get(timeout=0.5)
        except Empty:
            return True
        return False


@contextmanager
def told(root: Path, notices: Notices | None = None, leave_out: Path | None = None) -> Iterator[Told]:
    stop = threading.Event()
    found = Told(Waiting(root, stop, leave_out, notices))

    def follow() -> None:
        for changed in found.waiting.changes():
            found.sets.put(changed)

    thread = threading.Thread(target=follow)
    thread.start()
    try:
        yield found
    finally:
        stop.set()
        thread.join(LONG)
        assert not thread.is_alive()


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def save_in_place(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def save_by_renaming(path: Path, text: str) -> None:
    """vim with `backupcopy=no`: the old file away, the new one in its place, the copy removed."""
    (path.parent / "4913").write_text("", encoding="utf-8")
    (path.parent / "4913").unlink()
    copy = path.with_name(f"{path.name}~")
    path.rename(copy)
    path.write_text(text, encoding="utf-8")
    copy.unlink()


def save_atomically(path: Path, text: str) -> None:
    """Most others: a file beside it, renamed over the old one."""
    fresh = path.with_name(f".{path.name}.tmp")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def save_in_pieces(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        for letter in text:
            file.write(letter)
            file.flush()


@pytest.mark.parametrize("save", [save_in_place, save_by_renaming, save_atomically, save_in_pieces])
def test_a_save_is_told_with_its_file_alone(workspace: Workspace, save: Callable[[Path, str], None]) -> None:
    with told(workspace.root) as found:
        save(workspace.root / NOTE, PLAIN[NOTE] + "Mer.\n")
        assert found.next() == {NOTE}
        assert found.is_quiet()


def test_locks_and_swap_files_are_not_told(workspace: Workspace) -> None:
    with told(workspace.root) as found:
        for name in ("~$toppnotat.docx", ".~lock.toppnotat.md#", ".toppnotat.md.swp"):
            workspace.write({f"sources/rad/2025/plan/{name}": "x"})
        workspace.write({"output/rad/2025-2/innkalling.pdf": "x"})
        assert found.is_quiet()
        workspace.write({NOTE: "ny"})
        assert found.next() == {NOTE}


def test_hundreds_of_files_at_once_are_one_change(workspace: Workspace) -> None:
    """A branch is switched."""
    many = {f"sources/rad/2025/sak-{number}/toppnotat.md": "x" for number in range(400)}
    with told(workspace.root) as found:
        workspace.write(many)
        assert found.until(*many) <= 3
        assert found.is_quiet()


def test_files_that_are_moved_and_removed_are_told(workspace: Workspace) -> None:
    with told(workspace.root) as found:
        (workspace.root / "sources/rad/2025/plan").rename(workspace.root / "sources/rad/2025/annen")
        assert found.next() == {NOTE, NOTE.replace("plan", "annen")}
        (workspace.root / MEETING).unlink()
        assert found.next() == {MEETING}


def test_a_folder_that_goes_and_comes_back_is_followed_again(workspace: Workspace, tmp_path: Path) -> None:
    with told(workspace.root) as found:
        shutil.rmtree(tmp_path / "packs")
        found.until(COMMITTEE, MEETING)
        workspace.write(PLAIN)
        found.until(COMMITTEE, MEETING)
        workspace.write({MEETING: "ny"})
        assert found.until(MEETING) >= 1


def test_a_layout_folder_that_comes_is_followed(workspace: Workspace) -> None:
    with told(workspace.root) as found:
        workspace.write({"layouts/hus/layout.yaml": "a"})
        found.until("layouts/hus/layout.yaml")
        workspace.write({"layouts/hus/layout.yaml": "ny"})
        found.until("layouts/hus/layout.yaml")


def silent(_folders: tuple[Path, ...], seconds: float) -> Iterator[bool]:
    """A file share: the system never gives notice."""
    while True:
        threading.Event().wait(min(seconds, 0.2))
        yield False


def refused(_folders: tuple[Path, ...], _seconds: float) -> Iterator[bool]:
    """No watch is left to be had (inotify's limit)."""
    raise OSError(28, "No space left on device")
    yield False


@pytest.mark.parametrize("notices", [silent, refused])
def test_without_notices_changes_are_seen_all_the_same(workspace: Workspace, notices: Notices) -> None:
    with told(workspace.root, notices) as found:
        for number in range(3):
            save_atomically(workspace.root / NOTE, f"{number}")
            assert found.next() == {NOTE}


def test_a_workspace_whose_notices_were_not_heard_is_looked_at_more_often(workspace: Workspace) -> None:
    pauses: list[float] = []

    def recorded(folders: tuple[Path, ...], seconds: float) -> Iterator[bool]:
        pauses.append(seconds)
        return silent(folders, seconds)

    with told(workspace.root, recorded) as found:
        for number in range(4):
            save_in_place(workspace.root / NOTE, f"tekst {number}")
            found.next()
    assert pauses[-1] < pauses[0]


def test_a_file_that_never_rests_is_told_in_the_end(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mottepakke.watch.waiting.RESTLESS", 0.3)
    stop = threading.Event()

    def scribble() -> None:
        number = 0
        while not stop.wait(0.005):
            number += 1
            with (workspace.root / NOTE).open("a", encoding="utf-8") as file:
                file.write(f"{number}\n")
                os.fsync(file.fileno())

    writer = threading.Thread(target=scribble)
    with told(workspace.root) as found:
        writer.start()
        try:
            assert found.next() == {NOTE}
            assert found.next() == {NOTE}
        finally:
            stop.set()
            writer.join()


def test_a_file_that_is_copied_in_pieces_is_told_when_it_is_whole(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a PDF would have been a page that says it cannot be read. A note that is saved meanwhile is told."""
    monkeypatch.setattr("mottepakke.watch.waiting.RESTLESS", 0.2)
    monkeypatch.setattr("mottepakke.watch.waiting.COPIED", 2.0)
    copied = "sources/rad/2025/plan/vedlegg.pdf"
    with told(workspace.root) as found:
        with (workspace.root / copied).open("wb") as file:
            for number in range(8):
                file.write(bytes(1000))
                file.flush()
                threading.Event().wait(0.15)
                assert found.sets.empty(), number
        assert found.next() == {copied}
        assert found.is_quiet()
        workspace.write({copied: b"ny", NOTE: "ny"})
        found.until(NOTE)
