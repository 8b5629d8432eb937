"""The command line: one JSON document whatever happens, the exit codes of FORMAT.md, and `new` never overwriting."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mottepakke.cli.main import run as run_main
from tests.support.workspaces import COMMITTEE, KEY, MEETING, NOTE, PLAIN, Run, Workspace, note

FINDING = {"code", "name", "severity", "message", "path", "line", "hint"}
ARTIFACT = {"path", "kind", "format", "meeting", "case", "title", "bytes", "sha256"}
KINDS = {
    *("innkalling", "toppnotat", "presentasjon", "presentasjonsmal", "referat", "vedlegg", "møtepakke", "nettside"),
    *("manifest", "rapport", "arkiv"),
}


def is_whole(run: Run) -> None:
    """Stdout is the one document of FORMAT.md."""
    document = run.document
    assert set(document) == {"schema", "diagnostics", "artifacts"}
    assert document["schema"] == 1
    for item in document["diagnostics"]:
        assert set(item) == FINDING
        assert item["severity"] in ("error", "warning", "hint")
        assert isinstance(item["line"], int)
        assert not Path(item["path"]).is_absolute()
        assert item["message"]
        assert item["hint"]


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize(
    ("files", "code"),
    [({}, 0), ({NOTE: note().replace("sakseier: Kari\n", "")}, 0), ({NOTE: note("[[sak:nei]]\n")}, 1)],
    ids=["nothing", "a warning", "an error"],
)
def test_json_of_check_and_build(command: str, files: dict[str, str], code: int, tmp_path: Path) -> None:
    run = Workspace(tmp_path).write(files).run(command, "--json", *(["--only", "pakke"] if command == "build" else []))
    is_whole(run)
    assert (run.code, run.err) == (code, "")
    assert bool(run.document["artifacts"]) == (command == "build")


def test_the_artifacts_of_a_build_are_what_it_wrote(tmp_path: Path) -> None:
    run = Workspace(tmp_path).build("--json")
    for item in run.document["artifacts"]:
        assert set(item) == ARTIFACT
        assert item["kind"] in KINDS
        assert (tmp_path / item["path"]).stat().st_size == item["bytes"]
        assert item["meeting"] == KEY
        assert len(item["sha256"]) == 64
    written = {path.relative_to(tmp_path).as_posix() for path in (tmp_path / "output" / "rad").rglob("*") if path.is_file()}
    assert {item["path"] for item in run.document["artifacts"]} == written


USAGE = {
    "an unknown meeting": ("check", ["rad/2025-9"], "unknown-meeting"),
    "a meeting of another form": ("build", ["../../x"], "unknown-meeting"),
    "a bad option": ("check", ["--farge"], "usage-error"),
    "a bad value": ("build", ["--only", "alt"], "usage-error"),
    "an argument too many": ("new", ["sak", "rad/2025/a", "b"], "usage-error"),
    "an unknown kind": ("new", ["møtebok", "a"], "usage-error"),
    "a missing argument": ("new", [], "usage-error"),
    "an unknown command": ("bygg", [], "usage-error"),
    "a bad name": ("new", ["utvalg", "Råd"], "invalid-argument"),
    "a bad meeting": ("new", ["møte", "rad/25-1"], "invalid-argument"),
    "the year nought": ("new", ["møte", "rad/0000-1"], "invalid-argument"),
    "a date of another year": ("new", ["møte", "rad/2026-1", "--date", "2025-01-01"], "invalid-argument"),
    "a bad case": ("new", ["sak", "rad/2025/Å"], "invalid-argument"),
    "a path for a case": ("new", ["sak", "rad/2025/../../../x"], "invalid-argument"),
    "an unknown committee": ("new", ["sak", "nei/2025/a"], "unknown-committee"),
    "a name longer than any": ("new", ["sak", f"rad/2025/{'a' * 300}"], "cannot-write"),
    "a meeting that is there": ("new", ["mote", KEY], "already-exists"),
    "a committee that is there": ("new", ["utvalg", "rad"], "already-exists"),
    "a case that is there": ("new", ["sak", "rad/2025/plan"], "already-exists"),
}


@pytest.mark.parametrize("name", USAGE)
def test_a_usage_error_is_a_json_document_and_exit_code_2(name: str, tmp_path: Path) -> None:
    command, arguments, code = USAGE[name]
    workspace = Workspace(tmp_path)
    run = workspace.run(command, *arguments, "--json")
    is_whole(run)
    assert [item["name"] for item in run.document["diagnostics"]] == [code]
    assert (run.code, run.err) == (2, "")
    for path, text in PLAIN.items():
        assert (tmp_path / path).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", USAGE)
def test_without_json_a_usage_error_is_said_on_stderr(name: str, tmp_path: Path) -> None:
    command, arguments, _ = USAGE[name]
    run = Workspace(tmp_path).run(command, *arguments)
    assert (run.code, run.out) == (2, "")
    assert run.err
    assert "Traceback" not in run.err


SAID = {
    "a bad name": "new utvalg rad – bare små bokstaver a–z, tall og bindestrek",
    "a bad meeting": "new møte nuit/2025-2 – utvalg, år og møtets nummer",
    "a date of another year": "--date 2026-…, i året som står i møtets navn",
    "a bad case": "mappe med bare små bokstaver a–z, tall og bindestrek",
}


@pytest.mark.parametrize("name", SAID)
def test_a_name_that_cannot_be_used_is_told_with_what_it_may_be(name: str, tmp_path: Path) -> None:
    command, arguments, _ = USAGE[name]
    assert SAID[name] in Workspace(tmp_path).run(command, *arguments).err


def test_without_a_workspace_the_way_to_begin_one_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_main(["check"]) == 2
    assert "mottepakke new utvalg" in capsys.readouterr().err


@pytest.mark.parametrize(("written", "meant"), [("nigthly", "nightly"), ("chek", "check"), ("hjelp", "")])
def test_a_command_that_is_misspelled_is_known_again(written: str, meant: str, tmp_path: Path) -> None:
    run = Workspace(tmp_path).run(written)
    assert run.code == 2
    assert (f"Kommandoen «{written}» finnes ikke. Mente du «{meant}»?" in run.err) == bool(meant)


@pytest.mark.parametrize("form", ["text", "sarif", "annotations", "codequality"])
def test_json_and_another_format_at_once_are_refused(form: str, tmp_path: Path) -> None:
    run = Workspace(tmp_path).run("check", "--format", form, "--json")
    is_whole(run)
    assert [(item["name"], run.code) for item in run.document["diagnostics"]] == [("invalid-argument", 2)]
    assert Workspace(tmp_path).run("check", "--format", "json", "--json").code == 0


def test_no_workspace_is_exit_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments in (["check", "--json"], ["build", "--workspace", str(tmp_path / "nei"), "--json"]):
        assert run_main(arguments) == 2
        document = json.loads(capsys.readouterr().out)
        assert [item["name"] for item in document["diagnostics"]] == ["no-workspace"]


def test_a_layout_that_is_not_there_is_exit_code_3(tmp_path: Path) -> None:
    run = Workspace(tmp_path).replace(COMMITTEE, "kortnavn", "layout: nei\nkortnavn").build("--json")
    is_whole(run)
    assert [(item["name"], item["path"], item["line"]) for item in run.document["diagnostics"]] == [
        ("missing-layout", COMMITTEE, 2)
    ]
    assert run.code == 3


def test_findings_without_json_name_file_line_and_code(tmp_path: Path) -> None:
    run = Workspace(tmp_path).write({NOTE: note("[[sak:nei]]\n")}).run("check")
    assert f"{NOTE}:7: " in run.out
    assert "RF001" in run.out
    assert run.code == 1


def test_quiet_says_nothing_when_there_is_nothing_to_say(tmp_path: Path) -> None:
    run = Workspace(tmp_path).run("check", "--quiet")
    assert (run.code, run.out, run.err) == (0, "", "")


HEAVY = ("docx", "pptx", "pypdf", "pikepdf", "typst", "PIL", "jinja2", "yaml", "markdown_it")


def loaded(arguments: list[str], cwd: Path) -> set[str]:
    """The modules in memory after a run of its own."""
    code = f"import sys; from mottepakke.cli.main import run; run({arguments!r}); print(*sys.modules, file=sys.stderr)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=cwd, check=True)
    return set(result.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["check", "-h"], ["new", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    assert loaded(arguments, tmp_path) & set(HEAVY) == set()


def test_check_loads_no_writer(tmp_path: Path) -> None:
    pictured = note("![x](a.svg)\n", "vedlegg: [a.md]\n")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    Workspace(tmp_path).write({NOTE: pictured, "sources/rad/2025/plan/a.svg": svg, "sources/rad/2025/plan/a.md": "x"})
    assert loaded(["check"], tmp_path) & {"docx", "pptx", "pypdf", "pikepdf", "typst"} == set()


# -- new --------------------------------------------------------------------------------------------------------


def new(root: Path, *arguments: str) -> Run:
    run = Workspace(root, {}).run("new", *arguments)
    assert run.code == 0, run.err
    return run


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_of_a_new_committee_with_a_meeting_and_a_case_nothing_is_found_but_what_is_to_be_written(
    language: str, tmp_path: Path
) -> None:
    assert new(tmp_path, "utvalg", "nytt-rad", "--language", language).out == "packs/nytt-rad/utvalg.yaml\n"
    assert new(tmp_path, "møte", "nytt-rad/2025-1").out == "packs/nytt-rad/2025-1.yaml\n"
    assert new(tmp_path, "sak", "nytt-rad/2025/ny-sak").out == "sources/nytt-rad/2025/ny-sak/toppnotat.md\n"
    workspace = Workspace(tmp_path, {}).replace(
        "packs/nytt-rad/2025-1.yaml", "  # - sak: na", "  - sak: ny-sak\n    varighet: 40\n  # - sak: na"
    )
    note = workspace.root / "sources/nytt-rad/2025/ny-sak/toppnotat.md"
    prompts = [number for number, line in enumerate(note.read_text("utf-8").splitlines(), 1) if "[Skriv " in line]
    assert len(prompts) == 4
    assert [(item.code.name, item.span.line) for item in workspace.check()] == [("leftover-placeholder", n) for n in prompts]
    run = workspace.build("--json")
    assert (run.code, len(run.document["diagnostics"])) == (0, 4)
    note.write_text(re.sub(r"\[Skriv .*\]", "Her står det noe.", note.read_text("utf-8")), encoding="utf-8")
    assert workspace.check() == []
    assert {item["kind"] for item in run.document["artifacts"]} == {"innkalling", "toppnotat", "møtepakke", "manifest"}


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_sections_of_a_new_case_are_known(language: str, tmp_path: Path) -> None:
    new(tmp_path, "utvalg", "rad", "--language", language)
    new(tmp_path, "møte", "rad/2025-1")
    new(tmp_path, "sak", "rad/2025/a")
    workspace = Workspace(tmp_path, {}).replace("packs/rad/2025-1.yaml", "  # - sak: na", "  - sak: a\n  # - sak: na")
    cases = {case.row.case.slug: case.row.case for case in workspace.resolved("rad/2025-1").cases}
    assert all(section.kind for section in cases["a"].sections)


def test_a_new_committee_has_a_name_in_its_own_language(tmp_path: Path) -> None:
    for language, name in (("nb", "Utvalget RAD"), ("nn", "Utvalet RAD")):
        new(tmp_path / language, "utvalg", "rad", "--language", language)
        assert f"navn: {name}\n" in (tmp_path / language / COMMITTEE).read_text(encoding="utf-8")


def test_a_new_meeting_is_dated_as_the_meeting_before_it_announced(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path).replace(MEETING, "sted:", "neste_møte: {dato: 2025-09-04}\nsted:")
    assert workspace.run("new", "møte", "rad/2025-3").code == 0
    assert "dato: 2025-09-04" in (tmp_path / "packs/rad/2025-3.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "title", ["A: b", "#1", "- liste", "[a", "{{ x }}", "'", '"a" b', "%KORTNAVN%", "a\nb", "*a", "!a", "@a", "\x07a", "ja"]
)
def test_a_title_of_any_characters_is_read_back(title: str, tmp_path: Path) -> None:
    new(tmp_path, "utvalg", "rad", "--title", title)
    new(tmp_path, "møte", "rad/2025-1")
    new(tmp_path, "sak", "rad/2025/a", "--title", title)
    workspace = Workspace(tmp_path, {}).replace(
        "packs/rad/2025-1.yaml", "  # - sak: na", "  - sak: a\n    varighet: 5\n  # - sak: na"
    )
    resolved = workspace.resolved("rad/2025-1")
    titles = {case.row.case.slug: case.row.case.title for case in resolved.cases}
    expected = " ".join(title.replace("\x07", "").split())
    found = {item.code.name for item in workspace.check()}
    assert (resolved.committee.name, titles["a"], found) == (expected, expected, {"leftover-placeholder"})


@pytest.mark.parametrize("short", ["A: b", "#1", "*a*", "'", "- a", "@a", "ja #1"])
def test_a_short_name_of_any_characters_does_not_break_a_new_meeting(short: str, tmp_path: Path) -> None:
    quoted = short.replace("'", "''")
    workspace = Workspace(tmp_path, {COMMITTEE: f"navn: Rådet\nkortnavn: '{quoted}'\n"})
    assert workspace.run("new", "møte", "rad/2025-1").code == 0
    assert workspace.run("new", "sak", "rad/2025/a").code == 0
    assert not [item for item in workspace.check() if item.severity]


def test_a_new_file_is_never_written_over_or_through_a_link(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "arbeid")
    target = tmp_path / "utenfor.md"
    link = workspace.root / "sources/rad/2025/lenke/toppnotat.md"
    link.parent.mkdir()
    link.symlink_to(target)
    run = workspace.run("new", "sak", "rad/2025/lenke", "--json")
    assert [item["name"] for item in run.document["diagnostics"]] == ["already-exists"]
    assert not target.exists()


def test_a_file_in_the_way_of_a_folder_is_a_finding(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path).write({"packs/nytt": "en fil", "sources/rad/2026": "en fil"})
    for arguments in (("utvalg", "nytt"), ("sak", "rad/2026/a")):
        run = workspace.run("new", *arguments, "--json")
        assert [item["name"] for item in run.document["diagnostics"]] == ["cannot-write"]
        assert run.code == 2
