"""The same input gives the same bytes: another day, another folder, another locale, another hash seed."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mottepakke.build.outcome import Outcome
from tests.conftest import REPOSITORY, SAMPLES


def digests(folder: Path) -> dict[str, str]:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return {item["path"]: item["sha256"] for item in manifest["files"]}


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace copied to another folder and built by another process in another world."""
    root = tmp_path_factory.mktemp("et annet sted") / "arbeidsmappe æøå"
    for part in ("packs", "sources", "layouts"):
        shutil.copytree(REPOSITORY / part, root / part)
    environment = dict(os.environ, TZ="Pacific/Auckland", LC_ALL="C.UTF-8", PYTHONHASHSEED="7", MOTTEPAKKE_LANG="en")
    environment["MOTTEPAKKE_TODAY"] = "2031-01-02"
    command = [sys.executable, "-m", "mottepakke", "build", *SAMPLES, "--quiet"]
    subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True)
    return root / "output"


@pytest.mark.parametrize("meeting", SAMPLES)
def test_every_file_has_the_same_bytes(meeting: str, samples: dict[str, Outcome], elsewhere: Path) -> None:
    folder = samples[meeting].folder
    assert folder is not None
    here, there = digests(folder), digests(elsewhere / meeting)
    assert here == there
    assert (folder / "manifest.json").read_bytes() == (elsewhere / meeting / "manifest.json").read_bytes()
