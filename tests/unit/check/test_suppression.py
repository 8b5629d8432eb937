"""Findings left out with a reason, weighed otherwise, and what is wrong with such wishes."""

from pathlib import Path

import pytest

from mottepakke.diagnostics import Severity
from mottepakke.model.document import Paragraph
from mottepakke.model.walk import plain_text
from tests.support.workspaces import (
    COMMITTEE,
    KEY,
    LEDGER,
    MEETING,
    MINUTES,
    NOTE,
    PLAIN,
    Workspace,
    committee,
    meeting,
    names,
    note,
    places,
    sent,
)

UNTIMED = meeting("  - tittel: A\n  - {tittel: B, varighet: 5}\n")
"""AG004 on line 5."""
LAST = "  - {tittel: B, varighet: 5}\n"
EMPTY = "## Bakgrunn\n\n## Annet\n\nTekst.\n"
"""ST008 on its first line, which is line 7 of a note."""


def with_rules(lines: str) -> str:
    return committee(f"medlemmer: [Kari]\nregler:\n{lines}")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path, {**PLAIN})


def test_without_a_wish_the_findings_stand(workspace: Workspace) -> None:
    assert names(workspace.write({MEETING: UNTIMED}).check()) == ["missing-duration"]
    assert names(workspace.write({MEETING: PLAIN[MEETING], NOTE: note(EMPTY)}).check()) == ["empty-section"]


@pytest.mark.parametrize(
    "lines",
    [
        "  ignorer: [AG004 – vi lar varigheten stå åpen]\n",
        "  ignorer: AG004 - vi lar varigheten stå åpen\n",
        "  ignorer:\n    - ag004: vi lar varigheten stå åpen\n",
        "  ignorer: {AG004: vi lar varigheten stå åpen}\n",
        "  ignorer: [{kode: AG004, grunn: vi lar varigheten stå åpen}]\n",
        "  ignorer: [AG – vi lar varigheten stå åpen]\n",
    ],
)
def test_a_committee_leaves_a_code_out_of_all_its_meetings(workspace: Workspace, lines: str) -> None:
    other = meeting("  - tittel: A\n" + LAST, number=1, date="2025-02-13")
    workspace.write({COMMITTEE: with_rules(lines), MEETING: UNTIMED, "packs/rad/2025-1.yaml": other})
    assert names(workspace.check()) == []


@pytest.mark.parametrize(
    "rows",
    [
        "  - tittel: A # ignorer AG004: kort sak\n",
        "  # ignorer AG004 – kort sak\n  - tittel: A\n",
        "  - tittel: A   # ignorer ST004, AG004: kort sak\n    sakstype: Ukjent\n",
    ],
)
def test_a_comment_in_yaml_leaves_out_the_findings_of_a_line(workspace: Workspace, rows: str) -> None:
    found = names(workspace.write({MEETING: meeting(rows + LAST)}).check())
    assert "missing-duration" not in found


@pytest.mark.parametrize(
    "rows",
    [
        '  - tittel: "A # ignorer AG004: kort sak"\n',
        "  - tittel: >-\n      A\n      # ignorer AG004: kort sak\n",
        "  - tittel: A #ignorer at dette er kort\n",
        "  - tittel: A\n    sakstype: Drøfting # vi må ignorer AG004\n",
    ],
)
def test_what_is_no_such_comment_leaves_nothing_out(workspace: Workspace, rows: str) -> None:
    found = names(workspace.write({MEETING: meeting(rows + LAST)}).check())
    assert found == ["missing-duration"]


def test_a_comment_may_stand_in_the_head_of_a_block(workspace: Workspace) -> None:
    rows = "  - tittel: > # ignorer AG004: kort sak\n      A\n"
    assert names(workspace.write({MEETING: meeting(rows + LAST)}).check()) == []


@pytest.mark.parametrize(
    "body",
    [
        EMPTY.replace("Bakgrunn", "Bakgrunn <!-- ignorer ST008: kommer -->"),
        "<!-- ignorer ST008: kommer -->\n" + EMPTY,
        EMPTY.replace("Bakgrunn", "Bakgrunn <!-- ignorer ST – kommer senere, sier de -->"),
    ],
)
def test_a_comment_in_markdown_leaves_out_the_findings_of_a_line(workspace: Workspace, body: str) -> None:
    assert names(workspace.write({NOTE: note(body)}).check()) == []


def body_text(workspace: Workspace, body: str) -> str:
    workspace.write({NOTE: note(f"## Bakgrunn\n\n{body}")})
    section = next(case for case in workspace.resolved().cases if case.row.case.has_note).row.case.sections[0]
    paragraphs = [block for block in section.blocks if isinstance(block, Paragraph)]
    return "|".join(plain_text(block.children) for block in paragraphs)


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        ("Først <!-- ignorer ST008: grunn -->\nså\n", "Først så"),
        ("Først <!-- ignorer ST008: grunn -->\n", "Først"),
        ("Først\n<!-- ignorer ST008: grunn -->\nså\n", "Først så"),
        ("Først\n\n<!-- ignorer ST008: grunn -->\n\nså\n", "Først|så"),
        ("A <!-- ignorer ST008 -->\n", "A"),
        ("A <!-- en annen merknad -->\n", "A <!-- en annen merknad -->"),
        ("A <!-- ignorer dette -->\n", "A <!-- ignorer dette -->"),
        ("A <!--ignorer ST008: grunn-->\n", "A <!--ignorer ST008: grunn-->"),
        ("Skriv `<!-- ignorer ST008: grunn -->` slik\n", "Skriv <!-- ignorer ST008: grunn --> slik"),
        ("A <b>fet</b>\n", "A <b>fet</b>"),
    ],
)
def test_only_exactly_such_a_comment_is_taken_out_of_the_text(workspace: Workspace, body: str, printed: str) -> None:
    assert body_text(workspace, body) == printed


def test_the_head_of_a_note_leaves_out_what_is_found_in_it(workspace: Workspace) -> None:
    assert names(workspace.write({NOTE: note(EMPTY, head="ignorer: [ST008 – kommer]\n")}).check()) == []
    workspace.write({MEETING: UNTIMED.replace("saksliste", "ignorer: AG004 – åpent\nsaksliste")})
    assert names(workspace.check()) == []


def test_minutes_leave_out_what_is_found_in_them(workspace: Workspace) -> None:
    text = "---\ntil_stede: [Siri]\n{}---\n## 1/25\n\n### Vedtak\n\nJa.\n\n## 2/25\n\n### Vedtak\n\nJa.\n"
    assert names(workspace.write({MINUTES: text.format("")}).check()) == ["unknown-attendee"]
    assert names(workspace.write({MINUTES: text.format("ignorer: ST014 – gjest\n")}).check()) == []


def test_a_wish_holds_for_its_own_file_and_line(workspace: Workspace) -> None:
    workspace.write({MEETING: UNTIMED, NOTE: note("Tekst.\n", head="ignorer: [AG004 – nei]\n")})
    assert names(workspace.check()) == ["missing-duration"]
    workspace.write({MEETING: UNTIMED.replace("varighet: 5}", "varighet: 5} # ignorer AG004: nei"), NOTE: note()})
    assert places(workspace.check()) == [("missing-duration", MEETING, 5), ("unused-wish", MEETING, 6)]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("ignorer: [ST008]\n", "wish-without-reason"),
        ("ignorer: {ST008: }\n", "wish-without-reason"),
    ],
)
def test_a_wish_without_a_reason_works_and_is_found(workspace: Workspace, head: str, name: str) -> None:
    found = workspace.write({NOTE: note(EMPTY, head=head)}).check()
    assert places(found) == [(name, NOTE, 6)]


@pytest.mark.parametrize("code", ["XX001", "ST999", "S", "alt", "ZZ203", "YR001"])
def test_a_code_that_no_check_gives_is_found(workspace: Workspace, code: str) -> None:
    found = workspace.write({NOTE: note("Tekst.\n", head=f"ignorer: [{code} – fordi]\n")}).check()
    assert places(found) == [("unknown-code", NOTE, 6)]


def test_an_unused_wish_is_found_where_it_stands(workspace: Workspace) -> None:
    text = note("## Bakgrunn <!-- ignorer ST008: ikke nå lenger -->\n\nTekst.\n", head="ignorer: [MD005 – fordi]\n")
    found = workspace.write({NOTE: text}).check()
    assert places(found) == [("unused-wish", NOTE, 6), ("unused-wish", NOTE, 8)]
    assert all(item.severity is Severity.WARNING for item in found)


def test_an_unused_wish_of_a_committee_is_found_when_all_its_meetings_are_checked(workspace: Workspace) -> None:
    other = "packs/rad/2025-1.yaml"
    workspace.write({COMMITTEE: with_rules("  ignorer: [AG004 – fordi]\n")})
    assert places(workspace.check()) == [("unused-wish", COMMITTEE, 5)]
    workspace.write({other: meeting("  - tittel: A\n" + LAST, number=1, date="2025-02-13")})
    assert names(workspace.check()) == []
    assert names(workspace.check(KEY)) == []


def test_an_error_that_is_left_out_hides_no_unused_wish(workspace: Workspace) -> None:
    line = "Tallet er 01010750160. <!-- ignorer TX007: fiktivt -->\n\nTekst. <!-- ignorer TX014: ubrukt -->"
    workspace.write({NOTE: note(f"## Bakgrunn\n\n{line}\n")})
    assert "unused-wish" in names(workspace.check())


def test_a_wish_that_an_error_hides_the_use_of_is_not_called_unused(workspace: Workspace) -> None:
    head = "ignorer: [ST008 – kommer]\nukjent: 1\n"
    assert names(workspace.write({NOTE: note("Tekst.\n", head=head)}).check()) == ["unknown-key"]
    assert names(workspace.write({COMMITTEE: with_rules("  ignorer: [AG004 – fordi]\n")}).check()) == ["unknown-key"]


def test_a_wish_in_the_note_of_a_postponed_case_is_not_called_unused(workspace: Workspace) -> None:
    rows = "  - {sak: plan, status: utsatt}\n  - {tittel: B, varighet: 5}\n"
    workspace.write({MEETING: meeting(rows), NOTE: note("Tekst.\n", head="ignorer: [AG004 – fordi]\n")})
    assert "unused-wish" not in names(workspace.check())


def test_what_readers_and_numbers_call_an_error_cannot_be_left_out(workspace: Workspace) -> None:
    workspace.write({NOTE: note("Tekst.\n", head="ukjent: 1\nignorer: [FM009 – fordi, NR002 – fordi]\n")})
    assert places(workspace.check()) == [
        ("unknown-key", NOTE, 6),
        ("error-stays", NOTE, 7),
        ("error-stays", NOTE, 7),
    ]


def test_a_beginning_leaves_errors_of_readers_alone(workspace: Workspace) -> None:
    rows = "  - sak: finnes-ikke\n    varighet: 5\n"
    workspace.write({COMMITTEE: with_rules("  ignorer: [ST – fordi]\n"), MEETING: meeting(rows)})
    assert names(workspace.check()) == ["missing-note"]


def test_an_error_of_a_rule_may_be_left_out(workspace: Workspace) -> None:
    rows = "  - {tittel: A, varighet: 60}\n  - {tittel: B, varighet: 5, kl: 09:15}\n"
    assert names(workspace.write({MEETING: meeting(rows)}).check()) == ["agenda-overlap"]
    rows = rows.replace("09:15}", "09:15} # ignorer AG002: gruppene møtes samtidig")
    assert names(workspace.write({MEETING: meeting(rows)}).check()) == []


@pytest.mark.parametrize(
    ("lines", "severity"),
    [
        ("AG004: feil", Severity.ERROR),
        ("AG: hint", Severity.HINT),
        ("AG: hint, AG004: feil", Severity.ERROR),
        ("AG004: advarsel", Severity.WARNING),
    ],
)
def test_a_committee_weighs_findings(workspace: Workspace, lines: str, severity: Severity) -> None:
    found = workspace.write({COMMITTEE: with_rules(f"  alvorsgrad: {{{lines}}}\n"), MEETING: UNTIMED}).check()
    assert [(item.code.name, item.severity) for item in found] == [("missing-duration", severity)]


def test_an_error_of_a_reader_weighs_no_less(workspace: Workspace) -> None:
    lines = "  alvorsgrad: {FM009: hint, XX: feil}\n"
    found = workspace.write({COMMITTEE: with_rules(lines), NOTE: note("", head="ukjent: 1\n")}).check()
    assert places(found) == [("error-stays", COMMITTEE, 5), ("unknown-code", COMMITTEE, 5), ("unknown-key", NOTE, 6)]
    assert found[-1].severity is Severity.ERROR


def test_freezing_refuses_what_the_committee_calls_an_error(workspace: Workspace) -> None:
    workspace.write({COMMITTEE: with_rules("  alvorsgrad: {AG004: feil}\n"), MEETING: UNTIMED})
    assert workspace.run("freeze", KEY, "--dry-run").code == 1


def test_settings_of_checks_are_no_change_of_what_was_sent(workspace: Workspace) -> None:
    workspace.write({**sent(), COMMITTEE: committee()})
    plain = (workspace.root / COMMITTEE).read_bytes()
    from mottepakke.model.sent import change_of, source_of

    seal = source_of(COMMITTEE, plain)
    assert change_of(seal, plain + b"regler:\n  ignorer: [AG004 - fordi]\n") is None
    assert change_of(seal, plain + b"frist: 10\nregler: {}\n") is not None


def test_a_wish_in_the_ledger_is_judged_as_the_committees_own(workspace: Workspace) -> None:
    line = "- {sak: 1/25, tittel: X, møte: 1/2025, dato: 2025-02-13, status: behandlet, vedtak: '[^1]: Nei'}"
    assert names(workspace.write({LEDGER: f"{line}\n"}).check()) == ["unused-footnote"]
    assert names(workspace.write({LEDGER: f"# ignorer MD011: gammelt\n{line}\n"}).check()) == []
    assert places(workspace.write({LEDGER: f"{line} # ignorer AG: x\n"}).check())[-1] == ("unused-wish", LEDGER, 1)


def test_settings_reach_the_rules(workspace: Workspace) -> None:
    lines = (
        "  lengste_uten_pause: 75\n  utgåtte_domener: [https://www.Ehelse.no/, '*.gammel.no']\n"
        "  termer: {e-post adresse: e-postadresse}\n"
    )
    rules = workspace.write({COMMITTEE: with_rules(lines)}).resolved().committee.rules
    assert rules.longest_without_break == 75
    assert rules.retired_domains == ("www.ehelse.no", "gammel.no")
    assert rules.terms == (("e-post adresse", "e-postadresse"),)
    assert workspace.write({COMMITTEE: committee()}).resolved().committee.rules.longest_without_break == 120


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ("  lengste_uten_pause: ofte\n", "invalid-number"),
        ("  alvorsgrad: {AG004: viktig}\n", "invalid-choice"),
        ("  alvorsgrad: [AG004]\n", "wrong-type"),
        ("  alvorsgrad: {AG004: feil, ag004: hint}\n", "duplicate-key"),
        ("  termer: [a]\n", "wrong-type"),
        ("  termer: {a: }\n", "empty-value"),
        ("  termer: {a: b, a: c}\n", "duplicate-key"),
        ("  ignorere: [AG004 – fordi]\n", "unknown-key"),
        ("  ignorer: [{kode: AG004, hvorfor: fordi}]\n", "unknown-key"),
    ],
)
def test_settings_that_cannot_be_read_are_found(workspace: Workspace, lines: str, name: str) -> None:
    assert name in names(workspace.write({COMMITTEE: with_rules(lines)}).check())


def test_codes_are_chosen_and_left_out_on_the_command_line(workspace: Workspace) -> None:
    workspace.write({MEETING: UNTIMED, NOTE: note()})
    workspace.write({MEETING: UNTIMED + "  - {sak: plan, varighet: 5}\n", NOTE: note(EMPTY)})

    def found(*arguments: str) -> list[str]:
        return [item["code"] for item in workspace.run("check", "--json", *arguments).document["diagnostics"]]

    assert found() == ["AG004", "ST008"]
    assert found("--select", "st") == ["ST008"]
    assert found("--select", "ST,AG004") == found("--select", "ST", "--select", "AG") == ["AG004", "ST008"]
    assert found("--ignore", "AG") == ["ST008"]
    assert found("--select", "AG,ST", "--ignore", "ST008") == ["AG004"]
    assert workspace.run("check", "--select", "QQ").code == 2
    assert workspace.run("check", "--ignore", "ST,QQ").code == 2


def test_strict_counts_warnings_and_never_hints(workspace: Workspace) -> None:
    workspace.write({MEETING: UNTIMED})
    assert workspace.run("check").code == 0
    assert workspace.run("check", "--strict").code == 1
    assert workspace.run("check", "--strict", "--ignore", "AG004").code == 0
    workspace.write({COMMITTEE: with_rules("  alvorsgrad: {AG004: hint}\n")})
    assert workspace.run("check", "--strict").code == 0


def test_the_exit_code_is_that_of_what_is_chosen(workspace: Workspace) -> None:
    workspace.write({NOTE: note("", head="ukjent: 1\n")})
    assert workspace.run("check").code == 1
    assert workspace.run("check", "--select", "AG").code == 0
