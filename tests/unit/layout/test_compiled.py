"""Compiled templates: kept beside the program's own, never for a workspace; not used when damaged or of another make."""

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from mottepakke.layout.compiled import Compiled


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    folder = tmp_path / "program" / "standard"
    folder.mkdir(parents=True)
    (folder / "side.html").write_text("Hei, {{ hvem }}!")
    return folder


def shown(folder: Path, own: Path, *makers: str) -> tuple[str, bool]:
    """What the template says, and whether it was compiled anew."""
    compiled = Compiled(*makers, own=own.parent)
    environment = Environment(loader=FileSystemLoader(folder), bytecode_cache=compiled, autoescape=True)
    return environment.get_template("side.html").render(hvem="Kari"), bool(compiled.known)


def kept(own: Path) -> Path:
    (path,) = (own / "__pycache__").iterdir()
    return path


def test_the_next_run_compiles_nothing(own: Path) -> None:
    assert shown(own, own) == ("Hei, Kari!", True)
    assert shown(own, own) == ("Hei, Kari!", False)


def test_another_text_is_compiled_again(own: Path) -> None:
    shown(own, own)
    (own / "side.html").write_text("Ha det, {{ hvem }}!")
    assert shown(own, own) == ("Ha det, Kari!", True)


def test_another_maker_compiles_again(own: Path, tmp_path: Path) -> None:
    shown(own, own)
    (tmp_path / "maker.py").write_text("# setter merker")
    assert shown(own, own, str(tmp_path / "maker.py")) == ("Hei, Kari!", True)


@pytest.mark.parametrize("share", [0, 0.3, 0.99])
def test_what_is_cut_short_is_compiled_again(share: float, own: Path) -> None:
    shown(own, own)
    path = kept(own)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert shown(own, own) == ("Hei, Kari!", True)


def test_nothing_is_kept_of_a_layout_in_a_workspace(own: Path, tmp_path: Path) -> None:
    folder = tmp_path / "rom" / "layouts" / "eget"
    folder.mkdir(parents=True)
    (folder / "side.html").write_text("Hei, {{ hvem }}!")
    shown(folder, own)
    assert [path.name for path in folder.iterdir()] == ["side.html"]


def test_where_python_keeps_nothing_neither_is_a_template_kept(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    shown(own, own)
    assert not (own / "__pycache__").exists()
