"""Many writers, kills, full disks and missing rights: no number is lost, given twice or half written."""

import errno
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mottepakke.messages import LANGUAGES, message
from mottepakke.read.sources import Sources
from mottepakke.register.change import Change, RegisterRefused
from mottepakke.register.saving import LEDGER, Step, current, preview, save
from tests.unit.register.ledgers import COMMITTEE, OTHER, named
from tests.unit.register.writers import SEAL, one_more

REPOSITORY = Path(__file__).parents[3]
TEXT = "# Vårt register\r\n- sak: 1/25\r\n  tittel: Sak\r\n  møte: 1/2025\r\n"
ADDED = "- sak: 2/25\r\n  tittel: Sak\r\n  møte: rad/2025-1\r\n"


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """The folder of a committee with a ledger."""
    folder = tmp_path / "packs" / "rad"
    folder.mkdir(parents=True)
    (folder / LEDGER).write_bytes(TEXT.encode())
    return folder


def writer(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "tests.unit.register.writers", *map(str, arguments)]


def refusal(root: Path, step: object = one_more) -> list[tuple[str, int]]:
    with pytest.raises(RegisterRefused) as caught:
        save(root, COMMITTEE, step, patience=0)  # type: ignore[arg-type]
    return named(caught.value.diagnostics)


def content(folder: Path) -> dict[str, bytes]:
    """The files that matter: all but the lock, which stays."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != ".saksregister.lock"}


def test_a_step_writes_the_ledger_and_the_files_beside_it(packs: Path, tmp_path: Path) -> None:
    saved = save(tmp_path, COMMITTEE, one_more)
    assert (saved.before, saved.after) == (TEXT, TEXT + ADDED)
    assert content(packs) == {LEDGER: (TEXT + ADDED).encode(), SEAL: b"2"}
    save(tmp_path, COMMITTEE, lambda _register: Step(files=((SEAL, None),)))
    assert content(packs) == {LEDGER: (TEXT + ADDED).encode()}


def test_a_preview_shows_the_same_and_writes_nothing(packs: Path, tmp_path: Path) -> None:
    seen = preview(tmp_path, COMMITTEE, one_more)
    assert list(packs.iterdir()) == [packs / LEDGER]
    assert save(tmp_path, COMMITTEE, one_more) == seen


def test_a_committee_without_a_ledger_gets_one(tmp_path: Path) -> None:
    (tmp_path / "packs" / "rad").mkdir(parents=True)
    assert save(tmp_path, COMMITTEE, one_more).after == ADDED.replace("2/25", "1/25").replace("\r", "")
    assert current(tmp_path, COMMITTEE).items[0].number == "1/25"


def test_what_saving_leaves_in_the_folder_is_read_as_nothing(packs: Path, tmp_path: Path) -> None:
    save(tmp_path, COMMITTEE, one_more)
    (packs / f".{SEAL}.ny").write_bytes(b"from a run that was killed")
    (packs / ".2025-1.yaml.ny").write_bytes(b"")
    sources = Sources(tmp_path)
    assert sources.committee_slugs() == ("rad",)
    assert sources.meeting_keys("rad") == ()
    save(tmp_path, COMMITTEE, one_more)
    assert (packs / SEAL).read_bytes() == b"3"
    assert not (packs / f".{SEAL}.ny").exists()


def test_what_decides_may_call_it_off(packs: Path, tmp_path: Path) -> None:
    def no(_register: object) -> Step:
        raise LookupError

    with pytest.raises(LookupError):
        save(tmp_path, COMMITTEE, no)
    assert content(packs) == {LEDGER: TEXT.encode()}
    save(tmp_path, COMMITTEE, one_more, patience=0)


def test_a_ledger_keeps_its_rights_and_its_link(packs: Path, tmp_path: Path) -> None:
    real = tmp_path / "felles.yaml"
    (packs / LEDGER).rename(real)
    (packs / LEDGER).symlink_to(real)
    real.chmod(0o664)
    save(tmp_path, COMMITTEE, one_more)
    assert (packs / LEDGER).is_symlink()
    assert real.read_bytes() == (TEXT + ADDED).encode()
    assert real.stat().st_mode & 0o777 == 0o664


@pytest.mark.parametrize("name", [LEDGER, SEAL])
def test_nothing_outside_the_workspace_is_written(name: str, packs: Path, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-utenfor.yaml"
    outside.write_text("", encoding="utf-8")
    (packs / name).unlink(missing_ok=True)
    (packs / name).symlink_to(outside)
    assert refusal(tmp_path) == [("outside-workspace", 1)]
    assert outside.read_bytes() == b""


def test_a_ledger_edited_into_nonsense_is_refused_with_its_line_and_left_alone(packs: Path, tmp_path: Path) -> None:
    nonsense = TEXT.encode() + b"- sak: 2/25\r\n  tittel: [\r\n"
    (packs / LEDGER).write_bytes(nonsense)
    assert refusal(tmp_path) == [("invalid-yaml", 7)]
    (packs / LEDGER).write_bytes(b"- sak: 1/25\n  tittel: \xe5\n")
    assert refusal(tmp_path) == [("invalid-utf8", 2)]
    assert (packs / LEDGER).read_bytes() == b"- sak: 1/25\n  tittel: \xe5\n"


def test_a_lock_that_is_held_names_its_holder(packs: Path, tmp_path: Path) -> None:
    command = writer("hold", tmp_path)
    with subprocess.Popen(command, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(RegisterRefused) as caught:
            save(tmp_path, COMMITTEE, one_more, patience=0)
        holder.communicate("\n")
    (found,) = caught.value.diagnostics
    assert found.code.name == "register-in-use"
    for language in LANGUAGES:
        assert f", {holder.pid}" in message(found, language)
        assert "packs/rad/.saksregister.lock" in message(found, language)
    assert content(packs) == {LEDGER: TEXT.encode()}
    save(tmp_path, COMMITTEE, one_more, patience=0)


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("what", ["ledger", "other file"])
def test_a_full_disk_is_reported_and_loses_nothing(what: str, packs: Path, tmp_path: Path) -> None:
    (packs / SEAL).write_bytes(b"old")
    long = "Sak " * 300
    change = Change(number="2/25", title=long if what == "ledger" else "Sak", meeting="rad/2025-1")
    data = b"new" if what == "ledger" else long.encode()
    with largest_file(1000):
        assert refusal(tmp_path, lambda _register: Step((change,), ((SEAL, data),))) == [("register-not-written", 1)]
    assert content(packs) == {LEDGER: TEXT.encode(), SEAL: b"old"}
    save(tmp_path, COMMITTEE, one_more, patience=0)


def test_a_disk_that_fills_up_at_the_last_moment_loses_nothing(
    packs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RegisterRefused) as caught:
        save(tmp_path, COMMITTEE, one_more)
    (found,) = caught.value.diagnostics
    assert (found.span.path, dict(found.args)["reason"]) == ("packs/rad/saksregister.yaml", "No space left on device")
    assert content(packs) == {LEDGER: TEXT.encode()}


def test_a_run_that_stops_between_two_files_is_finished_by_the_next(
    packs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The number is in the ledger under its case, the meeting is not sealed; the same step again adds only the seal."""
    change = Change(number="2/25", key="rad/2025/plan", title="Plan", meeting="rad/2025-1", status="tildelt")
    step = Step((change,), ((SEAL, b"seal"),))
    replace = Path.replace

    def broken(fresh: Path, target: Path) -> Path:
        if target.name == SEAL:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return replace(fresh, target)

    monkeypatch.setattr(Path, "replace", broken)
    assert refusal(tmp_path, lambda _register: step) == [("register-not-written", 1)]
    assert [item.entry.key for item in current(tmp_path, COMMITTEE).items] == ["", "rad/2025/plan"]
    assert list(content(packs)) == [LEDGER]
    monkeypatch.undo()
    saved = save(tmp_path, COMMITTEE, lambda _register: step)
    assert saved.before == saved.after
    assert content(packs)[SEAL] == b"seal"


def test_missing_rights_are_reported_and_lose_nothing() -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        root.chmod(0o755)
        for case in ("folder", "ledger", "lock", "unreadable"):
            (root / case / "packs" / "rad").mkdir(parents=True)
        run = subprocess.run(writer("denied", root), cwd=REPOSITORY, capture_output=True, text=True, check=True)
        assert run.stdout.splitlines() == [
            "folder register-not-written",
            "ledger register-not-written",
            "lock register-not-written",
            "unreadable unreadable-file",
        ]
        for folder in root.iterdir():
            (folder / "packs" / "rad" / LEDGER).chmod(0o644)
            assert len(current(folder, COMMITTEE).items) == 1
        (root / "folder" / "packs" / "rad").chmod(0o755)


def test_eight_processes_enter_fifty_numbers_each_without_a_gap(tmp_path: Path) -> None:
    """Half of them with another committee, which is not disturbed."""
    for committee in (COMMITTEE, OTHER):
        (tmp_path / "packs" / committee.slug).mkdir(parents=True)
    processes = [subprocess.Popen(writer("race", tmp_path, 25), cwd=REPOSITORY) for _ in range(8)]
    assert [process.wait() for process in processes] == [0] * 8
    for committee in (COMMITTEE, OTHER):
        found = [item.number for item in current(tmp_path, committee).items]
        assert found == [f"{number}/25" for number in range(1, 201)]
        assert (tmp_path / "packs" / committee.slug / SEAL).read_text() == "200"


def test_a_writer_killed_at_any_of_two_hundred_moments_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    (tmp_path / "packs" / "rad").mkdir(parents=True)
    run = subprocess.run(writer("killed", tmp_path, 200), cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
