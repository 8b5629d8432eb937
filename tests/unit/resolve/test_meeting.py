"""The whole resolved meeting: file names, carried-over cases, earlier treatments."""

import datetime as dt
from pathlib import Path

import pytest

from mottepakke.messages import hint
from mottepakke.model.pack import ResolvedBreak, ResolvedCase
from tests.support.workspaces import COMMITTEE, LEDGER, MEETING, NOTE, Workspace, committee, meeting, note


def test_rows_keep_their_order_and_kind(tmp_path: Path) -> None:
    resolved = (
        Workspace(tmp_path).write({MEETING: meeting("  - sak: plan\n  - pause: 10\n  - tittel: Eventuelt\n")}).resolved()
    )
    assert [type(row) for row in resolved.rows] == [ResolvedCase, ResolvedBreak, ResolvedCase]
    assert (resolved.number, resolved.draft) == ("2/2025", True)


@pytest.mark.parametrize(("pattern", "printed"), [("{nr}/{åååå}", "2/2025"), ("{nr}/{åå}", "2/25"), ("Møte {nr}", "Møte 2")])
def test_the_meetings_number_is_printed_by_its_pattern(pattern: str, printed: str, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path).write({COMMITTEE: committee(f'møtenummer: "{pattern}"\n')})
    assert workspace.resolved().number == printed


@pytest.mark.parametrize(
    ("lines", "stems"),
    [
        ("", ["1-25", "2-25"]),
        ('saksnummer: "PS {nr}/{åå}"\n', ["ps-1-25", "ps-2-25"]),
        ("saksnummer: ingen\n", ["01", "02"]),
    ],
)
def test_file_names_begin_with_the_number(lines: str, stems: list[str], tmp_path: Path) -> None:
    resolved = Workspace(tmp_path).write({COMMITTEE: committee(lines)}).resolved()
    assert [case.stem for case in resolved.cases] == stems
    assert [case.anchor for case in resolved.cases] == [f"sak-{stem}" for stem in stems]
    plan, other = resolved.cases
    assert (plan.note_id, plan.template_id) == (
        f"toppnotat/{stems[0]}-plan-for-aret",
        f"presentasjon/{stems[0]}-plan-for-aret",
    )
    assert (other.note_id, other.template_id) == (None, f"presentasjon/{stems[1]}-eventuelt")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Blåbær & Grøt: æøå é ü", "blabaer-grot-aeoa-e-u"),
        ("😀", "uten-tittel"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con"),
        ("ord " * 100, "-".join(["ord"] * 15)),
        ("x" * 5000, "x" * 60),
    ],
)
def test_file_names_are_short_lower_case_ascii(title: str, name: str, tmp_path: Path) -> None:
    resolved = Workspace(tmp_path).write({NOTE: note(title=f'"{title}"')}).resolved()
    assert resolved.cases[0].note_id == f"toppnotat/1-25-{name}"


def test_cases_of_one_number_and_title_have_files_of_their_own(tmp_path: Path) -> None:
    rows = "  - {sak: plan, nummer: 7/25}\n  - {sak: b, nummer: 7/25}\n"
    files = {MEETING: meeting(rows), "sources/rad/2025/b/toppnotat.md": note()}
    resolved = Workspace(tmp_path).write({NOTE: note(), **files}).resolved()
    assert [case.note_id for case in resolved.cases] == ["toppnotat/7-25-plan", "toppnotat/7-25-plan-2"]


# -- carried over -----------------------------------------------------------------------------------------------


def carried(tmp_path: Path, rows: str, files: dict[str, str]) -> dt.date | str | None:
    workspace = Workspace(tmp_path, {COMMITTEE: committee(), MEETING: meeting(rows), **files})
    return workspace.resolved().cases[0].carried_from


POSTPONED = "- {sak: 3/25, tittel: B, møte: 1/2025, dato: 2025-02-13, status: utsatt}\n"
OTHER = {"packs/rad/2025-1.yaml": meeting("  - {tittel: B, status: utsatt}\n", 1, "2025-02-13")}


@pytest.mark.parametrize(
    ("rows", "files", "expected"),
    [
        ("  - tittel: B\n", {}, None),
        ("  - tittel: B\n", {LEDGER: POSTPONED}, dt.date(2025, 2, 13)),
        ("  - tittel: B\n", {LEDGER: POSTPONED.replace(" dato: 2025-02-13,", "")}, "rad/2025-1"),
        ("  - tittel: B\n", {LEDGER: POSTPONED.replace("utsatt", "behandlet")}, None),
        ("  - {tittel: B, fra: 1/2025}\n", {LEDGER: POSTPONED.replace("utsatt", "behandlet")}, dt.date(2025, 2, 13)),
        ("  - {tittel: B, fra: rad/2025-1}\n", {}, "rad/2025-1"),
        ("  - {tittel: B, fra: rad/2025-1}\n", OTHER, dt.date(2025, 2, 13)),
        ("  - tittel: B\n", OTHER, dt.date(2025, 2, 13)),
        ("  - tittel: C\n", OTHER, None),
    ],
)  # fmt: skip
def test_where_a_case_was_postponed_from(
    rows: str, files: dict[str, str], expected: dt.date | str | None, tmp_path: Path
) -> None:
    assert carried(tmp_path, rows, files) == expected


def test_a_case_postponed_twice_comes_from_the_later_meeting(tmp_path: Path) -> None:
    files = {
        "packs/rad/2025-1.yaml": meeting("  - {tittel: B, status: utsatt}\n", 1, "2025-04-01"),
        "packs/rad/2025-3.yaml": meeting("  - {tittel: B, status: utsatt}\n", 3, "2025-02-13"),
    }
    assert carried(tmp_path, "  - tittel: B\n", files) == dt.date(2025, 4, 1)


# -- earlier treatments -----------------------------------------------------------------------------------------

OTHERS = {
    "packs/nufa/utvalg.yaml": "navn: Fagutvalget\nkortnavn: NUFA\n",
    "packs/nufa/saksregister.yaml": """\
- {sak: 10/25, tittel: Ti, møte: 2/2025, dato: 2025-03-01, status: behandlet, vedtak: NUFA drøftet.}
- {sak: 9/25, tittel: Ni, møte: 2/2025, dato: 2025-03-01, status: behandlet}
- {sak: 7/24, tittel: Sju, møte: 1/2024, dato: 2024-01-01, status: behandlet}
- {sak: 8/25, tittel: Åtte, møte: 1/2025, status: behandlet}
""",
    LEDGER: "- {sak: 1/25, tittel: En, møte: 1/2025, dato: 2025-03-01, status: behandlet}\n",
}


def test_earlier_treatments_are_in_order_of_date_committee_and_number(tmp_path: Path) -> None:
    head = "tidligere: [rad 1/25, nufa 10/25, nufa 09/2025, nufa 7/24, nufa 8/25]\n"
    earlier = Workspace(tmp_path).write({**OTHERS, NOTE: note(head=head)}).resolved().cases[0].earlier
    assert [(item.committee, item.number) for item in earlier] == [
        ("NUFA", "8/25"),
        ("NUFA", "7/24"),
        ("NUFA", "9/25"),
        ("NUFA", "10/25"),
        ("Rådet", "1/25"),
    ]
    assert (earlier[3].title, earlier[3].date, len(earlier[3].decision)) == ("Ti", dt.date(2025, 3, 1), 1)


SERIES = {
    **OTHERS,
    "packs/nufa/utvalg.yaml": 'navn: Fagutvalet\nkortnavn: NUFA\nsaksnummer: "PS {nr}/{åå}"\n',
    "packs/nufa/saksregister.yaml": """\
- {sak: PS 87/25, tittel: Skyss, møte: 1/2025, dato: 2025-03-01, status: behandlet, vedtak: NUFA drøftet.}
- {sak: PS 8/25, tittel: Sak, møte: 1/2025, dato: 2025-03-01, status: behandlet}
- {sak: RS 8/25, tittel: Melding, møte: 1/2025, dato: 2025-03-01, status: behandlet}
""",
}


@pytest.mark.parametrize("written", ["87/25", "087/2025", "PS 87/25", "ps 87/25"])
def test_the_letters_of_a_number_may_be_left_out_where_only_one_series_has_it(written: str, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path).write({**SERIES, NOTE: note(head=f"tidligere: [nufa {written}]\n")})
    (earlier,) = workspace.resolved().cases[0].earlier
    assert (earlier.number, earlier.title, earlier.found) == ("PS 87/25", "Skyss", True)
    assert workspace.check() == []


def test_a_number_of_two_series_is_nobodys_and_both_are_suggested(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path).write({**SERIES, NOTE: note(head="tidligere: [nufa 8/25]\n")})
    (found,) = workspace.check()
    assert hint(found, "nb") == "Mente du «nufa PS 8/25» / «nufa RS 8/25»?"


def test_a_decision_named_without_its_letters_is_not_listed_twice(tmp_path: Path) -> None:
    own = """\
- {sak: PS 5/25, nøkkel: rad/2025/plan, tittel: Plan, møte: 1/2025, dato: 2025-02-01, status: behandlet, vedtak: Drøftet.}
"""
    numbered = 'navn: Rådet\nkortnavn: Rådet\nsaksnummer: "PS {nr}/{åå}"\n'
    files = {COMMITTEE: numbered, LEDGER: own, NOTE: note(head="tidligere: [rad 5/25]\n")}
    earlier = Workspace(tmp_path).write(files).resolved().cases[0].earlier
    assert [item.number for item in earlier] == ["PS 5/25"]


def test_a_treatment_that_no_ledger_knows_keeps_its_row(tmp_path: Path) -> None:
    head = "tidligere: [nufa 7/24, nufa 99/25, nei 1/25]\n"
    earlier = Workspace(tmp_path).write({**OTHERS, NOTE: note(head=head)}).resolved().cases[0].earlier
    assert [(item.committee, item.number, item.found) for item in earlier] == [
        ("NUFA", "99/25", False),
        ("nei", "1/25", False),
        ("NUFA", "7/24", True),
    ]
