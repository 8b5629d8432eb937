"""``check --fix``: what has one right answer is mended in the sources, and nothing else is."""

from pathlib import Path

import pytest

from tests.support.workspaces import (
    COMMITTEE,
    KEY,
    LEDGER,
    MEETING,
    MINUTES,
    NOTE,
    PLAIN,
    SENT,
    Workspace,
    committee,
    names,
    sent,
)

ATTACHMENT = "sources/rad/2025/plan/notat.md"
OTHER = "sources/rad/2025/budsjett/toppnotat.md"
TALL = Path(__file__).parents[3] / "sources/nuit/2025/evaluering-radsmodell/alternative-modeller.pdf"
HEAD = """\
---
tittel: Plan for året
sakstype: Drøfting
sakseier: Kari Nordmann
forslag_til_vedtak: Rådet drøftet planen.
vedlegg: [notat.md, tall.pdf]
---
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    rows = PLAIN[MEETING].replace("  - tittel: Eventuelt\n", "  - sak: budsjett\n    varighet: 0\n  - tittel: Eventuelt\n")
    return Workspace(
        tmp_path,
        {
            **PLAIN,
            MEETING: rows.replace("varighet: 0", "varighet: 15").replace("-10:00", "-11:00"),
            NOTE: HEAD,
            ATTACHMENT: "Tekst.\n",
            "sources/rad/2025/plan/tall.pdf": TALL.read_bytes(),
            OTHER: HEAD.replace("Plan for året", "Budsjett").replace("[notat.md, tall.pdf]", "[utkast.md]"),
            "sources/rad/2025/budsjett/utkast.md": "Utkastet.\n",
        },
    )


def body(workspace: Workspace, text: str, name: str = NOTE) -> str:
    """What ``--fix`` makes of a note's body."""
    workspace.write({name: (workspace.root / name).read_text("utf-8").partition("\n## ")[0] + f"\n## Bakgrunn\n\n{text}\n"})
    assert workspace.run("check", "--fix").code in (0, 1)
    return (workspace.root / name).read_text("utf-8").partition("## Bakgrunn\n\n")[2].removesuffix("\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Se Vedlegg 1A.", "Se [[vedlegg:notat]]."),
        ("Se vedlegg 1A, og vedlegg 2A.", "Se [[vedlegg:notat]], og [[vedlegg:budsjett/utkast]]."),
        ("Se sak 2/25 (budsjett).", "Se [[sak:budsjett]] (budsjett)."),
        ("- sak 3/25: eventuelt", "- [[sak:eventuelt]]: eventuelt"),
        ("| Hva | Hvor |\n|---|---|\n| Tall | vedlegg 1B |", "| Hva | Hvor |\n|---|---|\n| Tall | [[vedlegg:tall]] |"),
        ("Fet **vedlegg 1A** her", "Fet **[[vedlegg:notat]]** her"),
    ],
)
def test_a_number_by_hand_becomes_a_reference(workspace: Workspace, old: str, new: str) -> None:
    assert body(workspace, old) == new


@pytest.mark.parametrize(
    "text",
    [
        "Se vedlegg 1 og vedlegg 7C.",
        "Se vedlegg 1A til forskriften.",
        "Se vedlegg 1A–1B og vedlegg 1A og 1B.",
        "Se sak 2/25 og 3/25, sak 2/251, sak 2/25 i NUFA.",
        "Sak 2/25 er viktig.",
        "NUFA sak 2/25.",
        "Saksnr. 2/25 og rettssak 2/25.",
        "Det står «se vedlegg 1A» der.",
        "> Se vedlegg 1A.",
        "`vedlegg 1A` og [vedlegg 1A](https://a.no/vedlegg 1A).",
        "```\nvedlegg 1A\n```",
        "    vedlegg 1A",
        "### Om vedlegg 1A\n\nTekst.",
        "Se [[vedlegg:notat]] og [[sak:budsjett]].",
    ],
)
def test_what_may_mean_something_else_is_left_alone(workspace: Workspace, text: str) -> None:
    assert body(workspace, text) == text


def test_numbers_within_cases_are_left_alone(workspace: Workspace) -> None:
    workspace.write({COMMITTEE: committee("vedleggsnummer: per sak\n")})
    assert body(workspace, "Se vedlegg 1.") == "Se vedlegg 1."


def test_a_markdown_attachment_is_mended_too(workspace: Workspace) -> None:
    workspace.write({ATTACHMENT: "---\ndato: 1. juni 2025\n---\nSe vedlegg 1B og sak 2/25.\n"})
    workspace.run("check", "--fix")
    text = (workspace.root / ATTACHMENT).read_text("utf-8")
    assert text == "---\ndato: 2025-06-01\n---\nSe [[vedlegg:tall]] og [[sak:budsjett]].\n"


def broken(workspace: Workspace) -> Workspace:
    workspace.replace(MEETING, "dato: 2025-05-15", "datoo: 15. mai 2025  # torsdag")
    return workspace.replace(NOTE, "Rådet drøftet planen.", "Rådet drøftet planen")


def test_the_change_is_shown_and_made_and_all_else_stays(workspace: Workspace) -> None:
    before = {name: (workspace.root / name).read_text("utf-8") for name in (MEETING, NOTE)}
    run = broken(workspace).run("check", KEY, "--fix")
    assert (run.code, "+dato: 2025-05-15  # torsdag" in run.out) == (0, True)
    assert "-forslag_til_vedtak: Rådet drøftet planen\n+forslag_til_vedtak: Rådet drøftet planen.\n" in run.out
    assert (workspace.root / NOTE).read_text("utf-8") == before[NOTE]
    assert (workspace.root / MEETING).read_text("utf-8") == before[MEETING].replace("2025-05-15", "2025-05-15  # torsdag")
    again = workspace.run("check", "--fix")
    assert (again.code, again.out) == (0, "")
    assert not [path for path in workspace.root.rglob(".*") if path.name != ".keep"]


def test_a_dry_run_shows_and_writes_nothing(workspace: Workspace) -> None:
    before = (broken(workspace).root / MEETING).read_bytes()
    run = workspace.run("check", "--fix", "--dry-run")
    assert (run.code, "+dato: 2025-05-15" in run.out, "unknown" not in run.out) == (1, True, True)
    assert (workspace.root / MEETING).read_bytes() == before
    assert workspace.run("check", "--dry-run").code == 2


def test_beside_json_the_change_goes_to_the_other_stream(workspace: Workspace) -> None:
    run = broken(workspace).run("check", "--fix", "--json")
    assert run.document["diagnostics"] == []
    assert "+dato: 2025-05-15" in run.err


def test_line_ends_byte_order_mark_and_rights_stay(workspace: Workspace) -> None:
    path = broken(workspace).root / MEETING
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    path.chmod(0o640)
    assert workspace.run("check", "--fix").code == 0
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfm")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert b"\r\ndato: 2025-05-15  # torsdag\r\n" in data
    assert path.stat().st_mode & 0o777 == 0o640


def test_what_was_sent_is_never_touched(workspace: Workspace) -> None:
    seals = sent(f"[{{fil: {NOTE}, sha256: '0'}}]", ("plan", "budsjett", "eventuelt"))
    workspace.write(seals)
    workspace.replace(NOTE, "planen.", "planen").replace(MEETING, "tid: 09:00-11:00", "tid: 9-11")
    workspace.write({COMMITTEE: committee("medlemmer: [{navn: Kari, virksomheten: X}]\n")})
    before = {path: path.read_bytes() for path in workspace.root.rglob("*") if path.is_file()}
    run = workspace.run("check", "--fix")
    assert "+++" not in run.out
    assert {path: path.read_bytes() for path in workspace.root.rglob("*") if path.is_file()} == before


def test_ledger_and_seal_are_never_touched(workspace: Workspace) -> None:
    entry = "- {sak: 9/24, tittel: X, møte: 1/2024, dato: 1. mai 2024, status: behandlet}\n"
    workspace.write({LEDGER: entry})
    workspace.run("check", "--fix")
    assert (workspace.root / LEDGER).read_text("utf-8") == entry
    assert not (workspace.root / SENT).exists()


def test_the_head_of_minutes_is_mended(workspace: Workspace) -> None:
    text = "---\ntil_sted: [Kari Nordmann]\n---\n## 2/25\n\nSe sak 2/25.\n"
    workspace.write({MINUTES: text}).run("check", "--fix")
    assert (workspace.root / MINUTES).read_text("utf-8") == text.replace("til_sted:", "til_stede:")


def test_a_file_that_cannot_be_written_stops(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("mottepakke.build.mending.tempfile.mkstemp", refuse)
    before = (broken(workspace).root / MEETING).read_bytes()
    assert workspace.run("check", "--fix").code == 2
    assert (workspace.root / MEETING).read_bytes() == before


@pytest.mark.parametrize(
    "points", ["1. Rådet drøftet saken.\n2. Rådet ber om en plan{}\n", "1. Rådet ber om\n   en plan{}\n"]
)
def test_the_last_numbered_point_of_a_proposal_gets_the_full_stop_that_is_missed(points: str, tmp_path: Path) -> None:
    head = "---\ntittel: Plan\nsakstype: Drøfting\nsakseier: Kari Nordmann\n---\n## Forslag til vedtak\n\n"
    workspace = Workspace(tmp_path).write({NOTE: head + points.format("")})
    assert "decision-without-full-stop" in names(workspace.check())
    workspace.run("check", "--fix")
    assert (tmp_path / NOTE).read_text(encoding="utf-8") == head + points.format(".")
    assert "decision-without-full-stop" not in names(workspace.check())
