"""What LibreOffice may do wrong, played by a stand-in: hang with its children, crash, lie, write without end."""

from __future__ import annotations

import ast
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from mottepakke.convert.converter import convert
from mottepakke.convert.files import Converted, Failed, OfficeFile
from mottepakke.convert.office import program
from mottepakke.convert.office.running import Limits
from mottepakke.model.source import Span
from tests.unit.convert import corpus_word, fake
from tests.unit.convert.reading import Canary

QUICK = Limits(seconds_per_start=1.2, seconds_per_file=0.8)


def converted(folder: Path, *texts: str, limits: Limits = QUICK) -> Mapping[str, Converted | Failed]:
    """Convert a Word file for each text with the stand-in; results by text."""
    office = fake.office(folder)
    files = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.docx"
        path.write_bytes(corpus_word.plain(text))
        files.append(OfficeFile(text, path, Span("packs/møte.md", 3), "nb"))
    return convert(files, office, limits=limits, folder=folder)


def names(results: Mapping[str, Converted | Failed]) -> dict[str, str]:
    return {text: result.diagnostic.code.name if isinstance(result, Failed) else "ok" for text, result in results.items()}


def starts(folder: Path) -> list[str]:
    return (folder / "starts").read_text(encoding="utf-8").splitlines()


def surroundings(folder: Path) -> list[tuple[str, dict[str, str], str, list[str]]]:
    lines = (folder / "surroundings").read_text(encoding="utf-8").splitlines()
    return [tuple(ast.literal_eval(line)) for line in lines]


def is_beating(pulse: Path) -> bool:
    before = pulse.stat().st_mtime_ns
    time.sleep(0.3)
    return pulse.stat().st_mtime_ns != before


def test_all_files_go_in_one_start_under_neutral_names(tmp_path: Path) -> None:
    results = converted(tmp_path, "en", "to", "tre")
    assert names(results) == dict.fromkeys(("en", "to", "tre"), "ok")
    assert starts(tmp_path) == ["a1.docx a2.docx a3.docx"]


def test_a_stuck_run_is_killed_with_its_children_and_the_others_still_convert(tmp_path: Path) -> None:
    results = converted(tmp_path, "en", "HENGER", "to", "tre")
    assert names(results) == {"en": "ok", "HENGER": "office-timed-out", "to": "ok", "tre": "ok"}
    assert not is_beating(tmp_path / "puls")
    assert starts(tmp_path) == ["a1.docx a2.docx a3.docx a4.docx", "a2.docx", "a3.docx a4.docx"]
    failed = results["HENGER"]
    assert isinstance(failed, Failed)
    assert dict(failed.diagnostic.args)["file"] == "1.docx"


def test_without_a_seal_the_children_of_a_stuck_run_die_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "SEALS", ())
    assert names(converted(tmp_path, "HENGER")) == {"HENGER": "office-timed-out"}
    assert not is_beating(tmp_path / "puls")
    assert starts(tmp_path) == ["a1.docx"]


def test_a_seal_ends_even_children_that_have_left_their_group(tmp_path: Path) -> None:
    words = program.seal(program.environment(tmp_path))
    converted(tmp_path, "HENGER RØMMER")
    assert is_beating(tmp_path / "puls") == ("--kill-child" not in words)


def test_a_crash_on_one_file_does_not_lose_the_others(tmp_path: Path) -> None:
    results = converted(tmp_path, "en", "KRASJER", "to", "tre")
    assert names(results) == {"en": "ok", "KRASJER": "office-not-converted", "to": "ok", "tre": "ok"}
    assert starts(tmp_path) == ["a1.docx a2.docx a3.docx a4.docx", "a2.docx", "a3.docx a4.docx"]


def test_a_program_that_cannot_be_started_is_no_crash_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "SEALS", ())
    path = tmp_path / "a.docx"
    path.write_bytes(corpus_word.plain())
    results = convert([OfficeFile("a", path, Span("a.md"), "nb")], tmp_path / "finnes-ikke", folder=tmp_path)
    assert names(results) == {"a": "office-not-converted"}


def test_a_crash_that_does_not_come_again_costs_nothing(tmp_path: Path) -> None:
    assert names(converted(tmp_path, "VAKLER", "en")) == {"VAKLER": "ok", "en": "ok"}


def test_files_that_are_missing_after_a_good_end_are_tried_alone(tmp_path: Path) -> None:
    results = converted(tmp_path, "INGENTING", "en", "SØPPEL", "HALV", "SIDELØS")
    assert [name for name, code in names(results).items() if code == "ok"] == ["en"]
    assert set(names(results).values()) == {"ok", "office-not-converted"}
    assert starts(tmp_path)[1:] == ["a1.docx", "a3.docx", "a4.docx", "a5.docx"]


def test_output_without_end_is_stopped(tmp_path: Path) -> None:
    results = converted(tmp_path, "FLOM", "en", limits=Limits(30, 30))
    assert names(results) == {"FLOM": "office-timed-out", "en": "ok"}


def test_the_time_limit_grows_with_the_number_of_files(tmp_path: Path) -> None:
    results = converted(tmp_path, *(f"TREG {number}" for number in range(6)), limits=Limits(1.0, 1.5))
    assert set(names(results).values()) == {"ok"}
    assert len(starts(tmp_path)) == 1


def test_a_run_sees_only_its_files_and_an_environment_without_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "http_proxy", "AWS_SECRET_ACCESS_KEY", "DISPLAY", "SSH_AUTH_SOCK", "PYTHONPATH"):
        monkeypatch.setenv(name, "hemmelig")
    converted(tmp_path, "KRASJER", "en")
    seen = surroundings(tmp_path)
    assert len({profile for profile, *_ in seen}) == len(seen) == 3
    for profile, variables, folder, files in seen:
        assert "hemmelig" not in variables.values()
        assert {"HOME", "PATH", "TZ", "TMPDIR"} <= variables.keys()
        assert Path(variables["HOME"]).is_relative_to(tmp_path)
        assert folder.startswith(str(tmp_path))
        assert profile.startswith("-env:UserInstallation=file://")
        assert set(files) <= {"a1.docx", "a2.docx"}


def test_copies_and_profiles_are_gone_afterwards(tmp_path: Path) -> None:
    work = tmp_path / "arbeid"
    work.mkdir()
    path, data = tmp_path / "a.docx", corpus_word.plain()
    path.write_bytes(data)
    convert([OfficeFile("a", path, Span("a.md"), "nb")], fake.office(tmp_path), folder=work)
    assert list(work.iterdir()) == []
    assert path.read_bytes() == data


@pytest.mark.skipif(sys.platform != "linux", reason="namespaces are of Linux")
def test_a_sealed_program_has_no_network(tmp_path: Path, canary: Canary) -> None:
    words = program.seal(program.environment(tmp_path))
    port = canary.address.rpartition(":")[2]
    attempt = f"import socket; socket.create_connection(('127.0.0.1', {port}), 2)"
    done = subprocess.run([*words, sys.executable, "-c", attempt], capture_output=True, check=False)
    assert (done.returncode != 0) == bool(words)


def test_where_no_seal_is_permitted_the_program_runs_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "SEALS", (("false",), ("finnes-ikke",)))
    assert program.seal(program.environment(tmp_path)) == ()
    assert names(converted(tmp_path, "en")) == {"en": "ok"}


def test_files_in_two_languages_go_in_two_starts(tmp_path: Path) -> None:
    office = fake.office(tmp_path)
    files = []
    for number, language in enumerate(("nb", "nn", "nb-NO")):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(corpus_word.plain())
        files.append(OfficeFile(str(number), path, Span("a.md"), language))
    results = convert(files, office)
    assert list(results) == ["0", "1", "2"]
    assert starts(tmp_path) == ["a1.docx a3.docx", "a2.docx"]


def test_no_files_need_no_start(tmp_path: Path) -> None:
    assert convert([], tmp_path / "finnes-ikke") == {}
