"""Who owes what: every code has somebody who mends it or is nobody's, and names come from the case."""

import datetime as dt
from pathlib import Path

import pytest

from mottepakke import codes
from mottepakke.diagnostics import Code, Diagnostic, Severity
from mottepakke.model.source import Span
from mottepakke.nightly.debts import FAMILIES, OF_CODE, debts, owes
from mottepakke.nightly.night import Debt
from tests.support.workspaces import COMMITTEE, MEETING, NOTE, PLAIN, Workspace
from tests.unit.test_messages import DECLARED

CASE = "rad/2025/plan"
PEOPLE = "presenterer: [Ola Nordmann, Siri Bakke]\nsaksbehandler: Anne Dahl\n"


def workspace(root: Path, head: str = PEOPLE, **files: str | bytes) -> Workspace:
    note = PLAIN[NOTE].replace("forslag_til_vedtak", f"{head}forslag_til_vedtak")
    return Workspace(root, {**PLAIN, NOTE: note, **files})


def owed(one: Workspace, *found: Diagnostic) -> list[Debt]:
    prepared = one.prepared()
    return list(debts(prepared, (*prepared.diagnostics, *found)))


def at(code: Code, path: str, line: int = 1, **args: str) -> Diagnostic:
    return Diagnostic.at(code, Span(path, line), **args)


# -- the table -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", DECLARED)
def test_every_code_is_owed_by_somebody_or_by_nobody(code: str) -> None:
    assert owes(Code(code, "", Severity.ERROR)) in ("secretariat", "officer", "presenter", "place", "nobody")


def test_the_table_names_no_code_or_family_that_there_is_not() -> None:
    assert set(OF_CODE) <= set(DECLARED)
    assert set(FAMILIES) == {code[:2] for code in DECLARED}


# -- who it is -------------------------------------------------------------------------------------------------


def test_a_finding_in_a_note_is_its_officers_and_one_on_the_agenda_the_secretariats(tmp_path: Path) -> None:
    one = workspace(tmp_path, "saksbehandler: Anne Dahl\n")
    row = next(number for number, line in enumerate(PLAIN[MEETING].splitlines(), 1) if "sak: plan" in line)
    note, agenda = at(codes.EMPTY_SECTION, NOTE, 9, title="Bakgrunn"), at(codes.NUMBER_TAKEN, MEETING, row)
    found = owed(one, note, agenda)
    assert found == [Debt("secretariat", "", CASE, agenda), Debt("officer", "Anne Dahl", CASE, note)]


@pytest.mark.parametrize("slug", ["arena", "rad"])
def test_a_finding_on_a_row_of_the_agenda_is_about_its_case_whatever_the_committee_is_called(
    slug: str, tmp_path: Path
) -> None:
    one = Workspace(tmp_path, {path.replace("/rad/", f"/{slug}/"): content for path, content in PLAIN.items()})
    note = one.root / NOTE.replace("/rad/", f"/{slug}/")
    note.unlink()
    prepared = one.prepared(f"{slug}/2025-2")
    (missing,) = (item for item in prepared.diagnostics if item.code == codes.MISSING_NOTE)
    assert debts(prepared, [missing]) == (Debt("secretariat", "", f"{slug}/2025/plan", missing),)


def test_a_missing_duration_is_the_officers_though_it_stands_on_the_agenda(tmp_path: Path) -> None:
    one = workspace(tmp_path, "saksbehandler: Anne Dahl\n").replace(
        MEETING, "  - sak: plan\n    varighet: 30\n", "  - sak: plan\n"
    )
    assert [(debt.role, debt.who, debt.finding.code) for debt in owed(one)] == [
        ("officer", "Anne Dahl", codes.MISSING_DURATION)
    ]


def test_without_an_officer_it_is_the_owner_and_without_a_case_the_secretariat(tmp_path: Path) -> None:
    one = workspace(tmp_path, "")
    note, committee = at(codes.EMPTY_SECTION, NOTE), at(codes.MEMBER_TWICE, COMMITTEE)
    found = owed(one, note, committee)
    assert [(debt.role, debt.who, debt.case) for debt in found] == [
        ("secretariat", "", ""),
        ("officer", "Kari Nordmann", CASE),
    ]


def test_slides_that_have_not_come_are_the_named_presenters(tmp_path: Path) -> None:
    (debt,) = owed(workspace(tmp_path))
    assert (debt.role, debt.who, debt.case) == ("presenter", "Ola Nordmann, Siri Bakke", CASE)
    assert debt.finding.code == codes.SLIDES_NOT_RECEIVED


def test_slides_are_asked_for_a_month_before_the_meeting(tmp_path: Path) -> None:
    prepared = workspace(tmp_path).prepared()
    found = {day: debts(prepared, (), dt.date(2025, 4, day)) for day in (14, 15)}
    assert {day: [debt.finding.code for debt in owed] for day, owed in found.items()} == {
        14: [],
        15: [codes.SLIDES_NOT_RECEIVED],
    }


def test_an_owner_and_a_case_without_a_note_owe_no_slides(tmp_path: Path) -> None:
    one = workspace(tmp_path, "").replace(MEETING, "tittel: Eventuelt", "tittel: Eventuelt\n    presenterer: Ola Nordmann")
    assert owed(one) == []


def test_a_deck_that_is_missing_or_broken_is_the_presenters_once(tmp_path: Path) -> None:
    head = f"{PEOPLE}presentasjon: lysbilder.pptx\n"
    missing = owed(workspace(tmp_path / "missing", head))
    broken = owed(workspace(tmp_path / "broken", head).write({"sources/rad/2025/plan/lysbilder.pptx": b"ikke noe"}))
    assert [(debt.role, debt.finding.code.code) for debt in missing] == [("presenter", "AT001")]
    assert [(debt.role, debt.finding.code.code[:2]) for debt in broken] == [("presenter", "SL")]


def test_a_withdrawn_case_waits_for_nobody_but_the_secretariat(tmp_path: Path) -> None:
    one = workspace(tmp_path).replace(MEETING, "  - sak: plan\n", "  - sak: plan\n    status: trukket\n")
    assert [(debt.role, debt.who) for debt in owed(one, at(codes.EMPTY_SECTION, NOTE))] == [("secretariat", "")]


def test_hints_and_what_nobody_can_give_are_no_debts(tmp_path: Path) -> None:
    one = workspace(tmp_path, "")
    assert owed(one, at(codes.DOUBLE_WORD, NOTE), at(codes.STALE_ARCHIVE, MEETING)) == []
