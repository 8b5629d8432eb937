"""Approval of minutes: attached by themselves, never twice, and approved when the ledger says so."""

from pathlib import Path

import pytest

from mottepakke.model.meeting import MinutesAttachment
from mottepakke.resolve.approval import approves_minutes
from tests.support.workspaces import COMMITTEE, KEY, LEDGER, MEETING, NOTE, Workspace, committee, meeting, note

FIRST = "packs/rad/2025-1.yaml"
WRITTEN = "packs/rad/2025-1.referat.md"
APPROVAL = "  - {tittel: Godkjenning av referat, sakstype: Godkjenning, varighet: 5"


def workspace(root: Path, rows: str, more: dict[str, str] | None = None) -> Workspace:
    """A meeting in February with minutes, and the meeting in May with ``rows``."""
    files = {
        COMMITTEE: committee(),
        FIRST: meeting("  - {tittel: A, varighet: 30}\n", 1, "2025-02-13"),
        WRITTEN: "## 1/25\n",
        MEETING: meeting(rows),
    }
    return Workspace(root, {**files, **(more or {})})


def attached(root: Path, rows: str, more: dict[str, str] | None = None) -> list[list[str]]:
    """The meetings whose minutes each case has attached."""
    cases = workspace(root, rows, more).resolved(KEY).cases
    return [[a.source.meeting for a in case.attachments if isinstance(a.source, MinutesAttachment)] for case in cases]


@pytest.mark.parametrize(
    ("title", "kind", "expected"),
    [
        ("Godkjenning av referat", "", True),
        ("Godkjenning av møteprotokoll frå 26. mars", "", True),
        ("Godkjenne møtebok", "", True),
        ("Referat fra forrige møte", "Godkjenning", True),
        ("Referat fra forrige møte", "Orientering", False),
        ("Godkjenning av innkalling", "Godkjenning", False),
        ("Referatsaker", "Godkjenning", False),
        ("Plan for godkjenning av referat", "", False),
    ],
)
def test_a_case_approves_minutes_by_its_title_and_type(title: str, kind: str, expected: bool, tmp_path: Path) -> None:
    (case,) = workspace(tmp_path, f'  - {{tittel: "{title}", sakstype: "{kind}", varighet: 5}}\n').resolved(KEY).cases
    assert approves_minutes(case.row.case) is expected


def test_the_minutes_of_the_previous_meeting_are_attached_by_themselves(tmp_path: Path) -> None:
    rows = "  - {tittel: B, varighet: 5}\n" + APPROVAL + "}\n"
    assert attached(tmp_path, rows) == [[], ["rad/2025-1"]]
    assert workspace(tmp_path, rows).check(KEY) == []


def test_a_case_note_is_recognised_like_a_row(tmp_path: Path) -> None:
    assert attached(tmp_path, "  - {sak: plan, varighet: 5}\n", {NOTE: note(title="Godkjenning av referat")}) == [
        ["rad/2025-1"]
    ]


@pytest.mark.parametrize(
    "rows",
    [
        APPROVAL + ", vedlegg: [referat: rad/2025-1]}\n",
        APPROVAL + "}\n  - {tittel: B, varighet: 5, vedlegg: [referat: rad/2025-1]}\n",
        APPROVAL + '}\n  - {tittel: "Godkjenning av protokoll", varighet: 5}\n',
    ],
)
def test_minutes_are_never_attached_twice(rows: str, tmp_path: Path) -> None:
    assert [key for keys in attached(tmp_path, rows) for key in keys] == ["rad/2025-1"]


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        (APPROVAL + ", status: utsatt}\n", {}),
        (APPROVAL + ", vedlegg: [{fil: referat.md}]}\n", {"sources/rad/2025/godkjenning-av-referat/referat.md": "A\n"}),
        (APPROVAL + "}\n", {FIRST: meeting("  - {tittel: A, varighet: 30}\n", 1, "2025-09-01")}),
    ],
)
def test_nothing_is_attached_where_it_would_be_wrong(rows: str, more: dict[str, str], tmp_path: Path) -> None:
    assert attached(tmp_path, rows, more) == [[]]


def test_nothing_is_attached_where_nobody_has_written_minutes(tmp_path: Path) -> None:
    made = workspace(tmp_path, APPROVAL + "}\n")
    (tmp_path / WRITTEN).unlink()
    assert made.resolved(KEY).cases[0].attachments == ()


def ledger(status: str, held: str = "2/2025") -> dict[str, str]:
    entry = f"sak: 2/25, tittel: Godkjenning av referat, møte: {held}, dato: 2025-05-15, status: {status}"
    return {LEDGER: f"- {{{entry}}}\n"}


@pytest.mark.parametrize(
    ("rows", "more", "approved"),
    [
        (APPROVAL + "}\n", {}, False),
        (APPROVAL + "}\n", ledger("tildelt"), False),
        (APPROVAL + "}\n", ledger("behandlet"), True),
        (APPROVAL + ", vedlegg: [referat: rad/2025-1]}\n", ledger("behandlet"), True),
        (APPROVAL + ", vedlegg: [referat: rad/2024-9]}\n", ledger("behandlet"), False),
        (APPROVAL + ", status: utsatt}\n", ledger("utsatt til 3/2025"), False),
        ("  - {tittel: B, varighet: 5}\n", ledger("behandlet"), False),
    ],
)
def test_minutes_are_approved_when_a_later_meeting_has_treated_them(
    rows: str, more: dict[str, str], approved: bool, tmp_path: Path
) -> None:
    made = workspace(tmp_path, rows, more)
    assert made.resolved("rad/2025-1").minutes_approved is approved
    assert not made.resolved(KEY).minutes_approved
