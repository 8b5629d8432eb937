"""A wheel in an empty environment is all that the main job needs."""

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(REPOSITORY)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("mottepakke-*.whl"))


def test_the_wheel_carries_layout_words_templates_and_starters(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    parts = ("mal.docx", "mal.pptx", "innkalling.html", "ord/nb.yaml", "ord/nn.yaml", "typst/dokument.typ", "utkast.svg")
    assert {f"mottepakke/layouts/standard/{part}" for part in parts} <= names
    assert {"mottepakke/starters/nn/toppnotat.md", "mottepakke/messages/en.json", "mottepakke/py.typed"} <= names
    assert {"mottepakke/explanations/nb/NR.md", "mottepakke/explanations/en/NR.md"} <= names


def test_new_and_build_run_from_a_clean_environment_outside_the_repository(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True)
    binaries = environment / ("Scripts" if sys.platform == "win32" else "bin")
    constraints = REPOSITORY / "constraints.txt"
    install = ["-m", "pip", "install", "--quiet", "--only-binary", ":all:", "--constraint", str(constraints), str(wheel)]
    subprocess.run([binaries / "python", *install], check=True, capture_output=True)
    workspace = tmp_path / "arbeid"
    workspace.mkdir()

    def run(*arguments: str) -> str:
        command = [str(binaries / "mottepakke"), *arguments]
        return subprocess.run(command, cwd=workspace, check=True, capture_output=True, text=True).stdout

    run("new", "utvalg", "prøveutvalg".replace("ø", "o"), "--title", "Prøveutvalget")
    run("new", "møte", "proveutvalg/2026-1", "--date", "2026-02-12")
    run("new", "sak", "proveutvalg/2026/forste-sak", "--title", "Den første saken")
    meeting = workspace / "packs" / "proveutvalg" / "2026-1.yaml"
    source = meeting.read_text(encoding="utf-8")
    meeting.write_text(
        source.replace("  - pause: 15", "  - sak: forste-sak\n    varighet: 40\n  - pause: 15"), encoding="utf-8"
    )
    result = json.loads(run("build", "--json"))
    assert {item["name"] for item in result["diagnostics"]} == {"leftover-placeholder"}, "what is to be written"
    paths = {item["path"] for item in result["artifacts"]}
    assert "output/proveutvalg/2026-1/toppnotat/3-26-den-forste-saken.docx" in paths
    assert "output/proveutvalg/2026-1/motepakke-proveutvalg-2026-1.pdf" in paths
    assert all((workspace / path).is_file() for path in paths)
