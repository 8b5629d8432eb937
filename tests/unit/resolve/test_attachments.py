"""Attachment numbers of all four kinds, and the names of files."""

from pathlib import Path

import pytest

from mottepakke.model.numbering import letters
from mottepakke.resolve.attachments import Names
from tests.support.workspaces import COMMITTEE, MEETING, NOTE, Workspace, committee, meeting, note

ROWS = """\
  - sak: plan
  - tittel: Uten notat
    vedlegg: [c.md, d.md]
  - sak: uten-filer
  - tittel: Uten noe
"""
FILES = {
    MEETING: meeting(ROWS),
    NOTE: note(head="vedlegg: [a.md, b.md]\n"),
    "sources/rad/2025/uten-filer/toppnotat.md": note(),
    "sources/rad/2025/plan/a.md": "x",
    "sources/rad/2025/plan/b.md": "x",
    "sources/rad/2025/uten-notat/c.md": "x",
    "sources/rad/2025/uten-notat/d.md": "x",
}


def labels(tmp_path: Path, kind: str) -> list[tuple[str, list[str]]]:
    resolved = Workspace(tmp_path, {COMMITTEE: committee(f"vedleggsnummer: {kind}\n"), **FILES}).resolved()
    return [(case.note_label, [item.label for item in case.attachments]) for case in resolved.cases]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("toppnotat", [("1", ["1A", "1B"]), ("", ["2", "3"]), ("4", []), ("", [])]),
        ("fortløpende", [("1", ["2", "3"]), ("", ["4", "5"]), ("6", []), ("", [])]),
        ("per sak", [("", ["1", "2"]), ("", ["1", "2"]), ("", []), ("", [])]),
        ("ingen", [("", ["", ""]), ("", ["", ""]), ("", []), ("", [])]),
    ],
)
def test_labels_in_agenda_order(kind: str, expected: list[tuple[str, list[str]]], tmp_path: Path) -> None:
    assert labels(tmp_path, kind) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("toppnotat", ["vedlegg/1a-a", "vedlegg/1b-b", "vedlegg/2-c", "vedlegg/3-d"]),
        ("fortløpende", ["vedlegg/2-a", "vedlegg/3-b", "vedlegg/4-c", "vedlegg/5-d"]),
        ("per sak", ["vedlegg/1-25-1-a", "vedlegg/1-25-2-b", "vedlegg/2-25-1-c", "vedlegg/2-25-2-d"]),
        ("ingen", ["vedlegg/1-25-a", "vedlegg/1-25-b", "vedlegg/2-25-c", "vedlegg/2-25-d"]),
    ],
)
def test_files_are_named_after_their_labels(kind: str, expected: list[str], tmp_path: Path) -> None:
    resolved = Workspace(tmp_path, {COMMITTEE: committee(f"vedleggsnummer: {kind}\n"), **FILES}).resolved()
    assert [item.id for case in resolved.cases for item in case.attachments] == expected


def test_after_z_comes_aa() -> None:
    assert [letters(n) for n in (0, 1, 25, 26, 27, 51, 52, 701, 702)] == ["A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]


def test_the_27th_file_of_a_note_is_aa(tmp_path: Path) -> None:
    names = [f"f{n}.md" for n in range(27)]
    files = {NOTE: note(head=f"vedlegg: [{', '.join(names)}]\n"), **{f"sources/rad/2025/plan/{name}": "x" for name in names}}
    resolved = Workspace(tmp_path).write(files).resolved()
    assert [item.label for item in resolved.cases[0].attachments][-3:] == ["1Y", "1Z", "1AA"]


def test_equal_names_get_a_number() -> None:
    names = Names()
    assert [names.free(name) for name in ("a", "a", "b", "a", "a-2")] == ["a", "a-2", "b", "a-3", "a-2-2"]
