"""utvalg.yaml."""

from pathlib import Path

import pytest

from mottepakke.diagnostics import Report
from mottepakke.model.meeting import Committee, Person, SlideSettings
from mottepakke.read.committee import read_committee
from mottepakke.read.note import Place
from tests.support.workspaces import places

SMALLEST = "navn: Rådet for prøver\nkortnavn: Rådet\n"
FULLEST = """\
Navn: Nasjonalt utvalg for IT-prioritering
kortnavn: NUIT
virksomhet: Helsedirektoratet
malform: nn
layout: helse
saksnummer: "PS {nr}/{aa}"
serier:
  orientering: "RS {nr}/{åååå}"
møtenummer: "{nr}-{åååå}"
vedleggsnummer: per sak
agenda:
  kolonner: [sak, tittel, Presenterer, tid, tid, start, slutt, varighet, sakstype]
sakstyper: [Godkjenning, Orientering]
frist: 10
innkalt av: Sekretariatet
medlemmer:
  - {navn: Kari Nordmann, virksomhet: Helse Nord RHF, funksjon: leder}
  - Ola Nordmann, KS
regler: {lengste_uten_pause: 90, ignorer: [ST004 – fordi]}
"""


def read(source: str) -> tuple[Committee | None, list[tuple[str, int]]]:
    report = Report()
    committee = read_committee(source, "rad", Place("utvalg.yaml", Path(), Path()), report)
    return committee, [(name, line) for name, _, line in places(report)]


def test_the_smallest_committee_has_a_default_for_all_else() -> None:
    committee, found = read(SMALLEST)
    assert committee is not None
    assert found == []
    assert (committee.slug, committee.name, committee.short_name) == ("rad", "Rådet for prøver", "Rådet")
    assert (committee.language, committee.layout, committee.body, committee.called_by) == ("nb", "standard", "", "")
    assert (committee.number_pattern, committee.meeting_pattern, committee.series) == ("{nr}/{åå}", "{nr}/{åååå}", ())
    assert committee.attachment_numbering == "toppnotat"
    assert committee.columns == ("sak", "tittel", "tid", "sakstype")
    assert committee.case_types == ("Godkjenning", "Orientering", "Drøfting", "Beslutning")
    assert (committee.deadline_days, committee.members) == (None, ())


def test_slides_are_asked_for_in_words() -> None:
    committee, found = read(f"{SMALLEST}lysbilder: {{pdf: nei, notater: JA, stotteark: ja, utseende: husets}}\n")
    assert committee is not None
    assert found == []
    assert committee.slides == SlideSettings(pdf=False, notes=True, handout=True, look="husets")
    smallest, _ = read(SMALLEST)
    assert smallest is not None
    assert smallest.slides == SlideSettings(pdf=True, notes=False, handout=False, look="innleders")


def test_the_fullest_committee_is_read_whole() -> None:
    committee, found = read(FULLEST)
    assert committee is not None
    assert found == []
    assert (committee.language, committee.layout, committee.called_by) == ("nn", "helse", "Sekretariatet")
    assert (committee.number_pattern, committee.meeting_pattern) == ("PS {nr}/{åå}", "{nr}-{åååå}")
    assert committee.series == (("Orientering", "RS {nr}/{åååå}"),)
    assert committee.pattern_for("Orientering") == "RS {nr}/{åååå}"
    assert committee.pattern_for("Godkjenning") == "PS {nr}/{åå}"
    assert committee.attachment_numbering == "per sak"
    assert committee.columns == ("sak", "tittel", "presenterer", "tid", "start", "slutt", "varighet", "sakstype")
    assert committee.deadline_days == 10
    assert committee.members == (Person("Kari Nordmann", "Helse Nord RHF", "leder"), Person("Ola Nordmann", "KS"))


@pytest.mark.parametrize("pattern", ["ingen", "Ingen", '"INGEN"'])
def test_cases_may_carry_no_numbers(pattern: str) -> None:
    committee, found = read(f"{SMALLEST}saksnummer: {pattern}\n")
    assert committee is not None
    assert (committee.numbers_cases, found) == (False, [])


@pytest.mark.parametrize(
    "pattern", ["{nr}", "{nr}/{åå}", "{nr}/{åååå}", "PS {nr}/{åå}", "{åååå}-{nr}", "Råd {nr}", "{{nr}}"]
)
def test_a_pattern_has_a_number_and_at_most_one_year(pattern: str) -> None:
    committee, found = read(f'{SMALLEST}saksnummer: "{pattern}"\n')
    assert committee is not None
    assert (committee.number_pattern, found) == (pattern, [])


@pytest.mark.parametrize("pattern", ["17/25", "{åå}", "{nr}/{nr}", "{nr}/{åå}/{åååå}", "{nr}/{år}", "{NR}", "", "{nr} {nr}"])
def test_any_other_pattern_is_reported_and_the_default_used(pattern: str) -> None:
    committee, found = read(f'{SMALLEST}saksnummer: "{pattern}"\n')
    assert committee is not None
    assert (committee.number_pattern, found) == ("{nr}/{åå}", [("invalid-pattern", 3)])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("møtenummer: ingen", [("invalid-pattern", 3)]),
        ("serier: {Orientering: ingen}", [("invalid-pattern", 3)]),
        ('serier:\n  Drøfting: "A {nr}"\n  drofting: "B {nr}"', [("duplicate-key", 5)]),
        ('serier: {Referatsak: "RS {nr}/{åå}"}', [("unknown-type", 3)]),
        ("serier: [a]", [("wrong-type", 3)]),
        ("malform: en", [("invalid-choice", 3)]),
        ("vedleggsnummer: alle", [("invalid-choice", 3)]),
        ("agenda: {kolonner: [sak, farge]}", [("invalid-choice", 3)]),
        ("agenda: {kolonne: [sak]}", [("unknown-key", 3)]),
        ("agenda: [sak, tittel]", [("wrong-type", 3)]),
        ("lysbilder: {notater: kanskje}", [("invalid-choice", 3)]),
        ("lysbilder: {utseende: mitt}", [("invalid-choice", 3)]),
        ("lysbilder: {stoteark: ja}", [("unknown-key", 3)]),
        ("lysbilder: ja", [("wrong-type", 3)]),
        ("frist: snart", [("invalid-number", 3)]),
        ("farge: blå", [("unknown-key", 3)]),
    ],
)
def test_a_wrong_value_is_found_at_its_line_and_the_committee_still_read(line: str, expected: list[tuple[str, int]]) -> None:
    committee, found = read(f"{SMALLEST}{line}\n")
    assert committee is not None
    assert found == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", [("missing-key", 1), ("missing-key", 1)]),
        ("kortnavn: R\n", [("missing-key", 1)]),
        ('navn: ""\nkortnavn: R\n', [("empty-value", 1)]),
        ("navn: [\n", [("invalid-yaml", 2)]),
        ("- a\n", [("wrong-type", 1)]),
    ],
)
def test_a_committee_without_names_cannot_be_read(source: str, expected: list[tuple[str, int]]) -> None:
    assert read(source) == (None, expected)
