"""Text files to clean text."""

from pathlib import Path

import pytest

from mottepakke.diagnostics import Report
from mottepakke.read.text import MAX_BYTES, read_text
from tests.support.workspaces import places


def read(folder: Path, data: bytes) -> tuple[str | None, list[tuple[str, str, int]]]:
    path = folder / "a.md"
    path.write_bytes(data)
    report = Report()
    return read_text(path, "a.md", report), places(report)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ""),
        (b"en\nto\n", "en\nto\n"),
        (b"\xef\xbb\xbfen", "en"),
        (b"en\r\nto\rtre\n", "en\nto\ntre\n"),
        ("blåbærgrøt".encode(), "blåbærgrøt"),
        ("bla\u030abærgrøt".encode(), "blåbærgrøt"),
        ("A\u030arsmøte".encode(), "Årsmøte"),
        ("en\u2028to\u2029tre\x85fire".encode(), "en to tre fire"),
        ("😀 עברית عربي".encode(), "😀 עברית عربي"),
        ("\ufeffa\ufeff".encode(), "a\ufeff"),
    ],
)
def test_text_is_composed_and_has_one_kind_of_line_end(tmp_path: Path, data: bytes, expected: str) -> None:
    assert read(tmp_path, data) == (expected, [])


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x7f", "\x9f", "\ufdd0", "\ufffe", "\uffff"])
def test_a_forbidden_character_is_reported_at_its_line_and_left_out(tmp_path: Path, character: str) -> None:
    text, found = read(tmp_path, f"en\nt{character}o\n".encode())
    assert (text, found) == ("en\nto\n", [("control-character", "a.md", 2)])


def test_every_line_with_a_forbidden_character_is_reported(tmp_path: Path) -> None:
    _, found = read(tmp_path, b"\x01\nb\n\x02\x03\n")
    assert [line for _, _, line in found] == [1, 3]


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"\xff\xfea", 1), (b"en\nto \xe6\n", 2), (b"en\n\nbl\xe5b\xe6r", 3), (b"\xed\xa0\x80", 1), ("å".encode("utf-16"), 1)],
)
def test_what_is_not_utf_8_is_reported_at_its_line(tmp_path: Path, data: bytes, line: int) -> None:
    assert read(tmp_path, data) == (None, [("invalid-utf8", "a.md", line)])


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    assert read(tmp_path, b"a" * MAX_BYTES)[0] is not None
    assert read(tmp_path, b"a" * (MAX_BYTES + 1)) == (None, [("file-too-large", "a.md", 1)])


def test_a_file_that_is_not_there_is_reported(tmp_path: Path) -> None:
    report = Report()
    assert read_text(tmp_path / "nei.md", "nei.md", report) is None
    assert places(report) == [("unreadable-file", "nei.md", 1)]


def test_a_folder_or_a_device_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "mappe.md").mkdir()
    (tmp_path / "endeløs.md").symlink_to("/dev/zero")
    for name in ("mappe.md", "endeløs.md"):
        report = Report()
        assert read_text(tmp_path / name, name, report) is None
        assert places(report) == [("unreadable-file", name, 1)]


def test_a_file_one_may_not_read_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_text("a")

    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    report = Report()
    assert read_text(path, "a.md", report) is None
    assert places(report) == [("unreadable-file", "a.md", 1)]
