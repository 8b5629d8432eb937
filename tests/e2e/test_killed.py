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
    whole, *killed = (line.split() for line in run.stdout.splitlines())
    _, _, old_output, new_output, old_packs, new_packs, healed = whole
    assert (old_output != new_output, old_packs != new_packs) == (True, command[0] == "freeze")
    assert len(killed) == KILLS
    for _, moment, output, packs, again in killed:
        assert output in (old_output, new_output), moment
        assert packs in (old_packs, new_packs), moment
        assert (output, packs) != (new_output, old_packs) or command[0] == "build", f"{moment}: sent before its seal"
        assert again == healed, moment
