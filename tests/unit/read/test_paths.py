"""Files that sources name: found inside the workspace, whatever form their letters have on disk."""

import unicodedata
from pathlib import Path

import pytest

from mottepakke.diagnostics import Report
from mottepakke.model.source import Span
from mottepakke.read.paths import Found, find_file, look_at, shown_path
from tests.support.workspaces import names

NFD = unicodedata.normalize("NFD", "blå bærgrøt é.pdf")
NFC = unicodedata.normalize("NFC", NFD)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with a case folder, and a file outside it."""
    root = tmp_path / "arbeid"
    folder = root / "sources" / "sak"
    folder.mkdir(parents=True)
    (tmp_path / "utenfor.pdf").write_text("hemmelig")
    (tmp_path / "mappe").mkdir()
    (tmp_path / "mappe" / "a.pdf").write_text("hemmelig")
    (root / "felles.pdf").write_text("x")
    (folder / "a.pdf").write_text("x")
    (folder / "A STOR.PDF").write_text("x")
    (folder / "tom.pdf").write_text("")
    (folder / "undermappe").mkdir()
    (folder / "undermappe" / "b.pdf").write_text("x")
    (folder / "lenke-inn.pdf").symlink_to(root / "felles.pdf")
    (folder / "lenke-ut.pdf").symlink_to(tmp_path / "utenfor.pdf")
    (folder / "mappe-ut").symlink_to(tmp_path / "mappe")
    (folder / "død.pdf").symlink_to(root / "nei.pdf")
    (folder / "ring.pdf").symlink_to(folder / "ring.pdf")
    return root


def find(name: str, root: Path) -> tuple[Path | None, list[str]]:
    report = Report()
    path = find_file(name, root / "sources" / "sak", root, Span("f.md"), report)
    return path, names(report)


@pytest.mark.parametrize(
    "name",
    ["a.pdf", "./a.pdf", "undermappe/b.pdf", "../../felles.pdf", "lenke-inn.pdf", "undermappe/../a.pdf", "A STOR.PDF"],
)
def test_a_file_in_the_workspace_is_found(name: str, root: Path) -> None:
    path, found = find(name, root)
    assert path is not None
    assert path.read_text() == "x"
    assert found == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nei.pdf", "missing-file"),
        ("undermappe", "missing-file"),
        (".", "missing-file"),
        ("", "missing-file"),
        ("undermappe/nei/a.pdf", "missing-file"),
        ("a.pdf/b.pdf", "missing-file"),
        ("død.pdf", "missing-file"),
        ("ring.pdf", "missing-file"),
        ("x" * 300 + ".pdf", "missing-file"),
        ("x/" * 3000 + "a.pdf", "missing-file"),
        ("a\x00.pdf", "missing-file"),
        ("undermappe\\b.pdf", "missing-file"),
        ("tom.pdf", "empty-file"),
        ("../../../utenfor.pdf", "outside-workspace"),
        ("../../../nei.pdf", "outside-workspace"),
        ("../" * 50 + "etc/passwd", "outside-workspace"),
        ("/etc/passwd", "outside-workspace"),
        ("lenke-ut.pdf", "outside-workspace"),
        ("mappe-ut/a.pdf", "outside-workspace"),
    ],
)
def test_any_other_name_is_reported(name: str, expected: str, root: Path) -> None:
    assert find(name, root) == (None, [expected])


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("bilag.pdf", "Bilag.pdf"),
        ("BILAG.PDF", "Bilag.pdf"),
        ("bilagg.pdf", "Bilag.pdf"),
        ("budsjett.xlsx", ""),
        ("notat.docx", ""),
    ],
)
def test_the_file_that_is_meant_is_told_but_none_that_a_program_keeps_beside_it(
    written: str, nearest: str, root: Path
) -> None:
    for name in ("Bilag.pdf", "._budsjett.xlsx", "~$notat.docx"):
        (root / "sources" / "sak" / name).write_text("x")
    report = Report()
    assert find_file(written, root / "sources" / "sak", root, Span("f.md"), report) is None
    (found,) = report
    assert dict(found.args)["nearest"] == nearest


def test_a_device_is_no_file(root: Path) -> None:
    assert find("/dev/zero", root) == (None, ["outside-workspace"])


@pytest.mark.parametrize("on_disk", [NFC, NFD], ids=["composed on disk", "decomposed on disk"])
@pytest.mark.parametrize("written", [NFC, NFD], ids=["composed in the text", "decomposed in the text"])
def test_letters_are_the_same_however_they_are_composed(on_disk: str, written: str, root: Path) -> None:
    folder = root / "sources" / "sak" / unicodedata.normalize("NFD", "årsmøte")
    folder.mkdir()
    (folder / on_disk).write_text("x")
    path, found = find(f"årsmøte/{written}", root)
    assert path is not None
    assert (path.read_text(), found) == ("x", [])


def test_a_folder_one_may_not_look_into_holds_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert find("nei.pdf", root) == (None, ["missing-file"])


def test_what_there_is_under_a_path(root: Path) -> None:
    sak = root / "sources" / "sak"
    seen = [look_at(sak / name, root) for name in ("a.pdf", "tom.pdf", "nei.pdf", "lenke-ut.pdf", "x" * 300)]
    assert seen == [Found.FILE, Found.EMPTY, Found.MISSING, Found.OUTSIDE, Found.MISSING]


def test_paths_are_shown_relative_and_composed(root: Path) -> None:
    assert shown_path(root / "a" / NFD, root) == f"a/{NFC}"
    assert shown_path(root.parent / "a", root) == (root.parent / "a").as_posix()
