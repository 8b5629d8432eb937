"""Finding LibreOffice, and the settings it starts with."""

from __future__ import annotations

import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from mottepakke.convert.office import profile, program
from mottepakke.convert.office.program import find_soffice
from tests.unit.convert import corpus_odf, corpus_word
from tests.unit.convert.reading import Canary, text_of

OOR = "{http://openoffice.org/2001/registry}"


def executable(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_the_variable_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MOTTEPAKKE_SOFFICE", raising=False)
    named, other = executable(tmp_path / "a" / "soffice"), executable(tmp_path / "b" / "soffice")
    monkeypatch.setenv("PATH", str(other.parent))
    assert find_soffice() == other
    monkeypatch.setenv("MOTTEPAKKE_SOFFICE", str(named))
    assert find_soffice() == named


def test_a_variable_that_names_no_program_finds_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTTEPAKKE_SOFFICE", str(tmp_path / "finnes-ikke"))
    assert find_soffice() is None
    (tmp_path / "tekst").write_text("ikke et program", encoding="utf-8")
    monkeypatch.setenv("MOTTEPAKKE_SOFFICE", str(tmp_path / "tekst"))
    assert find_soffice() is None


def test_usual_places_come_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MOTTEPAKKE_SOFFICE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(program, "USUAL_PLACES", (str(tmp_path / "Applications" / "soffice"),))
    assert find_soffice() is None
    usual = executable(tmp_path / "Applications" / "soffice")
    assert find_soffice() == usual
    usual.unlink()
    windows = executable(tmp_path / "Programmer" / "LibreOffice" / "program" / "soffice.exe")
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path / "Programmer"))
    assert find_soffice() == windows


def test_the_profile_forbids_what_runs_and_what_fetches(tmp_path: Path) -> None:
    profile.write_profile(tmp_path / "profil", "nn-NO")
    root = ElementTree.parse(tmp_path / "profil" / "user" / "registrymodifications.xcu").getroot()
    values = {item[0].get(f"{OOR}name"): item[0][0].text for item in root}
    assert (
        values.items()
        >= {
            **dict.fromkeys(("BlockUntrustedRefererLinks", "DisableMacrosExecution", "DisableActiveContent"), "true"),
            **{"MacroSecurityLevel": "3", "SelectPdfVersion": "2", "UseTaggedPDF": "true", "ExportNotes": "false"},
            **{"ooSetupSystemLocale": "nn-NO", "DefaultLocale": "nn-NO", "MaxImageResolution": "300"},
        }.items()
    )


def raw_conversion(soffice: Path, canary: Canary, folder: Path, settings: Path) -> tuple[list[str], str]:
    """Let LibreOffice open the files as they are; the paths asked of the canary, and the text of the text file."""
    seen = len(canary.asked)
    files = {"a.docx": corpus_word.remote(canary.address), "b.odt": corpus_odf.remote(canary.address)}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    command = [str(soffice), "--headless", "--norestore", f"-env:UserInstallation={settings.as_uri()}"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *(str(folder / name) for name in files)]
    subprocess.run(command, env=program.environment(folder), capture_output=True, check=True, timeout=60)
    return canary.asked[seen:], text_of((folder / "a.pdf").read_bytes())


def test_without_copy_and_profile_the_canary_is_asked(soffice: Path, canary: Canary, tmp_path: Path) -> None:
    asked, _ = raw_conversion(soffice, canary, tmp_path, tmp_path / "profil")
    assert asked
    canary.asked.clear()


def test_the_profile_alone_fetches_nothing(soffice: Path, canary: Canary, tmp_path: Path) -> None:
    profile.write_profile(tmp_path / "profil", "nb-NO")
    asked, text = raw_conversion(soffice, canary, tmp_path, tmp_path / "profil")
    assert "Før bildet" in text
    assert asked == []
