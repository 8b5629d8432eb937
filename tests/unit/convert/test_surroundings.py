"""What a conversion depends on besides the file, told without starting anything."""

from pathlib import Path

import pytest

from mottepakke.convert.office.surroundings import surroundings_of


def test_program_build_file_and_fonts_are_told_and_nothing_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    program = tmp_path / "office" / "program" / "soffice"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\ntouch startet\n")
    (tmp_path / "lenke").symlink_to(program)
    bare = surroundings_of(tmp_path / "lenke")
    assert bare[0] == (program,)
    (program.parent / "versionrc").write_text("[Version]\nbuildid=1\n")
    assert surroundings_of(program)[0] == (program, program.parent / "versionrc")
    own, office = tmp_path / "data" / "fonts", tmp_path / "office" / "share" / "fonts"
    for folder in (own, office):
        folder.mkdir(parents=True)
        (folder / "a.ttf").write_bytes(b"skrift")
    assert {own / "a.ttf", office / "a.ttf"} <= set(surroundings_of(program)[1])
    assert not (tmp_path / "startet").exists()
