"""The sheet of findings that can be printed: by case, in the order of the agenda."""

from pathlib import Path

import pypdfium2
import pytest

from tests.support.workspaces import COMMITTEE, KEY, LEDGER, MEETING, NOTE, PLAIN, Workspace, committee, meeting, note

OTHER = "packs/rad/2025-1.yaml"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "w", PLAIN)


def pdf_text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\r", "").replace("\u00a0", " ")
    finally:
        document.close()


def printed(workspace: Workspace, *names: str) -> str:
    path = workspace.root.parent / "funn.pdf"
    workspace.run("check", *names, "--report", str(path))
    return pdf_text(path)


def test_findings_stand_under_their_case_as_on_the_agenda(workspace: Workspace) -> None:
    rows = (
        "  - tittel: Aller først\n  - {sak: plan, varighet: 5}\n  - pause: 10\n  - {tittel: Siste, varighet: 5, kl: 09:01}\n"
    )
    workspace.write(
        {
            MEETING: meeting(rows, lines="ukjent: 1\n") + "neste_møte: {dato: 2025-09-31}\n",
            NOTE: note("## Bakgrunn\n\n## Annet\n\nTekst.\n", title="Plan for året"),
            COMMITTEE: committee("regler: {ignorer: [XX001 – fordi]}\n"),
            LEDGER: "- {sak: 9, tittel: X, møte: 9/2025}\n",
        }
    )
    text = printed(workspace, KEY)
    parts = [
        "Kontroll av Rådet 2/2025",
        "15. mai 2025",
        "Må rettes",
        "Møtet og sakslisten",
        "ukjent",
        "2025-09-31",
        "Sak 1/25: Aller først",
        "mangler varighet",
        "Sak 2/25: Plan for året",
        "toppnotat.md, linje 7",
        "Utvalget",
        "XX001",
        "Saksregisteret",
    ]
    places = [text.find(part) for part in parts]
    assert -1 not in places, dict(zip(parts, places, strict=True))
    assert places == sorted(places)
    assert "AG004" not in text
    assert "FM009" not in text


def test_a_pack_in_order_has_a_sheet_that_says_so(workspace: Workspace) -> None:
    assert "Ingen funn." in printed(workspace, KEY)


def test_several_meetings_of_a_committee_stand_after_each_other(workspace: Workspace) -> None:
    workspace.write(
        {OTHER: "møte: 1/2025\ndato: 2025-02-13\n", MEETING: meeting("  - tittel: A\n  - {tittel: B, varighet: 5}\n")}
    )
    text = printed(workspace)
    assert 0 < text.find("Rådet 2025-1") < text.find("saksliste") < text.find("Rådet 2/2025") < text.find("mangler varighet")


def test_only_what_is_chosen_is_printed(workspace: Workspace) -> None:
    workspace.write({MEETING: meeting("  - tittel: A\n  - {tittel: B, varighet: 5}\n")})
    assert "Ingen funn." in printed(workspace, "--ignore", "AG")


def test_the_sheet_is_also_a_word_file_and_always_the_same(workspace: Workspace) -> None:
    def word(name: str) -> bytes:
        path = workspace.root.parent / name
        assert workspace.run("check", "--report", str(path)).code == 0
        return path.read_bytes()

    assert word("a b.docx") == word("b.docx")


def test_json_names_the_sheet_among_what_is_written(workspace: Workspace) -> None:
    run = workspace.run("check", "--json", "--report", str(workspace.root / "output" / "funn.docx"))
    (item,) = run.document["artifacts"]
    assert (item["path"], item["kind"], item["format"]) == ("output/funn.docx", "rapport", "docx")
    assert item["bytes"] == (workspace.root / "output" / "funn.docx").stat().st_size


def test_a_nynorsk_committee_gets_its_own_words(workspace: Workspace) -> None:
    workspace.write(
        {COMMITTEE: committee("målform: nn\n"), MEETING: meeting("  - tittel: A\n  - {tittel: B, varighet: 5}\n")}
    )
    assert "Bør rettast" in printed(workspace)


def test_what_cannot_be_written_is_a_wrong_use(workspace: Workspace, tmp_path: Path) -> None:
    assert workspace.run("check", "--report", str(tmp_path / "funn.odt")).code == 2
    workspace.write({"packs/annet/utvalg.yaml": committee(), "packs/annet/2025-2.yaml": PLAIN[MEETING]})
    assert workspace.run("check", "--report", str(tmp_path / "funn.pdf")).code == 2
    assert not (tmp_path / "funn.pdf").exists()
    assert workspace.run("check", KEY, "--report", str(tmp_path / "w" / NOTE / "funn.pdf")).code == 2
    workspace.write({COMMITTEE: committee("layout: finnes-ikke\n")})
    assert workspace.run("check", KEY, "--report", str(tmp_path / "funn.pdf")).code == 3


def test_nothing_is_written_unless_asked_for(workspace: Workspace) -> None:
    before = sorted(workspace.root.rglob("*"))
    workspace.run("check")
    assert sorted(workspace.root.rglob("*")) == before
