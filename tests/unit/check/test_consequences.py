"""One mistake is one finding: what follows from it is not told beside it, and comes back where it stands by itself."""

from pathlib import Path

import pytest

from mottepakke.messages import LANGUAGES, hint, message
from tests.support.workspaces import (
    COMMITTEE,
    KEY,
    LEDGER,
    MEETING,
    MINUTES,
    NOTE,
    Content,
    Workspace,
    committee,
    meeting,
    note,
    places,
)
from tests.unit.extract.files import pdf

PLAN = {COMMITTEE: committee("medlemmer: [Kari, Ola]\n"), NOTE: note("## Bakgrunn\n\nTeksten.\n")}
ROWS = "  - {sak: plan, varighet: 80}\n  - {pause: 10}\n  - {tittel: A, varighet: 80}\n"
DECIDED = "### Vedtak\n\nRådet drøftet saken.\n"
MINUTED = f"## 1/25\n\n{DECIDED}"
TAKEN = "- {sak: 9/25, tittel: En annen, møte: 1/2025, dato: 2025-02-13, status: behandlet}\n"
FOLDER = "sources/rad/2025/plan"
ATTACHED = note("Se [[vedlegg:høringssvar]] og [[vedlegg:b]].\n", "vedlegg:\n  - fil: høringsvar.pdf\n  - fil: b.md\n")


def agenda(old: str, new: str) -> dict[str, Content]:
    """A meeting whose agenda has ``new`` in the place of ``old``."""
    assert old in ROWS
    return {MEETING: meeting(ROWS.replace(old, new))}


CASES: dict[str, tuple[dict[str, Content], tuple[str, str, int]]] = {
    "a duration in words": (agenda("80}\n  - {p", "førti}\n  - {p"), ("invalid-number", MEETING, 5)),
    "a break without a number": (agenda("pause: 10", "pause: ti"), ("invalid-number", MEETING, 6)),
    "a row that is two things": (agenda("sak: plan,", "sak: plan, pause: 5,"), ("ambiguous-row", MEETING, 5)),
    "a break and a lunch": (agenda("{pause: 10}", "{pause: 10, lunsj: 30}"), ("ambiguous-row", MEETING, 6)),
    "a meeting in the wrong year": (
        {MEETING: meeting(ROWS, date="2024-05-15"), MINUTES: MINUTED},
        ("meeting-year-mismatch", MEETING, 2),
    ),
    "a section of the minutes with a wrong number": (
        {MINUTES: MINUTED.replace("1/25", "11/25")},
        ("minutes-unknown-case", MINUTES, 1),
    ),
    "a number that is another case's": (
        {LEDGER: TAKEN, MEETING: meeting(ROWS.replace("80}\n  - {p", "80, nummer: 9/25}\n  - {p")), MINUTES: MINUTED},
        ("number-taken", MEETING, 5),
    ),
    "an absent member misspelled": (
        {MINUTES: f"---\nforfall: [Olla]\nstedfortreder: [Siri for Ola]\n---\n{MINUTED}"},
        ("unknown-attendee", MINUTES, 2),
    ),
    "a deadline that no calendar has": (
        {MINUTES: MINUTED + "### Aksjonspunkter\n\n- Kari (frist 31. juni 2025): ringer.\n"},
        ("action-without-date", MINUTES, 8),
    ),
    "a file name misspelled": (
        {NOTE: ATTACHED, f"{FOLDER}/høringssvar.pdf": pdf("Tekst"), f"{FOLDER}/b.md": "Tekst"},
        ("missing-file", NOTE, 7),
    ),
    "a head that never ends": (
        {NOTE: note("Se [[vedlegg:b]].\n").replace("\n---\n", "\n", 1), f"{FOLDER}/b.pdf": pdf("Tekst")},
        ("unclosed-front-matter", NOTE, 1),
    ),
    "a file name in other letters": (
        {
            NOTE: ATTACHED.replace("høringsvar.pdf", "HØRINGSSVAR.PDF"),
            f"{FOLDER}/høringssvar.pdf": pdf("Tekst"),
            f"{FOLDER}/b.md": "Tekst",
        },
        ("missing-file", NOTE, 7),
    ),
    "a date glued to its month that no calendar has": ({NOTE: note("Den 31.april.\n")}, ("impossible-date", NOTE, 7)),
    "a time that is none, in a form of its own": ({NOTE: note("Vi møtes kl 12.60.\n")}, ("impossible-time", NOTE, 7)),
}


@pytest.mark.parametrize("name", CASES)
def test_one_mistake_is_one_finding(name: str, tmp_path: Path) -> None:
    files, found = CASES[name]
    plain = Workspace(tmp_path, {**PLAN, MEETING: meeting(ROWS)})
    assert places(plain.check(KEY)) == []
    assert places(plain.write(files).check(KEY)) == [found]


def test_what_follows_comes_back_when_it_stands_by_itself(tmp_path: Path) -> None:
    rows = ROWS.replace(", varighet: 80", "", 1)
    workspace = Workspace(tmp_path, {**PLAN, MEETING: meeting(rows.replace("pause: 10", "pause: ti"))})
    assert [code for code, _, _ in places(workspace.check(KEY))] == ["invalid-number"]
    workspace.write({MEETING: meeting(rows)})
    assert [code for code, _, _ in places(workspace.check(KEY))] == ["missing-duration"]


def test_a_wish_to_leave_out_what_is_not_told_now_is_not_called_unused(tmp_path: Path) -> None:
    row = "  # ignorer AG004: møteleder setter tiden\n  - {sak: plan}\n  - {pause: ti}\n  - {tittel: A, varighet: 80}\n"
    workspace = Workspace(tmp_path, {**PLAN, MEETING: meeting(row)})
    assert [code for code, _, _ in places(workspace.check(KEY))] == ["invalid-number"]


def test_the_name_of_the_file_that_is_meant_is_told(tmp_path: Path) -> None:
    files = CASES["a file name misspelled"][0]
    (found,) = Workspace(tmp_path, {**PLAN, MEETING: meeting(ROWS), **files}).check(KEY)
    assert "Mente du «høringssvar.pdf»?" in hint(found, "nb")
    (found,) = Workspace(
        tmp_path / "other", {**PLAN, MEETING: meeting(ROWS), NOTE: note(head="vedlegg: [{fil: a.pdf}]\n")}
    ).check(KEY)
    assert "Mente du" not in hint(found, "nb")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("\tsted: Oslo", "tabulator"),
        ("sted: @Oslo", "tegn"),
        ("sted: Oslo: sentrum", "kolon"),
        ('sted: "Oslo', "anførselstegn"),
        ("versjon: [a, b", "parentes"),
        ("sted Oslo", "kolon"),
        ("   sted: Oslo", "innrykk"),
        ("sted: *oslo", "*oslo"),
        ("  – sak: plan", "tankestrek"),
        ("  • sak: plan", "kulepunkt"),
        ("sted: %x", "tegn"),
    ],
)
def test_what_yaml_cannot_be_is_told_in_the_readers_language(wrong: str, told: str, tmp_path: Path) -> None:
    (found,) = Workspace(tmp_path, {**PLAN, MEETING: meeting(ROWS, lines=f"{wrong}\n")}).check(KEY)
    assert found.code.name == "invalid-yaml"
    assert told in message(found, "nb")
    assert all(" expected " not in message(found, language) for language in LANGUAGES)


def test_a_layout_that_there_is_not_is_told_at_its_line(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, {**PLAN, MEETING: meeting(ROWS), COMMITTEE: committee("layout: hus\n")})
    assert places(workspace.check(KEY)) == [("missing-layout", COMMITTEE, 3)]


def test_time_that_is_not_used_is_a_break_in_all_but_name(tmp_path: Path) -> None:
    late = "  - {sak: plan, varighet: 80}\n  - {tittel: A, varighet: 80, kl: 11:00}\n"
    workspace = Workspace(tmp_path, {**PLAN, MEETING: meeting(late)})
    assert [code for code, _, _ in places(workspace.check(KEY))] == ["fixed-time-gap"]
