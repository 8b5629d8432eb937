"""What counts as a source, and what tells that one has changed."""

import os
from pathlib import Path

import pytest

from mottepakke.watch.files import differences, is_source, look_over
from tests.support.workspaces import MEETING, NOTE, PLAIN, Workspace


@pytest.mark.parametrize(
    "name",
    [
        "~$notat.docx",
        "~WRL0001.tmp",
        ".~lock.notat.odt#",
        ".toppnotat.md.swp",
        ".toppnotat.md.swx",
        "toppnotat.md~",
        "#toppnotat.md#",
        ".#toppnotat.md",
        "4913",
        "toppnotat.md___jb_tmp___",
        "toppnotat.md.tmp",
        "vedlegg.pdf.crdownload",
        ".git",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "saksregister.yaml.lock",
    ],
)
def test_what_editors_leave_for_a_moment_is_no_source(name: str) -> None:
    assert not is_source(name)


@pytest.mark.parametrize(
    "name", ["toppnotat.md", "2025-2.sendt.yaml", "vedlegg 1.pdf", "Notat~1.docx", "49131", "a.swf.png"]
)
def test_what_authors_name_is_a_source(name: str) -> None:
    assert is_source(name)


def test_files_are_those_of_the_three_folders(tmp_path: Path) -> None:
    Workspace(tmp_path).write({"output/rad/a.pdf": "x", "README.md": "x", "layouts/hus/layout.yaml": "x"})
    (tmp_path / "packs/.keep").unlink()
    assert sorted(look_over(tmp_path)) == sorted([*PLAIN, "layouts/hus/layout.yaml"])


def test_an_output_folder_among_the_sources_is_left_out(tmp_path: Path) -> None:
    Workspace(tmp_path).write({"sources/ut/rad/a.pdf": "x"})
    assert "sources/ut/rad/a.pdf" not in look_over(tmp_path, tmp_path / "sources/ut")


def test_links_that_lead_in_a_ring_come_to_an_end(tmp_path: Path) -> None:
    Workspace(tmp_path)
    (tmp_path / "sources/rad/rundt").symlink_to(tmp_path / "sources")
    assert NOTE in look_over(tmp_path)


def test_letters_are_composed_as_in_findings(tmp_path: Path) -> None:
    Workspace(tmp_path, {"sources/rad/va\u030ar.md": "x"})
    assert "sources/rad/vår.md" in look_over(tmp_path)


def test_writing_renaming_coming_and_going_are_told_apart_from_rest(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    before = look_over(tmp_path)
    assert differences(before, look_over(tmp_path)) == set()
    fresh = tmp_path / "sources/rad/2025/plan/ny.md"
    fresh.write_text(PLAIN[NOTE], encoding="utf-8")
    stat = (tmp_path / NOTE).stat()
    os.utime(fresh, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    fresh.replace(tmp_path / NOTE)  # same size, same time, another file
    workspace.write({"sources/rad/2025/plan/b.pdf": "x"})
    (tmp_path / MEETING).unlink()
    assert differences(before, look_over(tmp_path)) == {NOTE, MEETING, "sources/rad/2025/plan/b.pdf"}


@pytest.mark.parametrize("written", ["sources/../sources/ut", "sources/lenke", "packs/../sources/ut"])
def test_an_output_folder_among_the_sources_is_left_out_however_it_is_written(tmp_path: Path, written: str) -> None:
    Workspace(tmp_path).write({"sources/ut/rad/a.pdf": "x"})
    (tmp_path / "sources/lenke").symlink_to(tmp_path / "sources/ut")
    assert not [path for path in look_over(tmp_path, tmp_path / written) if path.endswith("a.pdf")]


def test_links_out_of_the_workspace_are_followed_to_house_styles_alone(tmp_path: Path) -> None:
    """Nothing else is read there, and one of them may lead to a whole disk."""
    workspace = Workspace(tmp_path / "rom").write({"layouts/hus/ord/nb.yaml": "x", "packs/rad/her/a.yaml": "x"})
    for path in ("ute/a.md", "felles/layout.yaml"):
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).write_text("x", encoding="utf-8")
    for link, target in (
        ("sources/ute", "ute"),
        ("packs/ute", "ute"),
        ("layouts/alt", "."),
        ("layouts/felles", "felles"),
        ("sources/inne", "rom/packs/rad/her"),
    ):
        (workspace.root / link).symlink_to(tmp_path / target)
    found = {path for path in look_over(workspace.root) if path not in PLAIN}
    assert found == {"layouts/hus/ord/nb.yaml", "layouts/felles/layout.yaml", "packs/rad/her/a.yaml", "sources/inne/a.yaml"}
