"""What committees and authors want left out or weighed otherwise holds for what a build adds, too."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from mottepakke.diagnostics import Diagnostic, Severity
from tests.support.workspaces import COMMITTEE, KEY, NOTE, Workspace, committee, names, note, sent
from tests.unit.extract.files import pdf

HEAD = "vedlegg:\n  - fil: a.pdf\n"
FILES: dict[str, str | bytes] = {NOTE: note("Se [[vedlegg:a]].\n", HEAD), "sources/rad/2025/plan/a.pdf": pdf("Tekst")}
"""An attachment without tags, on line 7 of the note: AT020 for a check, OU414 for a build."""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path).write(FILES)


def built(workspace: Workspace) -> list[str]:
    return [item["code"] for item in workspace.build("--json").document["diagnostics"]]


def test_a_build_says_with_more_detail_what_a_check_says(workspace: Workspace) -> None:
    assert names(workspace.check()) == ["attachment-lacks"]
    assert built(workspace) == ["OU414"]


@pytest.mark.parametrize(
    "files",
    [
        {COMMITTEE: committee("regler:\n  ignorer: [OU414 – fra et annet organ, AT020 – fra et annet organ]\n")},
        {COMMITTEE: committee("regler:\n  ignorer: [OU – fra et annet organ, AT – fra et annet organ]\n")},
        {NOTE: note("Se [[vedlegg:a]].\n", f"ignorer: [OU414 – fra et annet organ, AT020 – det samme]\n{HEAD}")},
        {NOTE: note("Se [[vedlegg:a]].\n", HEAD.replace("a.pdf", "a.pdf # ignorer OU414, AT020: fra et annet organ"))},
    ],
    ids=["a committee", "beginnings", "a head", "a line"],
)
def test_findings_of_a_build_are_left_out_as_those_of_a_check(workspace: Workspace, files: dict[str, str]) -> None:
    workspace.write(files)
    assert names(workspace.check()) == []
    assert built(workspace) == []


def test_a_check_does_not_call_a_wish_unused_that_a_build_may_use(workspace: Workspace) -> None:
    wishes = ", ".join(f"{code} – fordi" for code in ("OU414", "CV021", "SL121", "AR003", "LA005"))
    workspace.write({COMMITTEE: committee(f"regler:\n  ignorer: [AT020 – fordi, {wishes}]\n")})
    assert set(names(workspace.check())) <= {"error-stays"}
    assert "unused-wish" not in names(workspace.check())


def test_what_a_committee_calls_an_error_refuses_a_final_pack(workspace: Workspace) -> None:
    workspace.write(sent()).write({COMMITTEE: committee("regler: {alvorsgrad: {OU414: feil}}\n")})
    run = workspace.build("--json")
    found = {item["code"]: item["severity"] for item in run.document["diagnostics"]}
    assert (run.code, found["OU414"]) == (1, "error")
    assert "AR002" in found


def test_a_change_since_the_pack_was_sent_cannot_be_left_out(workspace: Workspace) -> None:
    source = "{fil: sources/rad/2025/plan/toppnotat.md, sjekksum: aa}"
    workspace.write(sent(f"[{source}]"))
    changed = {item.code for item in workspace.check() if item.code.code.startswith("SE")}
    assert changed
    workspace.write({COMMITTEE: committee("regler:\n  ignorer: [SE – fordi]\n  alvorsgrad: {SE: hint}\n")})
    assert {item.code for item in workspace.check() if item.code.code.startswith("SE")} == changed


def test_errors_and_exemptions_of_a_build_stay(workspace: Workspace) -> None:
    wish = "ignorer: [OU – fordi, FM022 – fordi]\nunntatt: ja\n"
    workspace.write({NOTE: note("Se [[vedlegg:a]].\n", wish + HEAD), "sources/rad/2025/plan/a.pdf": "ikke en pdf"})
    found = built(workspace)
    assert "FM022" in found
    assert "OU402" in found


def test_what_the_check_has_weighed_is_told_as_it_is(workspace: Workspace) -> None:
    workspace.write({COMMITTEE: committee("regler: {alvorsgrad: {AT020: hint}}\n")})
    prepared = workspace.prepared(KEY)
    (lacks,) = prepared.diagnostics
    assert lacks.severity is Severity.HINT
    other = Diagnostic(lacks.code, lacks.span)
    assert prepared.told([lacks, other]) == (lacks, replace(other, weight=Severity.HINT))
