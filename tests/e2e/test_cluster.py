"""The same run over a Dask cluster: a real scheduler and two workers, one of them killed in the middle."""

import datetime as dt
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from distributed.scheduler import KilledWorker

from mottepakke import codes
from mottepakke.diagnostics import Code
from mottepakke.nightly import engines, run
from mottepakke.nightly.engines import Engine
from mottepakke.nightly.guarding import draft_guarded
from mottepakke.nightly.job import Job
from mottepakke.nightly.night import Drafted
from mottepakke.nightly.run import draft_all
from tests.support.workspaces import PLAIN, Workspace, committee, meeting

SECONDS = 60
QUIET = {"DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE": "False", "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "3"}


class Cluster:
    """A scheduler and two workers, each a process; no nanny starts them again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.processes: list[subprocess.Popen[bytes]] = []
        self.begin("scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard")
        address = f"tcp://127.0.0.1:{self.port}"
        for _ in range(2):
            options = ("--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--death-timeout", "60")
            self.begin("worker", address, *options, "--local-directory", str(folder))

    def begin(self, what: str, *options: str) -> None:
        command = [sys.executable, str(Path(sys.executable).with_name("dask")), what, *options]
        log = (self.folder / f"{len(self.processes)}.log").open("wb")
        environment = {**os.environ, **QUIET}
        with log:
            self.processes.append(subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=self.folder))

    def logs(self) -> str:
        return "\n".join(path.read_text(errors="replace") for path in sorted(self.folder.glob("*.log")))

    def end(self) -> None:
        for process in self.processes:
            with suppress(ProcessLookupError):
                process.kill()
            process.wait()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    (tmp_path / "klynge").mkdir()
    made = Cluster(tmp_path / "klynge")
    yield made
    made.end()


NOBODY: Any = None
ROWS = "  - {tittel: Eventuelt, varighet: 30, sakstype: Orientering}\n"
FILES = {
    **PLAIN,
    "packs/styre/utvalg.yaml": committee(),
    **{f"packs/styre/2025-{n}.yaml": meeting(ROWS, n, f"2025-06-1{n}", "sted: Oslo\n") for n in range(1, 5)},
    "packs/styre/2025-5.yaml": "møte: 5/2025\ndato: [\n",
}


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_cluster_gives_the_same_files_also_when_a_worker_is_killed(cluster: Cluster, tmp_path: Path) -> None:
    made = Workspace(tmp_path / "rom", FILES)
    arguments = ("nightly", "--today", "2025-05-01", "--json")
    local = made.run(*arguments)
    folder = made.root / "output/nightly/2025-05-01"
    expected = contents(folder)

    command = [sys.executable, "-m", "mottepakke", *arguments, "--executor", f"dask://127.0.0.1:{cluster.port}"]
    running = subprocess.Popen(command, cwd=made.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + SECONDS
    while not list(folder.parent.glob(".2025-05-01-*/styre/2025-*.html")) and time.monotonic() < until:
        assert running.poll() is None, running.communicate()
        time.sleep(0.01)
    cluster.processes[-1].send_signal(signal.SIGKILL)
    out, err = running.communicate(timeout=2 * SECONDS)

    assert running.returncode == local.code == 1, err + cluster.logs()
    assert out == local.out
    assert contents(folder) == expected


def test_a_cluster_that_cannot_be_reached_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "PATIENCE", 0.5)
    made = Workspace(tmp_path / "rom")
    done = made.run("nightly", "--today", "2025-05-01", "--json", "--executor", f"dask://127.0.0.1:{free_port()}")
    assert (done.code, [item["code"] for item in done.document["diagnostics"]]) == (2, ["NT008"])
    assert not (made.root / "output/nightly/latest").exists()


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = Workspace(tmp_path / "rom").run("nightly", "--json", "--executor", "dask://127.0.0.1:8786")
    assert (done.code, [item["code"] for item in done.document["diagnostics"]]) == (3, ["NT007"])
    assert "mottepakke[dask]" in done.document["diagnostics"][0]["hint"]


# -- what a cluster can do to a job ----------------------------------------------------------------------------------


class Fails(Executor):
    """An executor whose every job ends with an error; with None no job ever ends."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error

    def submit(self, *_: object, **__: object) -> Future[Drafted]:  # type: ignore[override]
        future: Future[Drafted] = Future()
        if self.error:
            future.set_exception(self.error)
        return future


def jobs(root: Path) -> list[Job]:
    today = dt.date(2025, 5, 1)
    keys = ("rad/2025-2", "styre/2025-1", "styre/2025-2")
    heads = [Drafted(key, "broken", key, key, "nb", key, today) for key in keys]
    (root / "natt").mkdir()
    (root / "packs").mkdir()
    return [Job(root, root, root / "natt", None, today, head) for head in heads]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (KilledWorker("draft", NOBODY, 3), codes.WORKERS_LOST),
        (ModuleNotFoundError("No module named 'mottepakke'"), codes.DRAFT_CRASHED),
    ],
)
def test_a_job_that_nobody_finishes_is_stopped(error: BaseException, code: Code, tmp_path: Path) -> None:
    drafted = list(draft_all(jobs(tmp_path), Engine(Fails(error))))
    assert [(item.state, item.diagnostics[0].code) for item in drafted] == [("stopped", code)] * 3
    assert (tmp_path / "natt/styre/2025-1.html").is_file()


def test_a_cluster_that_has_lost_all_its_workers_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "NOBODY", 0.2)
    monkeypatch.setattr(run, "LOOK_EVERY", 0.05)
    drafted = list(draft_all(jobs(tmp_path), Engine(Fails(None), has_workers=lambda: False)))
    assert [(item.state, item.diagnostics[0].code) for item in drafted] == [("stopped", codes.WORKERS_LOST)] * 3


def test_a_worker_that_does_not_see_the_workspace_says_so(tmp_path: Path) -> None:
    job, *_ = jobs(tmp_path)
    (tmp_path / "packs").rmdir()
    drafted = draft_guarded(job)
    assert (drafted.state, drafted.diagnostics[0].code) == ("stopped", codes.WORKSPACE_NOT_SHARED)
