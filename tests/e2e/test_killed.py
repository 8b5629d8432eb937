"""A run that is killed at any moment leaves whole folders, and the next run ends as if nothing had happened."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.support.workspaces import KEY, NOTE, PLAIN, Workspace

KILLS = int(os.environ.get("MOTTEPAKKE_KILLS", "6"))


@pytest.mark.parametrize("command", [("build",), ("freeze", KEY, "--today", "2025-05-01")], ids=["build", "freeze"])
def test_a_killed_run_leaves_the_old_or_the_new_and_the_next_run_heals_it(command: tuple[str, ...], tmp_path: Path) -> None:
    made = Workspace(tmp_path / "rom", PLAIN)
    assert made.run("build").code == 0
    made.replace(NOTE, "Teksten.", "Teksten er ny.")
    arguments = ["tests.support.killed", str(made.root), str(KILLS), *command]
    run = subprocess.run([sys.executable, "-m", *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stderr
    before, after, *killed = (line.split() for line in run.stdout.splitlines())
    _, output, ledger, seal = before
    _, new_output, new_ledger, new_seal, healed = after
    freezes = command[0] == "freeze"
    assert (output != new_output, ledger != new_ledger, seal != new_seal) == (True, freezes, freezes)
    assert len(killed) == KILLS
    for moment, left_output, left_ledger, left_seal, again in killed:
        assert left_output in (output, new_output), moment
        assert (left_ledger, left_seal) in ((ledger, seal), (new_ledger, seal), (new_ledger, new_seal)), moment
        assert left_output == output or left_seal == new_seal, f"{moment}: sent before its seal"
        assert again == healed, moment


@pytest.mark.parametrize("day", ["2025-05-01", "2025-05-02"], ids=["the same day", "the day after"])
def test_a_nightly_run_that_is_killed_leaves_latest_leading_to_a_whole_run(day: str, tmp_path: Path) -> None:
    made = Workspace(tmp_path / "rom", PLAIN)
    for earlier in ("2025-04-29", "2025-04-30", "2025-05-01"):
        assert made.run("nightly", "--today", earlier).code == 0
    made.replace(NOTE, "Teksten.", "Teksten er ny.")
    arguments = [str(made.root), str(KILLS), "nightly", "--today", day, "--keep", "1"]
    command = [sys.executable, "-m", "tests.support.killed", *arguments]
    run = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stderr
    before, after, *killed = (line.split() for line in run.stdout.splitlines())
    assert before[1] != after[1]
    assert len(killed) == KILLS
    assert {left for _, left, *_ in killed} <= {before[1], after[1]}
    assert {again for *_, again in killed} == {after[-1]}
