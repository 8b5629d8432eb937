"""`mottepakke watch` as a person runs it: a process of its own, real saves, a real page, and the ways it ends."""

import io
import json
import os
import re
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest
from pypdf import PdfReader

from tests.support.workspaces import KEY, MEETING, NOTE, Workspace

LONG = 120.0
"""Seconds for what takes two on a machine with nothing else to do."""


class Watch:
    """A watch, its events, and its page."""

    def __init__(self, root: Path, *arguments: str) -> None:
        self.root = root
        command = [sys.executable, "-m", "mottepakke", "watch", KEY, "--json", "--workspace", str(root), *arguments]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        self.events: SimpleQueue[dict[str, Any]] = SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()
        self.address = str(self.next("begun")["page"])

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.events.put(json.loads(line))

    def next(self, event: str) -> dict[str, Any]:
        """The next event of that kind; others are passed over."""
        while True:
            found = self.events.get(timeout=LONG)
            if found["event"] == event:
                return found

    def get(self, path: str = "") -> bytes:
        with urllib.request.urlopen(f"{self.address}{path}", timeout=LONG) as answer:
            return bytes(answer.read())

    def shown(self) -> str:
        """The words of the document that the page shows first."""
        (source,) = re.findall(r'<iframe[^>]* src="([^"]+)"', self.get().decode())
        pages = PdfReader(io.BytesIO(self.get(source.split("/", 2)[2]))).pages
        return " ".join(page.extract_text() for page in pages)

    def end(self, number: int) -> int:
        """Its exit code when it is sent a signal."""
        os.kill(self.process.pid, number)
        _, errors = self.process.communicate(timeout=LONG)
        assert "Traceback" not in errors, errors
        return self.process.returncode

    def children(self) -> list[int]:
        pid = self.process.pid
        tasks = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8")
        return [int(child) for child in tasks.split()]


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    started = Watch(Workspace(tmp_path).root)
    yield started
    if started.process.poll() is None:
        started.process.kill()
        started.process.communicate()


def left_behind(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "output/rad").iterdir() if path.name.startswith("."))


def files_of(event: dict[str, Any]) -> set[str]:
    return {item["path"] for item in event["artifacts"]}


def test_a_saved_note_is_shown_its_findings_told_and_its_pack_built(watch: Watch) -> None:
    assert watch.next("looked")["diagnostics"] == []
    first = watch.next("built")
    assert f"output/{KEY}/motepakke-rad-2025-2.pdf" in files_of(first)
    note = watch.root / NOTE
    fresh = note.with_name("toppnotat.md.tmp")
    fresh.write_text(note.read_text(encoding="utf-8") + "\nNye ord. Se [[sak:finnes-ikke]].\n", encoding="utf-8")
    fresh.replace(note)
    looked = watch.next("looked")
    assert [(item["path"], item["line"]) for item in looked["new"]] == [(NOTE, 11)]
    assert "Nye ord." in watch.shown()
    watch.next("built")
    page = watch.get().decode()
    assert f"{NOTE}, linje 11" in page
    note.write_text(note.read_text(encoding="utf-8").replace(" Se [[sak:finnes-ikke]].", ""), encoding="utf-8")
    looked = watch.next("looked")
    assert [len(looked["gone"]), len(looked["new"]), len(looked["diagnostics"])] == [1, 0, 0]
    watch.next("built")
    assert watch.end(signal.SIGINT) == 0
    assert left_behind(watch.root) == []


def stopped_while_building(watch: Watch, number: int) -> int:
    """The exit code of a watch that is stopped somewhere in a build."""
    watch.next("built")
    (watch.root / MEETING).write_text((watch.root / MEETING).read_text(encoding="utf-8").replace("Oslo", "Bergen"), "utf-8")
    while "Bygger pakken" not in watch.get().decode():
        pass
    return watch.end(number)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_watch_that_is_stopped_leaves_whole_output_and_no_process(watch: Watch, number: int) -> None:
    watch.next("looked")
    workers = watch.children()
    assert stopped_while_building(watch, number) == 0
    assert left_behind(watch.root) == []
    verified = subprocess.run(
        [sys.executable, "-m", "mottepakke", "verify", str(watch.root / "output" / KEY)], capture_output=True, check=False
    )
    assert verified.returncode == 0, verified.stderr
    assert not any(alive(pid) for pid in workers)


def test_workers_of_a_watch_that_is_killed_end_by_themselves(watch: Watch) -> None:
    watch.next("built")
    workers = watch.children()
    assert workers
    watch.process.kill()
    watch.process.communicate(timeout=LONG)
    ended = threading.Event()
    for _ in range(int(LONG * 10)):
        if not any(alive(pid) for pid in workers):
            return
        ended.wait(0.1)
    raise AssertionError("workers are left")


def alive(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def test_without_a_server_there_is_no_page(tmp_path: Path) -> None:
    watch = Watch(Workspace(tmp_path).root, "--no-server")
    try:
        assert watch.address == ""
        watch.next("built")
        assert watch.end(signal.SIGINT) == 0
    finally:
        watch.process.kill()
        watch.process.communicate()


def test_what_is_told_can_be_read_and_clicked(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.write({NOTE: (tmp_path / NOTE).read_text(encoding="utf-8") + "\nSe [[sak:finnes-ikke]].\n"})
    command = [sys.executable, "-m", "mottepakke", "watch", KEY, "--no-server", "--workspace", str(tmp_path)]
    environment = {**os.environ, "MOTTEPAKKE_LANG": "nb", "NO_COLOR": "1"}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stderr
    told = []
    for line in process.stderr:
        told.append(line.rstrip())
        if line.startswith("Bygde"):
            break
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=LONG)
    assert told[0] == "Følger med på ett møte. Avslutt med Ctrl+C."
    assert told[1].startswith(f"{NOTE}:11: feil RF001 ")
    assert any(line.startswith(f"{KEY}: 1 feil (") for line in told)


def test_a_meeting_that_is_not_there_is_a_mistake_of_the_command_line(tmp_path: Path) -> None:
    assert Workspace(tmp_path).run("watch", "rad/2030-1", "--no-server").code == 2
