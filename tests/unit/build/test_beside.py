import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from mottepakke.build import beside
from mottepakke.build.beside import Beside


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work of these tests holds no lock, so that forking beside the threads of the test run is safe."""
    monkeypatch.setattr(beside, "_is_alone", lambda: True)


def fail() -> int:
    raise LookupError("borte")


@pytest.mark.usefixtures("alone")
def test_work_is_done_in_another_process() -> None:
    with Beside(os.getpid, cores=2) as work:
        assert work.result() != os.getpid()


@pytest.mark.parametrize("cores", [1, 2])
@pytest.mark.usefixtures("alone")
def test_what_the_work_raises_is_raised_where_its_result_is_asked_for(cores: int) -> None:
    with Beside(fail, cores=cores) as work, pytest.raises(LookupError, match="borte"):
        work.result()


@pytest.mark.usefixtures("alone")
def test_a_result_larger_than_a_pipe_comes_through() -> None:
    with Beside(lambda: b"x" * 5_000_000, cores=2) as work:
        assert len(work.result()) == 5_000_000


@pytest.mark.usefixtures("alone")
def test_killed_work_is_an_error_and_not_a_wait() -> None:
    with Beside(lambda: os.kill(os.getpid(), signal.SIGKILL), cores=2) as work, pytest.raises(EOFError):
        work.result()


@pytest.mark.usefixtures("alone")
def test_work_nobody_waits_for_ends_with_the_context() -> None:
    with Beside(signal.pause, cores=2) as work:
        child = work._child
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_beside_other_threads_the_work_is_done_in_this_process() -> None:
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        with Beside(os.getpid, cores=2) as work:
            assert work.result() == os.getpid()
    finally:
        done.set()
        other.join()


def test_where_threads_cannot_be_counted_nobody_forks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(beside, "TASKS", tmp_path / "none")
    with Beside(os.getpid, cores=2) as work:
        assert work.result() == os.getpid()


@pytest.mark.usefixtures("alone")
def test_work_whose_reader_is_gone_ends() -> None:
    work = Beside(lambda: b"x" * 5_000_000, cores=2)
    work._inbox.close()

    assert os.waitpid(work._child, 0)[0] == work._child


def forever() -> Iterator[str]:
    yield "først"
    signal.pause()


@pytest.mark.usefixtures("alone")
def test_a_step_can_be_had_while_the_next_is_being_done() -> None:
    with Beside[str](forever, cores=2) as work:
        assert work.result() == "først"


def failing() -> Iterator[str]:
    yield "først"
    raise LookupError("borte")


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("cores", [1, 2])
def test_steps_come_in_order_and_what_a_later_one_raises_is_raised(cores: int) -> None:
    with Beside[str](failing, cores=cores) as work:
        assert work.result() == "først"
        with pytest.raises(LookupError, match="borte"):
            work.result()
