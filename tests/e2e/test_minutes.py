"""Minutes from the first draft to the finished document, and what becomes of their action points."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from mottepakke import pipeline
from mottepakke.build.keeping import FILES
from mottepakke.build.minutes import decided
from mottepakke.diagnostics import Report
from mottepakke.model.source import Span
from mottepakke.read.layout import read_layout
from tests.support.deliveries import found_in
from tests.support.texts import docx_paragraphs, pdf_text, pptx_slides, slide_lines, slide_title
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
    note,
    sent,
)

OUTPUT = f"output/{KEY}"
MEMBERS = """\
medlemmer:
  - {navn: Kari Nordmann, virksomhet: Prøvedirektoratet, funksjon: leder}
  - {navn: Ola Nordmann, virksomhet: KS}
  - {navn: Liv Moe, funksjon: vara}
  - {navn: Siri Bakke, funksjon: sekretær}
"""
WRITTEN = """\
---
forfall: [Ola Nordmann]
stedfortreder: [Liv Moe for Ola Nordmann]
kom: [{navn: Liv Moe, sak: 2/25}]
fra_sekretariatet: Siri Bakke
---
## 1/25

Kari la fram saken.

### Innspill

- Godt arbeid.

### Aksjonspunkter

- Kari Nordmann (frist 1. juni 2025): sender ut planen
- [x] Ola Nordmann (frist 20. mai 2025): ringer

### Vedtak

Rådet drøftet planen og ber om en ny.

## 2/25
"""


@pytest.fixture(scope="module", autouse=True)
def one_core() -> Iterator[None]:
    """No process is forked off one that has other tests' libraries in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "cpu_count", lambda: 1)
        yield


def text_of(path: Path) -> list[str]:
    return [text for _, text in docx_paragraphs(path) if text.strip()]


# -- the draft ---------------------------------------------------------------------------------------------------


def test_the_draft_has_who_was_called_and_every_case_with_its_proposal(tmp_path: Path) -> None:
    files = {**PLAIN, COMMITTEE: committee(MEMBERS), NOTE: note(head="presenterer: [Kari, Ola, 'Liv, KS']\n")}
    run = Workspace(tmp_path, files).run("minutes", KEY)
    assert (run.code, run.out) == (0, f"{MINUTES}\n")
    head, body = (tmp_path / MINUTES).read_text(encoding="utf-8").removeprefix("---\n").split("---\n\n")
    assert "til_stede:\n  - Kari Nordmann\n  - Ola Nordmann\nforfall: []" in head
    assert "fra_sekretariatet:\n  - Siri Bakke\n" in head
    assert body == (
        "## 1/25 Plan\n\nKari og Ola og Liv, KS, la fram saken.\n\n### Innspill\n\n### Aksjonspunkter\n\n"
        "### Vedtak\n\nRådet drøftet saken.\n\n## 2/25 Eventuelt\n"
    )


def test_the_draft_of_a_committee_without_numbers_goes_by_slugs_and_is_in_its_language(tmp_path: Path) -> None:
    rows = "  - {sak: plan, varighet: 5}\n  - {tittel: Noko anna, varighet: 5, status: utsatt}\n"
    files = {COMMITTEE: committee("målform: nn\nsaksnummer: ingen\n"), MEETING: meeting(rows), NOTE: note()}
    made = Workspace(tmp_path, files)
    assert made.run("minutes", KEY).code == 0
    body = (tmp_path / MINUTES).read_text(encoding="utf-8").split("---\n\n")[1]
    assert body == (
        "## plan\n\nKari la fram saka.\n\n### Innspel\n\n### Oppfølgingspunkt\n\n### Vedtak\n\nRådet drøftet saken.\n\n"
        "## noko-anna\n\nSaka vart utsett.\n"
    )
    assert made.check(KEY) == []


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("2025-planen", "## 1/25 2025-planen"),
        ("*Kalla* [x]", "## 1/25 \\*Kalla\\* \\[x\\]"),
        ('Slutt {unntatt="nei"}', "## 1/25"),
    ],
)
def test_a_title_in_the_draft_is_never_read_as_more(title: str, heading: str, tmp_path: Path) -> None:
    made = Workspace(tmp_path, {COMMITTEE: committee(), MEETING: meeting(f"  - {{tittel: '{title}', varighet: 5}}\n")})
    before = made.check(KEY)
    assert made.run("minutes", KEY).code == 0
    assert heading in (tmp_path / MINUTES).read_text(encoding="utf-8").splitlines()
    assert made.check(KEY) == before


def test_proposals_with_headings_notes_and_references_come_back_as_they_were(tmp_path: Path) -> None:
    body = "## Forslag til vedtak\n\n### Del\n\nSe [[sak:eventuelt]].[^1]\n\n[^1]: Noten.\n"
    rows = "  - {sak: plan, varighet: 5}\n  - {sak: to, varighet: 5}\n  - {tittel: Eventuelt, varighet: 5}\n"
    text = note(body).replace("forslag_til_vedtak: Rådet drøftet saken.\n", "")
    files = {COMMITTEE: committee(), MEETING: meeting(rows), NOTE: text, NOTE.replace("plan", "to"): text}
    made = Workspace(tmp_path, files)
    assert made.run("minutes", KEY).code == 0
    assert made.check(KEY) == []


def test_what_people_wrote_is_never_overwritten(tmp_path: Path) -> None:
    made = Workspace(tmp_path, {**PLAIN, MINUTES: WRITTEN})
    assert made.run("minutes", KEY).code == 0
    assert (tmp_path / MINUTES).read_text(encoding="utf-8") == WRITTEN
    (tmp_path / MINUTES).unlink()
    (tmp_path / MINUTES).symlink_to("nowhere")
    assert made.run("minutes", KEY).code == 1
    assert not (tmp_path / "packs/rad/nowhere").exists()


def test_minutes_of_a_meeting_that_cannot_be_read_or_is_not_one_meeting_are_refused(tmp_path: Path) -> None:
    made = Workspace(tmp_path, {**PLAIN, "packs/rad/2025-3.yaml": "møte: 3/2025\n"})
    assert made.run("minutes", "rad/2025-3").code == 1
    assert made.run("minutes", "rad").code == 2
    assert made.run("minutes", "rad/2025-9").code == 2
    assert not list(tmp_path.rglob("*.referat.md"))


# -- the document ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A meeting whose pack is built before its minutes."""
    made = Workspace(tmp_path_factory.mktemp("referat"), {**PLAIN, COMMITTEE: committee(MEMBERS), MINUTES: WRITTEN})
    assert made.run("build").code == 0
    run = made.run("minutes", KEY, "--diff")
    assert (run.code, run.out.splitlines()) == (0, [f"{OUTPUT}/referat-endringer.pdf", f"{OUTPUT}/referat.pdf"])
    return made


def test_the_minutes_say_who_met_what_was_said_and_what_was_decided(built: Workspace) -> None:
    lines = text_of(built.root / OUTPUT / "referat.docx")
    for text in (
        "Referat fra møte 2/2025 i Rådet",
        "Ikke godkjent",
        "Kari Nordmann, Prøvedirektoratet (leder)",
        "Ikke til stede Ola Nordmann, KS",
        "Stedfortreder Liv Moe for Ola Nordmann (fra sak 2/25)",
        "Fra sekretariatet Siri Bakke",
        "Sak 1/25: Plan for året",
        "Kari la fram saken.",
        "Godt arbeid.",
        "Kari Nordmann (frist 1. juni 2025): sender ut planen",
        "Ola Nordmann (frist 20. mai 2025): ringer",
        "Vedtak oppdatert",
        "Rådet drøftet planen og ber om en ny.",
    ):
        assert text in lines
    assert lines.index("Ikke til stede Ola Nordmann, KS") == lines.index("Medlemmer") + 2
    pdf = "\n".join(page.extract_text() for page in pypdf.PdfReader(built.root / OUTPUT / "referat.pdf").pages)
    assert "Ikke godkjent" in pdf
    assert "Vedtak oppdatert" in pdf


def test_changes_from_the_proposal_are_marked_with_signs(built: Workspace) -> None:
    assert "Rådet drøftet planen [+og ber om en ny]." in text_of(built.root / OUTPUT / "referat-endringer.docx")


def test_the_rest_of_the_folder_stays_and_the_manifest_is_true(built: Workspace) -> None:
    folder = built.root / OUTPUT
    assert (folder / "motepakke-rad-2025-2.pdf").is_file()
    assert found_in(folder) == []
    listed = {item["path"]: item for item in json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]}
    assert set(FILES) <= set(listed)
    assert listed["referat.pdf"]["document_type"] == "Møteprotokoll"
    assert listed["referat.pdf"]["conformance"] == ["PDF/A-2a", "PDF/UA-1"]


def test_building_the_pack_again_keeps_the_minutes(built: Workspace) -> None:
    folder = built.root / OUTPUT
    before = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert built.run("build").code == 0
    after = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert after.keys() == before.keys()
    assert after == before


def test_minutes_without_the_marks_replace_those_with_them(tmp_path: Path) -> None:
    made = Workspace(tmp_path, {**PLAIN, MINUTES: WRITTEN})
    assert made.run("minutes", KEY, "--diff", "--quiet").code == 0
    one = (tmp_path / OUTPUT / "referat.pdf").read_bytes()
    assert made.run("minutes", KEY, "--quiet").code == 0
    assert sorted(path.name for path in (tmp_path / OUTPUT).iterdir()) == ["manifest.json", "referat.docx", "referat.pdf"]
    assert (tmp_path / OUTPUT / "referat.pdf").read_bytes() == one
    assert found_in(tmp_path / OUTPUT) == []


def test_a_manifest_that_was_changed_is_not_vouched_for_again(tmp_path: Path) -> None:
    made = Workspace(
        tmp_path, {**PLAIN, MINUTES: WRITTEN, f"{OUTPUT}/a.pdf": "a", f"{OUTPUT}/manifest.json": '{"files": []}'}
    )
    assert made.run("minutes", KEY).code == 0
    assert [name for name, _ in found_in(tmp_path / OUTPUT)] == ["file-added"]


def test_approved_minutes_are_not_marked(tmp_path: Path) -> None:
    next_meeting = meeting("  - {tittel: Godkjenning av referat, sakstype: Godkjenning, varighet: 5}\n", 3, "2025-09-04")
    held = {
        "1/25": ("Plan for året", "2/2025"),
        "2/25": ("Eventuelt", "2/2025"),
        "3/25": ("Godkjenning av referat", "3/2025"),
    }
    ledger = "".join(f"- {{sak: {n}, tittel: {title}, møte: {m}, status: behandlet}}\n" for n, (title, m) in held.items())
    files = {**PLAIN, MINUTES: WRITTEN, "packs/rad/2025-3.yaml": next_meeting, LEDGER: ledger}
    made = Workspace(tmp_path, files)
    assert made.run("minutes", KEY).code == 0
    assert "Ikke godkjent" not in text_of(tmp_path / OUTPUT / "referat.docx")


def test_a_sent_pack_is_not_refused_for_its_own_minutes(tmp_path: Path) -> None:
    files = {**PLAIN, MINUTES: WRITTEN + "\n## 9/25\n", **sent()}
    run = Workspace(tmp_path, files).build()
    assert (run.code, (tmp_path / OUTPUT / "motepakke-rad-2025-2.pdf").is_file()) == (1, True)


# -- decisions and action points -----------------------------------------------------------------------------------


def test_what_the_ledger_is_told_is_markdown_with_references_in_words(tmp_path: Path) -> None:
    text = WRITTEN.replace("ber om en ny.", "ber om *en ny*, jf. [[sak:eventuelt]].")
    prepared = Workspace(tmp_path, {**PLAIN, MINUTES: text}).prepared()
    minutes = pipeline.open_workspace(tmp_path).minutes(KEY)
    layout = read_layout("standard", tmp_path, Span("f"), Report())
    assert layout is not None
    assert minutes is not None
    found = decided(prepared, minutes, layout)
    assert [(item.number, item.key, item.status) for item in found] == [
        ("1/25", "rad/2025/plan", "behandlet"),
        ("2/25", "rad/2025/eventuelt", "behandlet"),
    ]
    assert [item.decision for item in found] == [
        "Rådet drøftet planen og ber om *en ny*, jf. sak\N{NO-BREAK SPACE}2/25.",
        "",
    ]


def test_open_actions_are_listed_the_most_urgent_first(tmp_path: Path) -> None:
    second = WRITTEN.replace("1. juni", "1. mai").replace("1/25", "3/25").replace("2/25", "4/25")
    files = {**PLAIN, MINUTES: WRITTEN, "packs/rad/2025-3.yaml": meeting("  - {tittel: B, varighet: 5}\n", 3, "2025-09-04")}
    made = Workspace(tmp_path, {**files, "packs/rad/2025-3.referat.md": second})
    found = made.run("actions", "rad", "--json").document
    assert [(item["meeting"], item["case"], item["due"]) for item in found["actions"]] == [
        ("rad/2025-3", "3/25", "2025-05-01"),
        ("rad/2025-2", "1/25", "2025-06-01"),
    ]
    assert found["actions"][1] == {
        "meeting": KEY,
        "case": "1/25",
        "who": "Kari Nordmann",
        "due": "2025-06-01",
        "what": "sender ut planen",
        "path": MINUTES,
        "line": 17,
    }
    shown = made.run("actions")
    assert (shown.code, "2025-06-01  Kari Nordmann" in shown.out, "ringer" in shown.out) == (0, True, False)


def test_a_reference_in_an_action_point_stands_in_words_wherever_it_is_shown(tmp_path: Path) -> None:
    text = WRITTEN.replace("sender ut planen", "sender ut [[sak:plan]] og [[vedlegg:tall]], jf. [[sak:2024/borte]]")
    status = meeting("  - {tittel: Status, varighet: 5, punkter: aksjoner}\n", 3, "2025-09-04")
    made = Workspace(tmp_path, {**PLAIN, MINUTES: text, "packs/rad/2025-3.yaml": status})
    (point,) = made.run("actions", "rad", "--json").document["actions"]
    assert point["what"] == "sender ut 1/25 og tall, jf. [[sak:rad/2024/borte]]"

    assert made.run("build", "rad/2025-3", "--only", "pakke").code == 0
    notice = pdf_text(tmp_path / "output/rad/2025-3/innkalling.pdf")
    assert "Sender ut sak 1/25 og tall" in " ".join(notice.split()).replace("\N{NO-BREAK SPACE}", " ")


def test_where_nothing_is_open_nothing_is_listed(tmp_path: Path) -> None:
    made = Workspace(tmp_path, PLAIN)
    assert (made.run("actions").code, made.run("actions").out) == (0, "")
    assert made.run("actions", "nei").code == 2


def test_the_next_pack_shows_the_status_of_the_action_points(tmp_path: Path) -> None:
    rows = "  - {tittel: Oppfølging, sakstype: Orientering, varighet: 5, punkter: aksjoner}\n"
    files = {**PLAIN, MINUTES: WRITTEN, "packs/rad/2025-3.yaml": meeting(rows, 3, "2025-09-04")}
    made = Workspace(tmp_path, files)
    assert made.check("rad/2025-3") == []
    assert made.run("build", "rad/2025-3").code == 0
    lines = text_of(tmp_path / "output/rad/2025-3/innkalling.docx")
    start = lines.index("Aksjonspunkt")
    table = lines[start - 1 : start + 14]
    assert table == [
        *("Sak", "Aksjonspunkt", "Ansvarlig", "Frist", "Status"),
        *("1/25", "Sender ut planen", "Kari Nordmann", "1.\N{NO-BREAK SPACE}juni 2025", "Åpent"),
        *("1/25", "Ringer", "Ola Nordmann", "20.\N{NO-BREAK SPACE}mai 2025", "Utført"),
    ]
    slides = pptx_slides(tmp_path / "output/rad/2025-3/presentasjon/samlet.pptx")
    shown = [slide_lines(slide) for slide in slides if slide_title(slide).startswith("Status for aksjonspunkter")]
    assert ["Sender ut planen" in " ".join(lines) for lines in shown] == [True]
