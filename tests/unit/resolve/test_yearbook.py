"""The year's register: every number once, what became of it, and every gap explained."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mottepakke import pipeline
from mottepakke.build.yearbook import read_yearbook
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.meeting import CaseRow, Committee, Ledger, LedgerEntry, Meeting, unreadable_case
from mottepakke.model.sent import SentCase, SentFile, SentVersion
from mottepakke.model.source import Origin, Span
from mottepakke.model.yearbook import GAPS, Fate, Place, Yearbook, YearbookRow
from mottepakke.register.sent import sent_text
from mottepakke.resolve.yearbook import yearbook_of
from tests.support.workspaces import COMMITTEE, LEDGER, Workspace, committee, meeting, names, note

SERIES = 'saksnummer: "PS {nr}/{åå}"\nserier: {Referatsak: "RS {nr}/{åå}"}\n'
ONE = "packs/rad/2025-1.yaml"
TWO = "packs/rad/2025-2.yaml"


def entry(number: str, title: str = "Sak", where: str = "rad/2025-1", status: str = "behandlet", more: str = "") -> str:
    return f"- sak: {number}\n  tittel: {title}\n  møte: {where}\n  status: {status}\n{more}"


def seal(key: str, *versions: dict[str, str], carried: dict[str, str] | None = None) -> dict[str, str]:
    """The seal of a meeting: a version for each dict of numbers by slug."""
    made = tuple(
        SentVersion(n, dt.date(2025, 1, n), tuple(SentCase(f"rad/2025/{slug}", number, (carried or {}).get(slug, ""))
        for slug, number in cases.items()))
        for n, cases in enumerate(versions, 1)
    )  # fmt: skip
    return {f"packs/{key}.sendt.yaml": sent_text(SentFile(key, made))}


def register(root: Path, files: dict[str, str], year: int = 2025, lines: str = "") -> tuple[Yearbook, list[Diagnostic]]:
    workspace = Workspace(root, {COMMITTEE: committee(lines), **files})
    sources = pipeline.open_workspace(workspace.root)
    owner = sources.committee("rad")
    assert owner is not None
    yearbook, report = read_yearbook(owner, year, sources)
    assert yearbook is not None, list(report)
    return yearbook, list(report)


def fates(yearbook: Yearbook) -> dict[str, Fate]:
    return {row.number: row.fate for row in yearbook.rows}


def only(yearbook: Yearbook) -> YearbookRow:
    (row,) = yearbook.rows
    return row


@pytest.mark.parametrize(
    ("status", "fate"),
    [
        ("behandlet", Fate.TREATED),
        ("tildelt", Fate.ASSIGNED),
        ("trukket", Fate.WITHDRAWN),
        ("Utsatt til 3/2025", Fate.POSTPONED),
    ],
)
def test_the_ledger_says_what_became_of_a_number(status: str, fate: Fate, tmp_path: Path) -> None:
    assert fates(register(tmp_path, {LEDGER: entry("1/25", status=status)})[0]) == {"1/25": fate}


def test_what_the_ledger_adds_to_postponed_is_kept(tmp_path: Path) -> None:
    assert only(register(tmp_path, {LEDGER: entry("1/25", status="utsatt til 3/2025")})[0]).until == "til 3/2025"


def test_a_number_that_nobody_has_is_a_row_and_a_finding_at_the_number_after_it(tmp_path: Path) -> None:
    yearbook, found = register(tmp_path, {LEDGER: entry("1/25") + entry("4/25")})
    assert fates(yearbook) == {"1/25": Fate.TREATED, "2/25": Fate.UNUSED, "3/25": Fate.UNUSED, "4/25": Fate.TREATED}
    (finding,) = found
    assert (finding.code.name, finding.span.line) == ("number-unused", 5)
    assert dict(finding.args)["numbers"] == "2/25–3/25"


def test_numbers_before_the_first_of_the_ledger_are_not_known(tmp_path: Path) -> None:
    yearbook, found = register(tmp_path, {LEDGER: entry("3/25") + entry("5/25")})
    assert fates(yearbook) == {
        "1/25": Fate.UNKNOWN,
        "2/25": Fate.UNKNOWN,
        "3/25": Fate.TREATED,
        "4/25": Fate.UNUSED,
        "5/25": Fate.TREATED,
    }
    assert sorted(names(found)) == ["number-unknown", "number-unused"]


def test_a_planned_number_below_the_ledgers_first_is_not_what_the_ledger_begins_with(tmp_path: Path) -> None:
    plan = meeting("  - tittel: A\n    nummer: 2/25\n")
    yearbook, _ = register(tmp_path, {LEDGER: entry("4/25"), TWO: plan})
    assert [row.fate for row in yearbook.rows] == [Fate.UNKNOWN, Fate.PROVISIONAL, Fate.UNKNOWN, Fate.TREATED]
    assert yearbook.series[0].first_firm == "4/25"


def test_a_note_of_the_year_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    yearbook, found = register(tmp_path, {TWO: meeting("  - sak: borte\n")})
    assert fates(yearbook) == {"1/25": Fate.PROVISIONAL}
    assert names(found) == ["missing-note"]


def test_planned_meetings_give_provisional_numbers(tmp_path: Path) -> None:
    yearbook, found = register(tmp_path, {LEDGER: entry("1/25"), TWO: meeting("  - tittel: A\n")})
    assert fates(yearbook) == {"1/25": Fate.TREATED, "2/25": Fate.PROVISIONAL}
    assert yearbook.rows[1].place == Place("rad/2025-2", dt.date(2025, 5, 15))
    assert found == []


def test_series_count_by_themselves(tmp_path: Path) -> None:
    ledger = entry("PS 1/25") + entry("PS 2/25") + entry("RS 2/25")
    yearbook, _ = register(tmp_path, {LEDGER: ledger}, lines=SERIES)
    assert [[row.number for row in series.rows] for series in yearbook.series] == [
        ["PS 1/25", "PS 2/25"],
        ["RS 1/25", "RS 2/25"],
    ]
    assert [series.types for series in yearbook.series] == [(), ("Referatsak",)]


def test_a_january_meeting_prepared_in_december_counts_in_its_own_year(tmp_path: Path) -> None:
    january = meeting("  - tittel: A\n", 1, "2026-01-12").replace("1/2025", "1/2026")
    files = {LEDGER: entry("1/25"), "packs/rad/2026-1.yaml": january}
    assert fates(register(tmp_path, files, 2025)[0]) == {"1/25": Fate.TREATED}
    assert fates(register(tmp_path, files, 2026)[0]) == {"1/26": Fate.PROVISIONAL}


def test_a_number_that_went_to_a_later_meeting_says_where_it_went_and_came_from(tmp_path: Path) -> None:
    rows = "  - tittel: A\n    status: utsatt\n"
    files = {ONE: meeting(rows, 1, "2025-02-01"), TWO: meeting("  - tittel: A\n")}
    first, second = Place("rad/2025-1", dt.date(2025, 2, 1)), Place("rad/2025-2", dt.date(2025, 5, 15))

    here = only(register(tmp_path / "a", files | {LEDGER: entry("1/25", "A", status="utsatt")})[0])
    assert (here.place, here.carried_to, here.fate) == (first, second, Fate.POSTPONED)

    sent = seal("rad/2025-1", {"a": "1/25"}) | seal("rad/2025-2", {"a": "1/25"})
    there = only(register(tmp_path / "b", files | sent | {LEDGER: entry("1/25", "A", "rad/2025-2")})[0])
    assert (there.place, there.carried_from, there.carried_to) == (second, first, None)


def test_where_a_seal_says_a_case_came_from_is_told_without_that_meeting(tmp_path: Path) -> None:
    sent = seal("rad/2025-2", {"a": "1/25"}, carried={"a": "2025-02-01"})
    row = only(register(tmp_path, {LEDGER: entry("1/25", "A", "rad/2025-2"), TWO: meeting("  - tittel: A\n"), **sent})[0])
    assert row.carried_from == Place("", dt.date(2025, 2, 1))


def test_a_number_sent_once_and_taken_out_is_never_a_gap(tmp_path: Path) -> None:
    sent = seal("rad/2025-2", {"a": "1/25", "b": "2/25"}, {"a": "1/25"})
    yearbook, found = register(tmp_path, {TWO: meeting("  - tittel: A\n"), LEDGER: entry("1/25", "A", "rad/2025-2"), **sent})
    assert fates(yearbook) == {"1/25": Fate.TREATED, "2/25": Fate.TAKEN_OUT}
    assert yearbook.rows[1].version == 1
    assert names(found) == ["number-not-in-ledger"]


def test_what_was_sent_is_in_the_register_when_the_ledger_has_lost_it(tmp_path: Path) -> None:
    sent = seal("rad/2025-2", {"a": "1/25", "b": "2/25"})
    rows = "  - tittel: A\n  - tittel: B\n    status: trukket\n"
    yearbook, found = register(tmp_path, {TWO: meeting(rows), **sent})
    assert [(row.number, row.title, row.fate) for row in yearbook.rows] == [
        ("1/25", "A", Fate.ASSIGNED),
        ("2/25", "B", Fate.WITHDRAWN),
    ]
    assert names(found) == ["number-not-in-ledger"] * 2


def test_a_case_treated_twice_tells_its_other_number(tmp_path: Path) -> None:
    files = {
        "packs/rad/2025-3.yaml": meeting("  - sak: plan\n  - tittel: Eventuelt\n", 3, "2025-09-01"),
        "sources/rad/2025/plan/toppnotat.md": note("## Bakgrunn\n\nTekst\n"),
        LEDGER: entry("1/25", "Plan", more="  nøkkel: rad/2025/plan\n") + entry("2/25", "Eventuelt"),
    }
    yearbook, _ = register(tmp_path, files)
    assert [(row.number, row.also) for row in yearbook.rows] == [
        ("1/25", ("3/25",)),
        ("2/25", ()),
        ("3/25", ("1/25",)),
        ("4/25", ()),
    ]


def test_an_exempt_case_shows_its_public_title_and_no_decision(tmp_path: Path) -> None:
    secret = "unntatt: {hjemmel: offl. § 23, offentlig_tittel: Sak om anskaffelse}\n"
    files = {
        TWO: meeting("  - sak: plan\n"),
        "sources/rad/2025/plan/toppnotat.md": note("## Bakgrunn\n\nTekst\n", secret, "Kjøp av Hemmelig AS"),
        LEDGER: entry("1/25", "Kjøp av Hemmelig AS", "rad/2025-2", more="  nøkkel: rad/2025/plan\n  vedtak: Kjøp.\n"),
    }
    row = only(register(tmp_path, files)[0])
    assert (row.title, row.decision, row.decision_exempt) == ("Sak om anskaffelse", (), True)


def test_the_ledger_may_say_itself_that_a_case_is_exempt(tmp_path: Path) -> None:
    more = "  unntatt: {hjemmel: offl. § 23, offentlig_tittel: Sak om anskaffelse}\n  vedtak: Kjøp.\n"
    row = only(register(tmp_path, {LEDGER: entry("1/25", "Kjøp av Hemmelig AS", more=more)})[0])
    assert (row.title, row.decision, row.exempt and row.exempt.basis) == ("Sak om anskaffelse", (), "offl. § 23")


def test_a_series_without_years_shows_the_stretch_of_the_year(tmp_path: Path) -> None:
    ledger = entry("Råd 40", where="rad/2024-3") + entry("Råd 42") + entry("Råd 44", where="rad/2026-1")
    yearbook, _ = register(tmp_path, {LEDGER: ledger}, lines='saksnummer: "Råd {nr}"\n')
    assert fates(yearbook) == {"Råd 41": Fate.UNUSED, "Råd 42": Fate.TREATED}


@pytest.mark.parametrize("broken", [entry("1/25") + entry("01/25"), entry("PS 1/25"), "- {sak: 1/25}\n"])
def test_a_register_is_refused_while_the_ledger_has_errors(broken: str, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, {COMMITTEE: committee(), LEDGER: broken})
    run = workspace.run("register", "rad", "2025", "--json")
    assert run.code == 1
    assert "register-refused" in [item["name"] for item in run.document["diagnostics"]]
    assert not (tmp_path / "output").exists()


PLACES = st.dictionaries(
    st.tuples(st.sampled_from(["PS", "RS"]), st.integers(1, 12)), st.sampled_from(["ledger", "sent", "both"]), max_size=12
)


@pytest.fixture(scope="module")
def rad(tmp_path_factory: pytest.TempPathFactory) -> tuple[Committee, Meeting]:
    files = {COMMITTEE: committee(SERIES), TWO: meeting("  - tittel: A\n")}
    sources = pipeline.open_workspace(Workspace(tmp_path_factory.mktemp("rad"), files).root)
    owner, plan = sources.committee("rad"), sources.meeting("rad/2025-2")
    assert owner is not None
    assert plan is not None
    return owner, plan


@given(known=PLACES, planned=st.lists(st.sampled_from(["Drøfting", "Referatsak"]), max_size=4))
def test_every_number_up_to_the_highest_appears_exactly_once(
    known: dict[tuple[str, int], str], planned: list[str], rad: tuple[Committee, Meeting]
) -> None:
    owner, plan = rad
    numbers = {f"{name} {number}/25": source for (name, number), source in known.items()}
    origin = Origin(Span("x"))
    entries = tuple(
        LedgerEntry(number, "", "T", "", "rad/2025-1", dt.date(2025, 2, 1), "behandlet", (), origin)
        for number, source in numbers.items()
        if source != "sent"
    )
    sent = tuple(SentCase(f"rad/2025/{n}", n) for n, source in numbers.items() if source != "ledger")
    seals = {"rad/2025-1": SentFile("rad/2025-1", (SentVersion(1, dt.date(2025, 1, 1), sent),))} if sent else {}
    cases = [unreadable_case(f"rad/2025/{n}", "T", "x", Span("x"), has_note=False) for n in range(len(planned))]
    rows = [
        CaseRow(replace(case, type=name), None, None, "", "", "", origin)
        for case, name in zip(cases, planned, strict=True)
    ]  # fmt: skip
    yearbook = yearbook_of(owner, Ledger("rad", entries), [replace(plan, rows=tuple(rows))], seals, 2025)

    for series in yearbook.series:
        name = series.pattern.split()[0]
        assert [row.number for row in series.rows] == [f"{name} {n}/25" for n in range(1, len(series.rows) + 1)]
        assert series.rows[-1].fate not in GAPS
    firm = {row.number for row in yearbook.rows if row.fate not in (*GAPS, Fate.PROVISIONAL)}
    assert firm == numbers.keys()
    assert sum(row.fate is Fate.PROVISIONAL for row in yearbook.rows) <= len(planned)
