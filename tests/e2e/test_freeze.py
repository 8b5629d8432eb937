"""A committee's year: meetings sent, cases late, postponed, withdrawn and treated again, and the numbers through it all."""

import json
from pathlib import Path

import pytest

from tests.support.workspaces import LEDGER, PLAIN, Run, Workspace, meeting

ROWS = {
    1: "  - sak: plan\n    varighet: 30\n"
    "  - tittel: Budsjett\n    sakstype: Orientering\n    varighet: 30\n    status: utsatt\n"
    "  - tittel: Eventuelt\n    sakstype: Orientering\n    varighet: 30\n",
    2: "  - tittel: Budsjett\n    sakstype: Orientering\n    varighet: 30\n  - tittel: Flytting\n    sakstype: Orientering\n"
    "    varighet: 30\n    status: trukket\n  - tittel: Eventuelt\n    sakstype: Orientering\n    varighet: 30\n",
    3: "  - sak: plan\n    varighet: 30\n  - tittel: Eventuelt\n    sakstype: Orientering\n    varighet: 30\n",
}
DATES = {1: "2025-02-10", 2: "2025-05-12", 3: "2025-12-01"}


@pytest.fixture
def year(tmp_path: Path) -> Workspace:
    files = {name: text for name, text in PLAIN.items() if not name.endswith("2025-2.yaml")}
    plans = {f"packs/rad/2025-{n}.yaml": meeting(rows, n, DATES[n]) for n, rows in ROWS.items()}
    return Workspace(tmp_path, {**files, **plans})


def freeze(year: Workspace, number: int, *arguments: str) -> Run:
    return year.run("freeze", f"rad/2025-{number}", "--today", f"2025-0{number}-01", *arguments)


def numbers(year: Workspace, key: str) -> dict[str, str]:
    return {case.row.case.title: case.number for case in year.resolved(key).cases}


def entries(year: Workspace) -> list[tuple[str, str, str, str]]:
    from mottepakke import pipeline

    found = pipeline.open_workspace(year.root).ledger("rad").entries
    return [(entry.number, entry.title, entry.meeting, entry.status) for entry in found]


def findings(run: Run) -> list[str]:
    return [item["name"] for item in json.loads(run.out)["diagnostics"]]


def test_freezing_writes_the_ledger_the_seal_and_the_final_pack(year: Workspace) -> None:
    run = freeze(year, 1)

    assert run.code == 0, run.err
    assert entries(year) == [
        ("1/25", "Plan for året", "rad/2025-1", "tildelt"),
        ("2/25", "Budsjett", "rad/2025-1", "utsatt"),
        ("3/25", "Eventuelt", "rad/2025-1", "tildelt"),
    ]
    assert not year.resolved("rad/2025-1").draft
    manifest = json.loads((year.root / "output/rad/2025-1/manifest.json").read_text(encoding="utf-8"))
    assert manifest["draft"] is False


def test_a_preview_writes_nothing_and_its_code_holds_freezing_to_it(year: Workspace) -> None:
    before = {path: path.read_bytes() for path in year.root.rglob("*") if path.is_file()}
    preview = freeze(year, 1, "--dry-run").out
    assert {path: path.read_bytes() for path in year.root.rglob("*") if path.is_file()} == before
    code = preview.partition("kode ")[2].partition(")")[0]
    assert "1/25  Plan for året" in preview

    year.write({LEDGER: "- {sak: 7/25, tittel: X, møte: 1/2025, status: behandlet}\n"})
    refused = freeze(year, 1, "--code", code, "--json")
    assert (refused.code, findings(refused)) == (1, ["preview-outdated"])
    assert not (year.root / "packs/rad/2025-1.sendt.yaml").exists()
    (year.root / LEDGER).unlink()
    assert freeze(year, 1, "--code", code).code == 0


def test_errors_refuse_and_nothing_is_written(year: Workspace) -> None:
    year.replace("packs/rad/2025-1.yaml", "  - sak: plan", "  - sak: borte")
    run = freeze(year, 1, "--json")

    assert run.code == 1
    assert "freeze-refused" in findings(run)
    assert not (year.root / LEDGER).exists()
    assert not (year.root / "packs/rad/2025-1.sendt.yaml").exists()


def test_a_year_of_meetings(year: Workspace) -> None:
    assert freeze(year, 1).code == 0
    assert numbers(year, "rad/2025-2") == {"Budsjett": "2/25", "Flytting": "4/25", "Eventuelt": "5/25"}
    assert str(year.resolved("rad/2025-2").cases[0].carried_from) == "2025-02-10"

    assert freeze(year, 2).code == 0
    assert ("2/25", "Budsjett", "rad/2025-2", "tildelt") in entries(year)
    assert ("4/25", "Flytting", "rad/2025-2", "trukket") in entries(year)
    assert numbers(year, "rad/2025-1") == {"Plan for året": "1/25", "Budsjett": "2/25", "Eventuelt": "3/25"}
    assert str(year.resolved("rad/2025-2").cases[0].carried_from) == "2025-02-10"

    year.replace(
        "packs/rad/2025-2.yaml",
        "saksliste:\n",
        "saksliste:\n  - tittel: Sen sak\n    sakstype: Orientering\n    varighet: 5\n",
    )
    assert findings(freeze(year, 1, "--reopen", "--json")) == ["not-the-newest"]
    assert freeze(year, 2, "--reopen").code == 0
    assert freeze(year, 2).code == 0
    assert numbers(year, "rad/2025-2") == {"Sen sak": "6/25", "Budsjett": "2/25", "Flytting": "4/25", "Eventuelt": "5/25"}

    assert numbers(year, "rad/2025-3") == {"Plan for året": "7/25", "Eventuelt": "8/25"}
    assert freeze(year, 3).code == 0
    assert [number for number, *_ in entries(year)] == [f"{n}/25" for n in range(1, 9)]


def test_a_january_meeting_counts_in_its_own_year(year: Workspace) -> None:
    year.write({"packs/rad/2026-1.yaml": meeting(ROWS[2], 1, "2026-01-12").replace("1/2025", "1/2026")})
    run = year.run("freeze", "rad/2026-1", "--today", "2025-12-20")

    assert run.code == 0, run.err
    assert sorted(numbers(year, "rad/2026-1").values()) == ["1/26", "2/26", "3/26"]


def test_what_is_sent_already_needs_nothing(year: Workspace) -> None:
    assert freeze(year, 1).code == 0
    again = freeze(year, 1, "--json")

    assert (again.code, findings(again)) == (0, ["already-sent"])


def test_a_pack_that_is_missing_is_built_when_freezing_again(year: Workspace) -> None:
    assert freeze(year, 1).code == 0
    pack = year.root / "output/rad/2025-1/motepakke-rad-2025-1.pdf"
    before = pack.read_bytes()
    pack.unlink()

    assert freeze(year, 1).code == 0
    assert pack.read_bytes() == before


def test_a_later_meeting_waits_for_the_numbers_of_an_earlier_one(year: Workspace) -> None:
    run = freeze(year, 2, "--json")

    assert (run.code, findings(run)) == (1, ["earlier-not-sent"])
    assert not (year.root / LEDGER).exists()


def test_a_sent_pack_is_not_written_over_with_changed_sources(year: Workspace) -> None:
    assert freeze(year, 1).code == 0
    pack = year.root / "output/rad/2025-1/motepakke-rad-2025-1.pdf"
    before = pack.read_bytes()
    year.replace("sources/rad/2025/plan/toppnotat.md", "Teksten.", "Teksten er en annen.")

    for command in ("build", "archive"):
        run = year.run(command, "rad/2025-1", "--json")
        assert (run.code, set(findings(run))) == (1, {"changed-since-sent", "final-pack-refused"})
    assert pack.read_bytes() == before


def test_an_archive_copy_of_an_earlier_version_is_told(year: Workspace) -> None:
    assert freeze(year, 1).code == 0
    assert year.run("archive", "rad/2025-1").code == 0
    assert freeze(year, 1, "--reopen").code == 0
    assert "stale-archive" in findings(year.run("build", "--json"))
    year.replace("sources/rad/2025/plan/toppnotat.md", "Teksten.", "Teksten er en annen.")
    assert freeze(year, 1).code == 0
    assert year.run("archive", "rad/2025-1").code == 0
    assert findings(year.run("build", "rad/2025-1", "--json")) == []


@pytest.mark.parametrize("damage", ["", "[]\n"])
def test_a_damaged_seal_never_makes_a_draft_of_a_sent_meeting(damage: str, year: Workspace) -> None:
    assert freeze(year, 1).code == 0
    year.write({"packs/rad/2025-1.sendt.yaml": damage})

    assert year.run("build", "rad/2025-1").code == 1
    assert freeze(year, 1).code == 1


def test_a_ledger_that_lost_a_sent_number_refuses_freezing(year: Workspace) -> None:
    assert freeze(year, 1).code == 0
    (year.root / LEDGER).unlink()
    run = freeze(year, 2, "--json")

    assert run.code == 1
    assert {"sent-not-in-ledger", "freeze-refused"} <= set(findings(run))
    assert not (year.root / LEDGER).exists()


def test_reopening_takes_no_preview(year: Workspace) -> None:
    assert freeze(year, 1).code == 0

    assert freeze(year, 1, "--reopen", "--dry-run").code == 2
    assert (year.root / "packs/rad/2025-1.sendt.yaml").exists()


def test_an_empty_code_is_a_wrong_code(year: Workspace) -> None:
    assert findings(freeze(year, 1, "--code", "", "--json")) == ["preview-outdated"]


MINUTES = "packs/rad/2025-1.referat.md"
DECIDED = "Rådet vedtok *planen* med to endringer."


def minutes(year: Workspace) -> None:
    year.write({MINUTES: f"## 1/25\n\n### Vedtak\n\n{DECIDED}\n\n## 3/25\n\nIngenting.\n"})


def record(year: Workspace, *arguments: str) -> Run:
    return year.run("minutes", "rad/2025-1", "--record", "--today", "2025-02-12", *arguments)


def test_decisions_travel_from_the_minutes_to_the_ledger_and_later_notes(year: Workspace) -> None:
    assert freeze(year, 1).code == 0
    minutes(year)
    assert record(year).code == 0, record(year).err
    assert ("1/25", "Plan for året", "rad/2025-1", "behandlet") in entries(year)
    assert ("2/25", "Budsjett", "rad/2025-1", "utsatt") in entries(year)

    year.replace("sources/rad/2025/plan/toppnotat.md", "sakstype:", "tidligere: [rad 1/25]\nsakstype:")
    (quoted,) = next(case for case in year.resolved("rad/2025-3").cases if case.earlier).earlier
    assert quoted.source.strip() == DECIDED


def test_entering_twice_changes_nothing(year: Workspace) -> None:
    assert freeze(year, 1).code == 0
    minutes(year)
    assert record(year).code == 0
    before = (year.root / LEDGER).read_bytes()

    assert record(year).code == 0
    assert (year.root / LEDGER).read_bytes() == before


@pytest.mark.parametrize(("sent", "written", "name"), [(False, True, "record-not-sent"), (True, False, "no-minutes-yet")])
def test_only_minutes_of_a_sent_meeting_are_entered(sent: bool, written: bool, name: str, year: Workspace) -> None:
    if sent:
        assert freeze(year, 1).code == 0
    if written:
        minutes(year)
    run = record(year, "--json")

    assert (run.code, name in findings(run)) == (1, True)


@pytest.mark.parametrize("command", ["freeze", "archive", "minutes"])
def test_a_committee_of_several_meetings_is_no_meeting(command: str, year: Workspace) -> None:
    run = year.run(command, "rad", "--json")

    assert (run.code, findings(run)) == (2, ["unknown-meeting"])
