"""A piece of work in a process of its own: what it gives, and what stops it without stopping us."""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Timer
from typing import Any

import psutil
import pytest

from mottepakke import codes
from mottepakke.nightly import guarding
from mottepakke.nightly.guarding import Process, Stopped, run_apart
from mottepakke.nightly.job import Limits
from tests.conftest import REPOSITORY
from tests.unit.nightly import burdens

PLENTY = Limits(120, 2_000_000_000)


@pytest.fixture(params=["forked", "new"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to begin a process: forked where the system can, and a fresh interpreter."""
    if request.param == "new":
        new: Callable[[Path], Process] = guarding._New
        monkeypatch.setattr(guarding, "_started", new)
        monkeypatch.setenv("PYTHONPATH", str(REPOSITORY), prepend=os.pathsep)


def gone(pids: list[int]) -> bool:
    """Whether the processes end within seconds; those that wait for their parent to notice are gone too."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if not any(map(lives, pids)):
            return True
        time.sleep(0.05)
    return False


def lives(pid: int) -> bool:
    """Whether the process is at work; it may end while it is asked."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def told(path: Path) -> list[int]:
    return [int(word) for word in path.read_text().split()]


@pytest.mark.usefixtures("_way")
def test_work_gives_its_result_and_keeps_from_stdout(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_apart(burdens.answer, 21, PLENTY) == 42
    assert capfd.readouterr().out == ""


@pytest.mark.usefixtures("_way")
@pytest.mark.parametrize(
    ("function", "argument", "how"),
    [
        (burdens.raises, None, "ValueError: for instance and more"),
        (burdens.recurses, 0, "RecursionError"),
        (burdens.leaves, 3, "@ended_with:3"),
        (burdens.leaves, 0, "@ended_with:0"),
        (burdens.crashes, None, "@killed_by:11"),
    ],
    ids=["raises", "recurses", "leaves", "leaves well", "crashes"],
)
def test_work_that_fails_is_stopped_with_the_reason(function: Callable[[Any], Any], argument: object, how: str) -> None:
    with pytest.raises(Stopped) as stopped:
        run_apart(function, argument, PLENTY)
    assert stopped.value.code == codes.DRAFT_CRASHED
    said = str(stopped.value.args_of_finding["how"])
    assert said.startswith(how)
    assert len(said) < 250


@pytest.mark.usefixtures("_way")
def test_work_that_takes_too_long_ends_with_all_it_has_started(tmp_path: Path) -> None:
    with pytest.raises(Stopped) as stopped:
        run_apart(burdens.sleeps_with_a_child, tmp_path / "told", Limits(3, PLENTY.memory))
    assert (stopped.value.code, stopped.value.args_of_finding) == (codes.DRAFT_TOO_SLOW, {"seconds": "3"})
    assert gone(told(tmp_path / "told"))


@pytest.mark.usefixtures("_way")
def test_the_memory_of_what_work_has_started_counts(tmp_path: Path) -> None:
    with pytest.raises(Stopped) as stopped:
        run_apart(burdens.lets_a_child_take_memory, tmp_path / "told", Limits(120, 200_000_000))
    assert (stopped.value.code, stopped.value.args_of_finding) == (codes.DRAFT_TOO_LARGE, {"megabytes": 200})
    assert gone(told(tmp_path / "told"))


def test_what_crashed_work_has_started_ends_too(tmp_path: Path) -> None:
    with pytest.raises(Stopped):
        run_apart(burdens.crashes_with_a_child, tmp_path / "told", PLENTY)
    assert gone(told(tmp_path / "told"))


def test_work_ends_when_it_is_called_off(tmp_path: Path) -> None:
    stop = Event()
    Timer(1.5, stop.set).start()
    with pytest.raises(Stopped):
        run_apart(burdens.sleeps_with_a_child, tmp_path / "told", PLENTY, stop)
    assert gone(told(tmp_path / "told"))


def test_nothing_is_left_in_the_folder_for_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    run_apart(burdens.answer, 1, PLENTY)
    with pytest.raises(Stopped):
        run_apart(burdens.leaves, 1, PLENTY)
    assert list(tmp_path.iterdir()) == []
