"""A meeting file."""

import datetime as dt
from pathlib import Path

import pytest

from mottepakke.diagnostics import Report
from mottepakke.model.meeting import BreakRow, Case, CaseRow, Meeting, NextMeeting, Person, TimeRange
from mottepakke.model.source import Origin, Span
from mottepakke.read.committee import read_committee
from mottepakke.read.meeting import read_meeting
from mottepakke.read.note import Place
from tests.support.workspaces import places

HEAD = "møte: 2/2025\ndato: 2025-05-15\nsaksliste:\n"
FULLEST = """\
Mote: 2/25
tittel: Ekstra møte
dato: torsdag 15. mai 2025
tid: 09:00–16:00
sted: Oslo
medlemmer: ["Kari Nordmann, KS"]
neste møte: {dato: 2025-09-04, tid: 09:00-16:00, sted: Bodø}
versjon: 0.9
saksliste:
  - sak: innkalling
    varighet: 5
  - sak: 2024/icd-11
    varighet: 55
    kl: 09:15
    nummer: 13/24
    fra: 1/2025
  - pause: 10
  - lunsj: 30
    tittel: Lunsj i kantina
    kl: 11.30
  - tittel: Eventuelt
    sakstype: Orientering
    punkter: [Første, Andre]
    status: utsatt
  - tittel: Eventuelt
  - tittel: Eventuelt
"""


def case(key: str, span: Span) -> Case:
    """A stand-in for a case note."""
    slug = key.rpartition("/")[2]
    return Case(
        key=f"rad/{key}", title=slug, short_title=slug, type="", owners=(), officers=(), presenters=(), summary=(),
        proposal=(), earlier=(), attachments=(), slides=None, exempt=None, points=(), sections=(), has_note=True,
        origin=Origin(span),
    )  # fmt: skip


def read(source: str, key: str = "rad/2025-2") -> tuple[Meeting | None, list[tuple[str, int]]]:
    report = Report()
    own = read_committee(
        "navn: Rådet\nkortnavn: Rådet\nmedlemmer: [Ola]\n", "rad", Place("utvalg.yaml", Path(), Path()), Report()
    )
    assert own is not None
    meeting = read_meeting(source, key, Place("møte.yaml", Path(), Path()), own, report, case)
    return meeting, [(name, line) for name, _, line in places(report)]


def test_the_smallest_meeting() -> None:
    meeting, found = read(HEAD + "  - tittel: Eventuelt\n")
    assert meeting is not None
    assert found == []
    assert (meeting.key, meeting.committee, meeting.year, meeting.number) == ("rad/2025-2", "rad", 2025, 2)
    assert (meeting.title, meeting.date, meeting.time, meeting.place) == ("", dt.date(2025, 5, 15), None, "")
    assert (meeting.members, meeting.next_meeting, meeting.version) == ((Person("Ola"),), None, "")


def test_the_fullest_meeting_is_read_whole() -> None:
    meeting, found = read(FULLEST)
    assert meeting is not None
    assert found == []
    assert (meeting.title, meeting.place, meeting.version) == ("Ekstra møte", "Oslo", "0.9")
    assert (meeting.date, meeting.time) == (dt.date(2025, 5, 15), TimeRange(dt.time(9), dt.time(16)))
    assert meeting.members == (Person("Kari Nordmann", "KS"),)
    assert meeting.next_meeting == NextMeeting(dt.date(2025, 9, 4), TimeRange(dt.time(9), dt.time(16)), "Bodø")


def test_rows_are_cases_and_breaks_in_order() -> None:
    meeting, _ = read(FULLEST)
    assert meeting is not None
    first, other, pause, lunch, *rest = meeting.rows
    assert isinstance(first, CaseRow)
    assert isinstance(other, CaseRow)
    assert isinstance(pause, BreakRow)
    assert isinstance(lunch, BreakRow)
    assert (first.case.key, first.minutes, first.start, first.number) == ("rad/2025/innkalling", 5, None, "")
    assert (other.case.key, other.minutes, other.start) == ("rad/2024/icd-11", 55, dt.time(9, 15))
    assert (other.number, other.carried_from) == ("13/24", "rad/2025-1")
    assert (pause.kind, pause.minutes, pause.title) == ("pause", 10, "")
    assert (lunch.kind, lunch.minutes, lunch.title, lunch.start) == ("lunsj", 30, "Lunsj i kantina", dt.time(11, 30))
    cases = [row for row in rest if isinstance(row, CaseRow)]
    assert [row.case.slug for row in cases] == ["eventuelt", "eventuelt-2", "eventuelt-3"]
    assert (cases[0].case.type, cases[0].case.points, cases[0].status) == ("Orientering", ("Første", "Andre"), "utsatt")
    assert not cases[0].case.has_note


@pytest.mark.parametrize("written", ["2/2025", "2/25", "02/2025", "Møte 2/2025", "NUIT 2 / 2025"])
def test_the_number_agrees_with_the_file_name(written: str) -> None:
    assert read(HEAD.replace("2/2025", written) + "  - tittel: A\n")[1] == []


@pytest.mark.parametrize("written", ["3/2025", "2/2024", "2/24", "2025-2", "to", "2/2025x"])
def test_a_number_that_does_not_is_reported(written: str) -> None:
    assert read(HEAD.replace("2/2025", written) + "  - tittel: A\n")[1] == [("meeting-number-mismatch", 1)]


def test_the_date_agrees_with_the_year_of_the_file_name() -> None:
    assert read(HEAD.replace("2025-05", "2024-05") + "  - tittel: A\n")[1] == [("meeting-year-mismatch", 2)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("  - sak: [a]\n", [("wrong-type", 4)]),
        ('  - sak: ""\n', [("empty-value", 4)]),
        ("  - sak:\n", [("empty-value", 4)]),
        ("  - sak: a\n    varighet: lenge\n", [("invalid-number", 5)]),
        ("  - sak: a\n    kl: 25:00\n", [("invalid-time", 5)]),
        ("  - sak: a\n    status: ferdig\n", [("invalid-choice", 5)]),
        ("  - sak: a\n    presenterer: Kari\n", [("unknown-key", 5)]),
        ("  - sak: a\n  - sak: a\n", [("duplicate-case", 5)]),
        ("  - sak: a\n    sak: b\n", [("duplicate-key", 5)]),
        ("  - pause: kort\n", [("invalid-number", 4)]),
        ("  - pause:\n", [("empty-value", 4)]),
        ("  - pause:\n    tittel: A\n", [("empty-value", 4)]),
        ("  - pause: 10\n    varighet: 5\n", [("unknown-key", 5)]),
        ("  - pause: 10\n    lunsj: 5\n", [("ambiguous-row", 4)]),
        ("  - tittel:\n", [("empty-value", 4)]),
        ('  - tittel: ""\n', [("empty-value", 4)]),
        ("  - varighet: 5\n", [("ambiguous-row", 4)]),
        ("  - titel: A\n", [("unknown-key", 4)]),
        ("  - bare tekst\n", [("wrong-type", 4)]),
        ("  -\n", [("wrong-type", 4)]),
    ],
)
def test_a_wrong_row_is_found_at_its_line_and_does_not_stop_the_others(rows: str, expected: list[tuple[str, int]]) -> None:
    meeting, found = read(HEAD + rows + "  - tittel: Eventuelt\n")
    assert meeting is not None
    assert sorted(found) == sorted(expected)
    assert meeting.cases[-1].case.title == "Eventuelt"


@pytest.mark.parametrize(
    ("written", "key"),
    [("ICD-11", "rad/2025/icd-11"), ("../../etc", "rad/2025/etc"), ("24/icd", "rad/2025/icd"), ("sak a", "rad/2025/sak-a")],
)
def test_a_row_that_names_no_folder_keeps_its_place_in_the_draft(written: str, key: str) -> None:
    meeting, found = read(f"{HEAD}  - sak: {written}\n")
    assert meeting is not None
    assert (meeting.cases[0].case.key, found) == (key, [("invalid-slug", 4)])


@pytest.mark.parametrize("slug", ["a", "icd-11", "a--b", "1", "a-", "2024/icd-11"])
def test_a_slug_is_letters_figures_and_hyphens(slug: str) -> None:
    assert read(f"{HEAD}  - sak: {slug}\n")[1] == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", [("missing-key", 1)] * 3),
        (HEAD, [("empty-value", 3)]),
        ("møte: 2/2025\ndato: 2025-05-15\nsaksliste: []\n", [("empty-agenda", 3)]),
        ("møte: 2/2025\ndato: 2025-05-15\nsaksliste: {sak: a}\n", [("wrong-type", 3), ("empty-agenda", 3)]),
        (HEAD + "  - pause: 10\n", [("empty-agenda", 3)]),
        (HEAD.replace("2025-05-15", "2025-02-30") + "  - tittel: A\n", [("invalid-date", 2)]),
        (HEAD.replace("dato: 2025-05-15\n", "") + "  - tittel: A\n", [("missing-key", 1)]),
        (HEAD + "  - [\n", [("invalid-yaml", 5)]),
    ],
)
def test_a_meeting_without_a_date_or_cases_cannot_be_read(source: str, expected: list[tuple[str, int]]) -> None:
    meeting, found = read(source)
    assert meeting is None
    assert sorted(found) == sorted(expected)


def test_many_rows_of_one_title_are_told_apart() -> None:
    meeting, found = read(HEAD + "  - tittel: Eventuelt\n" * 300)
    assert meeting is not None
    assert found == []
    assert meeting.cases[-1].case.slug == "eventuelt-300"
