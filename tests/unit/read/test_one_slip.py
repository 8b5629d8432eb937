"""A key that is spelt wrong is one finding: what it was meant to say is read, and nobody is told that it is missing."""

from pathlib import Path

import pytest

from mottepakke.model.pack import ResolvedCase
from mottepakke.read.committee import COMMITTEE as COMMITTEE_KEYS
from mottepakke.read.fields import Schema
from mottepakke.read.meeting import ANY_ROW
from mottepakke.read.meeting import MEETING as MEETING_KEYS
from mottepakke.read.note import ATTACHMENT
from mottepakke.read.note import NOTE as NOTE_KEYS
from tests.support.workspaces import COMMITTEE, MEETING, NOTE, PLAIN, Workspace, places

SLIPS = (
    *((COMMITTEE, key, slip) for key, slip in (("navn", "nanv"), ("kortnavn", "kortnavm"), ("medlemmer", "medlemer"))),
    *((MEETING, key, slip) for key, slip in (("møte", "møtte"), ("dato", "datp"), ("tid", "tdi"))),
    *((MEETING, key, slip) for key, slip in (("saksliste", "sakliste"), ("  - sak", "  - sk"))),
    *((MEETING, key, slip) for key, slip in (("- tittel", "- titel"), ("    varighet", "    varighe"))),
    *((NOTE, key, slip) for key, slip in (("tittel", "tittle"), ("sakstype", "sakstyp"), ("sakseier", "sakeier"))),
    *((NOTE, key, slip) for key, slip in (("forslag_til_vedtak", "forslag_til_vedak"), ("sakseier", "sakseigar"))),
)


@pytest.mark.parametrize(("name", "key", "slip"), SLIPS)
def test_a_slip_in_a_key_is_one_finding(name: str, key: str, slip: str, tmp_path: Path) -> None:
    old = PLAIN[name]
    wrong = old.replace(f"{key}:", f"{slip}:", 1)
    line = old[: old.index(f"{key}:")].count("\n") + 1
    assert wrong != old
    assert places(Workspace(tmp_path).write({name: wrong}).check()) == [("unknown-key", name, line)]


@pytest.mark.parametrize("row", ["puase: 10", "lunsjj: 30", "tittell: Eventuelt"])
def test_a_slip_in_the_key_that_says_what_a_row_is_is_one_finding(row: str, tmp_path: Path) -> None:
    found = Workspace(tmp_path).write({MEETING: f"{PLAIN[MEETING]}  - {row}\n"}).check()
    assert [name for name, _, line in places(found) if line == 10] == ["unknown-key"]


def test_the_value_that_was_meant_is_read(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path).write({MEETING: PLAIN[MEETING].replace("varighet", "varigheit", 1)})
    (first, _) = workspace.resolved().rows
    assert isinstance(first, ResolvedCase)
    assert first.row.minutes == 30


def test_a_key_that_stands_right_elsewhere_is_not_read_twice(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path).replace(NOTE, "tittel: Plan for året", "tittle: Nei\ntittel: Plan for året")
    assert places(workspace.check()) == [("unknown-key", NOTE, 2)]
    assert workspace.resolved().cases[0].row.case.title == "Plan for året"


def test_what_stands_under_a_slip_has_its_own_findings(tmp_path: Path) -> None:
    found = Workspace(tmp_path).replace(MEETING, "dato: 2025-05-15", "datp: 2025-05-32").check()
    assert [name for name, _, line in places(found) if line == 2] == ["unknown-key", "invalid-date"]


@pytest.mark.parametrize(
    ("schema", "key"),
    [
        *((NOTE_KEYS, key) for key in ("kommentar", "presentatør", "leder", "saker", "type", "eier", "beslutning")),
        *((ANY_ROW, key) for key in ("start", "slutt", "emne", "saker", "rom")),
        *((MEETING_KEYS, key) for key in ("saker", "leder", "referent", "dagsorden")),
        *((COMMITTEE_KEYS, key) for key in ("eier", "saker", "leder")),
        (ATTACHMENT, "referent"),
    ],
)
def test_another_word_is_no_slip(schema: Schema, key: str) -> None:
    assert schema.meant(key) is None
