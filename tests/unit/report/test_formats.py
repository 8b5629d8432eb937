"""Findings for other programs: SARIF, GitHub's commands, GitLab's report."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from mottepakke import codes
from mottepakke.diagnostics import Code, Diagnostic, Severity
from mottepakke.messages import catalogue
from mottepakke.model.source import Span
from mottepakke.report.hosts import code_quality, workflow_commands
from mottepakke.report.sarif import sarif
from tests.support.workspaces import MEETING, PLAIN, Workspace, meeting

HERE = Span("sources/rad/2025/på høring/toppnotat.md", 7, 3)
FOUND = (
    Diagnostic.at(codes.EMPTY_SECTION, HERE),
    Diagnostic.at(codes.EMPTY_SECTION, Span(HERE.path, 9)),
    Diagnostic.at(codes.UNKNOWN_KEY, Span(MEETING, 2, 1), key="100 %, a:b\nc", nearest="dato"),
    Diagnostic(codes.MISSING_TYPE, Span(MEETING, 5), (("case", "A"), ("title", "A")), Severity.HINT),
    Diagnostic.at(codes.NO_MEETINGS, Span(".")),
)


def log(found: tuple[Diagnostic, ...] = FOUND, folder: str = "") -> dict[str, Any]:
    return dict(json.loads(sarif(found, folder, "nb", "1.2.3")))


def test_sarif_has_what_the_standard_requires() -> None:
    document = log()
    assert document["version"] == "2.1.0"
    (run,) = document["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("mottepakke", "1.2.3")
    for rule in driver["rules"]:
        assert rule["id"]
        assert all(len(rule[part]["text"]) > 5 for part in ("shortDescription", "help"))
        assert "{" not in rule["shortDescription"]["text"] + rule["help"]["text"]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert result["level"] in ("none", "note", "warning", "error")


def test_sarif_gives_each_code_one_rule_and_each_finding_its_place() -> None:
    (run,) = log(folder="pakker/")["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["FM009", "ST004", "ST008", "WS006"]
    places = [result["locations"][0]["physicalLocation"] for result in run["results"] if "locations" in result]
    assert places[0] == {
        "artifactLocation": {"uri": "pakker/sources/rad/2025/p%C3%A5%20h%C3%B8ring/toppnotat.md", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 7, "startColumn": 3},
    }
    assert places[1]["region"] == {"startLine": 9}
    assert len(places) == len(FOUND) - 1
    assert [result["level"] for result in run["results"]] == ["warning", "warning", "error", "note", "error"]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_help_of_a_sarif_rule_is_whole_sentences_without_gaps(language: str) -> None:
    declared = [code for code in vars(codes).values() if isinstance(code, Code)]
    said = catalogue("nb")
    names = {code: re.findall(r"{(\w+)}", " ".join(said[code.code].values())) for code in declared}
    found = tuple(Diagnostic.at(code, HERE, **dict.fromkeys(names[code], "x")) for code in declared)
    rules = json.loads(sarif(found, "", language, "1"))["runs"][0]["tool"]["driver"]["rules"]
    assert len(rules) == len(found)
    for rule in rules:
        assert "…»?" not in rule["help"]["text"]
        assert rule["help"]["text"].endswith("."), rule


def test_sarif_of_nothing_is_a_whole_log() -> None:
    assert log(())["runs"][0]["results"] == []


def test_workflow_commands_escape_what_would_end_them() -> None:
    lines = workflow_commands(FOUND, "", "nb").split("\n")
    assert len(lines) == len(FOUND)
    assert lines[0].startswith(f"::warning file={HERE.path},line=7,col=3,title=ST008 empty-section::Overskriften har")
    assert lines[2].startswith(f"::error file={MEETING},line=2,col=1,title=FM009 unknown-key::")
    assert "100 %25, a:b%0Ac" in lines[2]
    assert lines[3].startswith(f"::notice file={MEETING},line=5,title=")
    assert lines[4].startswith("::error title=WS006 no-meetings::")
    colon = Diagnostic.at(codes.EMPTY_SECTION, Span("a:b,c%.md", 1))
    assert workflow_commands([colon], "", "nb").startswith("::warning file=a%3Ab%2Cc%25.md,line=1,")


def test_code_quality_keeps_a_fingerprint_when_the_line_moves() -> None:
    issues = json.loads(code_quality(FOUND, "pakker/", "nb"))
    assert issues[0].keys() == {"description", "check_name", "fingerprint", "severity", "location"}
    assert issues[0]["location"] == {"path": f"pakker/{HERE.path}", "lines": {"begin": 7}}
    assert [issue["severity"] for issue in issues] == ["minor", "minor", "critical", "info", "critical"]
    assert len({issue["fingerprint"] for issue in issues}) == len(FOUND)
    moved = json.loads(code_quality([Diagnostic.at(codes.EMPTY_SECTION, Span(HERE.path, 70))], "", "nb"))
    assert moved[0]["fingerprint"] == issues[0]["fingerprint"]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    rows = "  - tittel: A\n  - {tittel: B, varighet: 5}\n"
    return Workspace(tmp_path, {**PLAIN, MEETING: meeting(rows)})


def test_the_command_line_gives_every_format(workspace: Workspace) -> None:
    def out(name: str) -> str:
        run = workspace.run("check", "--format", name)
        assert run.code == 0
        return run.out

    assert json.loads(out("json")) == workspace.run("check", "--json").document
    assert json.loads(out("sarif"))["runs"][0]["results"][0]["ruleId"] == "AG004"
    assert json.loads(out("codequality"))[0]["location"]["lines"] == {"begin": 5}
    assert out("annotations").startswith(f"::warning file={MEETING},line=5,")
    assert out("text").startswith(f"{MEETING}:5:")
    assert workspace.run("check", "--format", "xml").code == 2


def test_what_stops_a_run_is_json_too(workspace: Workspace) -> None:
    for arguments in (["--format", "json"], ["--format=json"], ["--json"]):
        stopped = workspace.run("check", "finnes/2025-9", *arguments)
        assert (stopped.code, [item["code"] for item in stopped.document["diagnostics"]]) == (2, ["WS002"])


def test_paths_begin_where_the_command_runs(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workspace.root.parent)
    line = workspace.run("check", "--format", "annotations").out
    assert line.startswith(f"::warning file={workspace.root.name}/{MEETING},line=5,")


@pytest.mark.parametrize(
    ("language", "said"),
    [("nb", "1 advarsel."), ("nn", "1 åtvaring."), ("en", "1 warning.")],
)
def test_the_closing_line_counts_as_people_do(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    monkeypatch.setenv("MOTTEPAKKE_LANG", language)
    assert workspace.run("check").err.splitlines()[-1] == said


def test_the_closing_line_names_what_there_is_most_serious_first(workspace: Workspace) -> None:
    rows = "  - tittel: A\n  - tittel: C\n  - {tittel: B, varighet: 5}\n"
    workspace.write({MEETING: meeting(rows, lines="ukjent: 1\n")})
    assert workspace.run("check").err.splitlines()[-1] == "1 feil, 2 advarsler."
