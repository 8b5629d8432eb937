"""`mottepakke explain`: what findings mean, as text and as JSON."""

import json

import pytest

from mottepakke.cli.main import run
from mottepakke.explanations import families


@pytest.fixture(autouse=True)
def bokmål(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTTEPAKKE_LANG", "nb")
    monkeypatch.setenv("COLUMNS", "80")


@pytest.mark.parametrize("wanted", ["NR003", "nr003", "number-year", "Number-Year"])
def test_a_code_or_name_is_explained_in_whatever_case(wanted: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", wanted]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("NR003 number-year (feil)\n")
    headings = [line for line in shown.splitlines() if line and not line.startswith(" ")][1:]
    assert headings == ["Hva det er", "Hvorfor det betyr noe", "Eksempel, galt", "Eksempel, riktig", "Hva du gjør"]


def test_text_is_broken_for_the_terminal_and_examples_stay_as_they_are(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    run(["explain", "ST011"])
    shown = capsys.readouterr().out
    assert max(map(len, shown.splitlines())) <= 50
    assert "    ---\n    ## 17/25\n    Ola Nordmann la fram saken.\n" in shown
    monkeypatch.setenv("COLUMNS", "500")
    run(["explain", "ST011"])
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 100


def test_several_are_shown_once_each_in_the_order_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "ST001", "NR003", "ST001"]) == 0
    shown = capsys.readouterr().out
    assert shown.count("ST001 missing-note") == shown.count("\n\nNR003 number-year") == 1


@pytest.mark.parametrize(
    ("language", "summary"),
    [("nb", "En fil er helt tom."), ("nn", "En fil er helt tom."), ("en", "A file is entirely empty.")],
)
def test_explanations_are_in_bokmål_and_english(
    language: str, summary: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTTEPAKKE_LANG", language)
    assert run(["explain", "AT004"]) == 0
    shown = capsys.readouterr()
    assert f"    {summary}\n" in shown.out
    assert shown.err == ("Forklaringane finst på bokmål og engelsk; dette er bokmål.\n" if language == "nn" else "")


def test_without_a_code_all_are_listed_with_severity_and_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain"]) == 0
    shown = capsys.readouterr().out
    for family in families("nb"):
        assert f"{family.letters} {family.title}\n" in shown
        for item in family.explanations:
            assert f"\n{item.code} {item.name} ({item.grade})\n    {item.summary[:30]}" in shown


@pytest.mark.parametrize(
    ("wanted", "advice"),
    [
        ("NR03", "Mente du «NR003»?"),
        ("number-yaer", "Mente du «number-year»?"),
        ("xyz", "Kjør «mottepakke explain» for å se alle kodene."),
        ("AT008", "Mente du «AT"),
    ],
)
def test_an_unknown_code_is_bad_usage_with_the_nearest_known(
    wanted: str, advice: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["explain", "ST001", wanted]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert f"WS010 Koden «{wanted}» finnes ikke." in shown.err
    assert advice in shown.err


def test_json_has_the_same_with_names_for_the_parts(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "nr003", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == 1
    assert document["diagnostics"] == document["artifacts"] == []
    (entry,) = document["explanations"]
    assert list(entry) == ["code", "name", "severity", "what", "why", "wrong", "right", "mend"]
    assert (entry["code"], entry["name"], entry["severity"]) == ("NR003", "number-year", "error")
    assert entry["right"].startswith("- {sak: 3/25, ")


def test_json_without_a_code_holds_all(capsys: pytest.CaptureFixture[str]) -> None:
    run(["explain", "--json"])
    codes = [entry["code"] for entry in json.loads(capsys.readouterr().out)["explanations"]]
    assert codes == [item.code for family in families("nb") for item in family.explanations]


def test_an_unknown_code_is_a_finding_in_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "XX999", "--json"]) == 2
    document = json.loads(capsys.readouterr().out)
    assert [item["code"] for item in document["diagnostics"]] == ["WS010"]
