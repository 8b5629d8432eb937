"""What a finding is about, for the printed findings, the nightly pages and the page of a watch alike."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from mottepakke import codes
from mottepakke.build.places import PARTS, Places
from mottepakke.diagnostics import Diagnostic, Severity
from mottepakke.model.source import Span
from tests.support.nights import standard
from tests.support.workspaces import COMMITTEE, KEY, LEDGER, MEETING, NOTE, Workspace, meeting, note

CASE = "rad/2025/plan"
AGENDA = "  - tittel: Først\n  - sak: plan\n  - pause: 10\n  - tittel: Sist\n"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    (tmp_path / "sources/rad/felles").mkdir(parents=True)
    (tmp_path / "sources/rad/felles" / unicodedata.normalize("NFD", "vår.md")).write_text("Ord.\n", encoding="utf-8")
    head = "vedlegg: [{fil: ../../felles/vår.md, tittel: Vår}]\n"
    files = {MEETING: meeting(AGENDA), NOTE: note(title="Plan", head=head)}
    prepared = Workspace(tmp_path).write(files).prepared(KEY)
    return Places.of(prepared.meeting, "rad")


def line(text: str) -> int:
    return meeting(AGENDA).splitlines().index(text) + 1


def at(path: str, number: int = 1, weight: Severity | None = None) -> Diagnostic:
    return Diagnostic(codes.EMPTY_SECTION, Span(path, number), weight=weight)


@pytest.mark.parametrize(
    ("path", "about"),
    [
        (NOTE, CASE),
        ("sources/rad/2025/plan/vedlegg.pdf", CASE),
        ("sources/rad/2025/plan/../../felles/vår.md", CASE),
        ("sources/rad/2025/planer/toppnotat.md", "andre_filer"),
        (COMMITTEE, "utvalget"),
        (LEDGER, "saksregisteret"),
        ("packs/rad/2025-2.referat.md", "referatet"),
        ("packs/rad/2025-1.yaml", "møtet"),
        ("packs/annet/utvalg.yaml", "andre_filer"),
        ("layouts/hus/layout.yaml", "andre_filer"),
        (".", "andre_filer"),
    ],
)
def test_what_a_finding_is_about_goes_by_its_place(places: Places, path: str, about: str) -> None:
    assert places.about(Span(path)) == about


def test_on_the_agenda_it_goes_by_the_row(places: Places) -> None:
    keys = [case.key for case in places.cases]
    rows = [places.about(Span(MEETING, line(row))) for row in AGENDA.splitlines()]
    assert rows == [keys[0], CASE, "møtet", keys[2]]
    assert places.about(Span(MEETING, 1)) == "møtet"


def test_of_a_meeting_that_cannot_be_read_its_own_file_is_the_meeting() -> None:
    places = Places.of(None, "rad")
    assert [places.about(Span(path)) for path in (MEETING, NOTE)] == ["møtet", "andre_filer"]


def test_groups_come_as_on_the_agenda_and_the_heaviest_first(places: Places) -> None:
    found = [
        at("layouts/x"),
        at(NOTE, 3, Severity.HINT),
        at(NOTE, 9, Severity.ERROR),
        at(NOTE, 5, Severity.ERROR),
        at(COMMITTEE),
        at(MEETING, line("  - tittel: Sist")),
        at(MEETING, line("  - tittel: Først")),
        at(MEETING),
    ]
    groups = places.groups(found)
    keys = [case.key for case in places.cases]
    assert list(groups) == ["møtet", *keys, "utvalget", "andre_filer"]
    assert [item.span.line for item in groups[CASE]] == [9, 5, 3]


def test_headings_are_in_the_words_of_the_house(places: Places) -> None:
    for language, agenda in (("nb", "Møtet og sakslisten"), ("nn", "Møtet og sakslista")):
        words = standard().words[language]
        assert places.heading(CASE, words) == "Sak\N{NO-BREAK SPACE}2/25: Plan"
        assert places.heading("møtet", words) == agenda
        assert all(places.heading(part, words) for part in PARTS)
