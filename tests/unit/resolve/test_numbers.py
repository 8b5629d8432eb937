"""Case numbers given out: from the ledger's last number, in order of date and agenda."""

from pathlib import Path

import pytest

from mottepakke.read.sources import Sources
from mottepakke.resolve.numbers import next_free
from tests.support.workspaces import COMMITTEE, LEDGER, Workspace, committee, meeting

THREE = "  - tittel: A\n  - pause: 10\n  - tittel: B\n  - tittel: C\n"


def numbers(tmp_path: Path, files: dict[str, str], key: str = "rad/2025-2", lines: str = "") -> list[str]:
    workspace = Workspace(tmp_path, {COMMITTEE: committee(lines), **files})
    return [case.number for case in workspace.resolved(key).cases]


def ledger(*entries: str) -> str:
    """Entries given as «number title meeting status»."""
    fields = (entry.split() for entry in entries)
    return "".join(f"- {{sak: {n}, tittel: {t}, møte: {m}, status: {s}}}\n" for n, t, m, s in fields)


def test_numbers_begin_at_one_and_breaks_take_none(tmp_path: Path) -> None:
    assert numbers(tmp_path, {"packs/rad/2025-2.yaml": meeting(THREE)}) == ["1/25", "2/25", "3/25"]


def test_numbers_go_on_after_the_last_one_of_the_ledger(tmp_path: Path) -> None:
    files = {"packs/rad/2025-2.yaml": meeting(THREE), LEDGER: ledger("9/25 X 1/2025 behandlet", "11/25 Y 1/2025 behandlet")}
    assert numbers(tmp_path, files) == ["12/25", "13/25", "14/25"]


@pytest.mark.parametrize("written", ["011/25", "11/2025"])
def test_the_ledgers_numbers_count_however_they_are_written(written: str, tmp_path: Path) -> None:
    files = {"packs/rad/2025-2.yaml": meeting(THREE), LEDGER: ledger(f"{written} X 1/2025 behandlet")}
    assert numbers(tmp_path, files)[0] == "12/25"


def test_every_calendar_year_begins_at_one(tmp_path: Path) -> None:
    files = {"packs/rad/2025-2.yaml": meeting(THREE), LEDGER: ledger("40/24 X 3/2024 behandlet")}
    assert numbers(tmp_path, files)[0] == "1/25"


def test_a_pattern_without_a_year_never_begins_again(tmp_path: Path) -> None:
    files = {
        "packs/rad/2025-2.yaml": meeting(THREE),
        LEDGER: "- {sak: Råd 40, tittel: X, møte: 3/2024, status: behandlet}\n",
    }
    assert numbers(tmp_path, files, lines='saksnummer: "Råd {nr}"\n') == ["Råd 41", "Råd 42", "Råd 43"]


def test_a_gap_is_never_filled(tmp_path: Path) -> None:
    files = {"packs/rad/2025-2.yaml": meeting(THREE), LEDGER: ledger("1/25 X 1/2025 behandlet", "5/25 Y 1/2025 trukket")}
    assert numbers(tmp_path, files) == ["6/25", "7/25", "8/25"]


def test_a_case_keeps_the_number_the_ledger_gives_it_by_key(tmp_path: Path) -> None:
    entry = "- {sak: 4/25, nøkkel: rad/2025/b, tittel: Noe annet, møte: rad/2025-2, status: tildelt}\n"
    files = {"packs/rad/2025-2.yaml": meeting(THREE), LEDGER: entry}
    assert numbers(tmp_path, files) == ["5/25", "4/25", "6/25"]


def test_a_case_keeps_the_number_the_ledger_gives_its_title_in_this_meeting(tmp_path: Path) -> None:
    files = {"packs/rad/2025-2.yaml": meeting(THREE), LEDGER: ledger("4/25 B rad/2025-2 tildelt", "3/25 B 1/2025 behandlet")}
    assert numbers(tmp_path, files) == ["5/25", "4/25", "6/25"]


def test_an_equal_title_in_another_meeting_is_another_case(tmp_path: Path) -> None:
    files = {"packs/rad/2025-2.yaml": meeting(THREE), LEDGER: ledger("3/25 B 1/2025 behandlet")}
    assert numbers(tmp_path, files) == ["4/25", "5/25", "6/25"]


@pytest.mark.parametrize("status", ["utsatt", "Utsatt"])
def test_a_postponed_case_keeps_its_number_without_being_told(status: str, tmp_path: Path) -> None:
    files = {"packs/rad/2025-2.yaml": meeting(THREE), LEDGER: ledger(f"3/25 B 1/2025 {status}")}
    assert numbers(tmp_path, files) == ["4/25", "3/25", "5/25"]


def test_a_case_says_which_meeting_it_comes_from(tmp_path: Path) -> None:
    rows = "  - tittel: A\n  - tittel: B\n    fra: 1/2025\n"
    files = {"packs/rad/2025-2.yaml": meeting(rows), LEDGER: ledger("3/25 B rad/2025-1 behandlet")}
    assert numbers(tmp_path, files) == ["4/25", "3/25"]


@pytest.mark.parametrize("written", ["13/22", "013/22", "13/2022"])
def test_a_number_given_by_hand_decides(written: str, tmp_path: Path) -> None:
    rows = f"  - tittel: A\n  - tittel: B\n    nummer: {written}\n  - tittel: C\n"
    assert numbers(tmp_path, {"packs/rad/2025-2.yaml": meeting(rows)}) == ["1/25", "13/22", "2/25"]


def test_a_number_given_by_hand_is_taken_for_all_other_cases(tmp_path: Path) -> None:
    rows = "  - tittel: A\n  - tittel: B\n    nummer: 7/25\n"
    files = {"packs/rad/2025-2.yaml": meeting(THREE), "packs/rad/2025-3.yaml": meeting(rows, 3, "2025-09-01")}
    assert numbers(tmp_path, files) == ["8/25", "9/25", "10/25"]


def test_provisional_numbers_of_several_meetings_follow_their_dates(tmp_path: Path) -> None:
    files = {
        "packs/rad/2025-2.yaml": meeting(THREE, 2, "2025-09-01"),
        "packs/rad/2025-3.yaml": meeting(THREE, 3, "2025-05-01"),
        "packs/rad/2025-10.yaml": meeting(THREE, 10, "2025-09-01"),
    }
    assert numbers(tmp_path, files, "rad/2025-3") == ["1/25", "2/25", "3/25"]
    assert numbers(tmp_path, files, "rad/2025-2") == ["4/25", "5/25", "6/25"]
    assert numbers(tmp_path, files, "rad/2025-10") == ["7/25", "8/25", "9/25"]


def test_a_case_postponed_from_a_meeting_that_is_not_frozen_keeps_its_provisional_number(tmp_path: Path) -> None:
    files = {
        "packs/rad/2025-2.yaml": meeting("  - tittel: A\n  - tittel: B\n    status: utsatt\n", 2, "2025-05-01"),
        "packs/rad/2025-3.yaml": meeting("  - tittel: C\n  - tittel: B\n", 3, "2025-09-01"),
    }
    assert numbers(tmp_path, files, "rad/2025-2") == ["1/25", "2/25"]
    assert numbers(tmp_path, files, "rad/2025-3") == ["3/25", "2/25"]


def test_a_withdrawn_case_keeps_its_number(tmp_path: Path) -> None:
    rows = "  - tittel: A\n  - tittel: B\n    status: trukket\n  - tittel: C\n"
    assert numbers(tmp_path, {"packs/rad/2025-2.yaml": meeting(rows)}) == ["1/25", "2/25", "3/25"]


SERIES = 'saksnummer: "PS {nr}/{åå}"\nserier: {orientering: "RS {nr}/{åå}"}\n'


def test_a_series_counts_for_itself(tmp_path: Path) -> None:
    rows = "  - tittel: A\n  - {tittel: B, sakstype: Orientering}\n  - tittel: C\n  - {tittel: D, sakstype: Orientering}\n"
    files = {
        "packs/rad/2025-2.yaml": meeting(rows),
        LEDGER: "- {sak: RS 8/25, tittel: X, møte: 1/2025, status: behandlet}\n",
    }
    assert numbers(tmp_path, files, lines=SERIES) == ["PS 1/25", "RS 9/25", "PS 2/25", "RS 10/25"]


def test_two_series_that_print_alike_share_their_numbers(tmp_path: Path) -> None:
    rows = "  - tittel: A\n  - {tittel: B, sakstype: Orientering}\n  - tittel: C\n"
    lines = 'serier: {Orientering: "{nr}/{åååå}"}\n'
    assert numbers(tmp_path, {"packs/rad/2025-2.yaml": meeting(rows)}, lines=lines) == ["1/25", "2/2025", "3/25"]


def test_a_committee_may_number_no_cases(tmp_path: Path) -> None:
    assert numbers(tmp_path, {"packs/rad/2025-2.yaml": meeting(THREE)}, lines="saksnummer: ingen\n") == ["", "", ""]


def test_the_next_free_number_is_that_of_its_series_and_year(tmp_path: Path) -> None:
    written = "".join(f"- {{sak: {one}, tittel: X, møte: 1/2025}}\n" for one in ("PS 3/25", "RS 8/25", "PS 40/24"))
    sources = Sources(Workspace(tmp_path, {COMMITTEE: committee(SERIES), LEDGER: written}).root)
    found, entries = sources.committee("rad"), sources.ledger("rad")
    assert found is not None
    asked = [("Drøfting", 2025), ("Orientering", 2025), ("Drøfting", 2024), ("Orientering", 2026)]
    assert [next_free(found, entries, *one) for one in asked] == ["PS 4/25", "RS 9/25", "PS 41/24", "RS 1/26"]
