"""What presenters are called with: the call sheet and the calendars."""

from pathlib import Path

import pytest
from icalendar import Calendar

from tests.support.texts import docx_paragraphs, pdf_text
from tests.support.workspaces import KEY, PLAIN, Run, Workspace, meeting, note

FOLDER = "output/rad/2025-2"
EXEMPT = "unntatt: {hjemmel: offl. § 23, offentlig_tittel: Sak om anskaffelse}\n"
ROWS = """\
  - {sak: plan, varighet: 40}
  - {pause: 10}
  - {sak: kjop, varighet: 20}
  - {sak: borte, varighet: 20, status: trukket}
  - {tittel: Eventuelt, sakstype: Orientering, varighet: 10}
"""
FILES = {
    **PLAIN,
    "packs/rad/2025-2.yaml": meeting(ROWS, lines="sted: Oslo, rom 2\n"),
    "sources/rad/2025/plan/toppnotat.md": note(head="presenterer: [Ola Nordmann, 'Kari Nordmann, KS']\n", title="Plan"),
    "sources/rad/2025/kjop/toppnotat.md": note(head=f"presenterer: Ola Nordmann\n{EXEMPT}", title="Kjøp av Skjult AS"),
    "sources/rad/2025/borte/toppnotat.md": note(head="presenterer: Peder Ås\n", title="Borte"),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    workspace = Workspace(tmp_path_factory.mktemp("kall"), FILES)
    return workspace.root / FOLDER, workspace.run("build", KEY, "--json")


def events(path: Path) -> list[tuple[str, str, str]]:
    return [
        (str(event["summary"]), event.decoded("dtstart").isoformat(), str(event.get("description")))
        for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    ]


def test_a_calendar_a_presenter_and_one_for_the_meeting(made: tuple[Path, Run]) -> None:
    folder, run = made
    assert sorted(path.name for path in (folder / "kalender").iterdir()) == [
        "kari-nordmann.ics",
        "mote.ics",
        "ola-nordmann.ics",
    ]
    listed = [item for item in run.document["artifacts"] if item["format"] == "ics"]
    assert {item["kind"] for item in listed} == {"innkalling"}
    assert events(folder / "kalender/kari-nordmann.ics") == [
        ("Sak 1/25: Plan", "2025-05-15T07:00:00+00:00", "Møte 2/2025 i Rådet\n40\N{NO-BREAK SPACE}minutter: 09.00–09.40")
    ]
    ((title, start, programme),) = events(folder / "kalender/mote.ics")
    assert (title, start) == ("Møte i Rådet for prøver", "2025-05-15T07:00:00+00:00")
    assert programme.splitlines() == [
        "09.00 Sak 1/25: Plan",
        "09.50 Sak 2/25: Sak om anskaffelse",
        "10.10 Sak 4/25: Eventuelt",
    ]


def test_an_exempt_title_leaves_in_no_calendar(made: tuple[Path, Run]) -> None:
    folder, _ = made
    assert [title for title, _, _ in events(folder / "kalender/ola-nordmann.ics")] == [
        "Sak 1/25: Plan",
        "Sak 2/25: Sak om anskaffelse",
    ]
    assert not [
        path for path in (folder / "kalender").iterdir() if any(word in path.read_bytes() for word in (b"Skjult", b"kjop"))
    ]


def test_the_call_sheet_says_who_presents_when_and_whose_slides_are_missing(made: tuple[Path, Run]) -> None:
    folder, _ = made
    lines = [text for _, text in docx_paragraphs(folder / "kjoreplan.docx") if text.strip()]
    assert lines[lines.index("09.00–09.40") :] == [
        *("09.00–09.40", "1/25", "Plan", "Ola Nordmann", "Kari Nordmann, KS", "mangler"),
        *("09.40–09.50", "Pause"),
        *("09.50–10.10", "2/25", "Kjøp av Skjult AS", "Ola Nordmann", "mangler"),
        *("3/25", "Borte (trukket)"),
        *("10.10–10.20", "4/25", "Eventuelt"),
        "Mangler lysbilder fra",
        "Ola Nordmann: 1/25 Plan, 2/25 Kjøp av Skjult AS",
        "Kari Nordmann: 1/25 Plan",
    ]
    assert "Kjøreplan for møte 2/2025 i Rådet" in pdf_text(folder / "kjoreplan.pdf")


def test_the_call_sheet_is_no_part_of_the_members_pack(made: tuple[Path, Run]) -> None:
    folder, _ = made
    assert "Kjøreplan" not in pdf_text(folder / "motepakke-rad-2025-2.pdf")
