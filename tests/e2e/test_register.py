"""``mottepakke register``: the year's register as Word and PDF, beside the meetings' folders."""

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.support.texts import docx_paragraphs, pdf_text, squeezed
from tests.support.workspaces import COMMITTEE, LEDGER, MEETING, PLAIN, Run, Workspace

YEAR = """\
- {sak: 1/25, tittel: Godkjenning, møte: 1/2025, dato: 2025-02-10, status: behandlet, vedtak: Rådet godkjenner referatet.}
- {sak: 2/25, tittel: Budsjett, møte: rad/2025-1, dato: 2025-02-10, status: utsatt til 3/2025}
- {sak: 4/25, tittel: Flytting, møte: 1/2025, dato: 2025-02-10, status: trukket, historikk: [{hva: trukket, hvorfor: Løst.}]}
"""

REVIEWED = """\
Saksregister 2025 for Rådet
Utvalg Rådet for prøver
År 2025
Behandlet 1
Utsatt 1
Trukket 1
Foreløpig nummer 2
Ikke brukt 1
Saker: 1/25–6/25
Sak
Tittel
Møte
Status og vedtak
1/25
Godkjenning
1/2025
10. februar 2025
Behandlet
Rådet godkjenner referatet.
2/25
Budsjett
1/2025
10. februar 2025
Utsatt til 3/2025
3/25
Ikke brukt. Verken saksregisteret eller noe møte har nummeret.
4/25
Flytting
1/2025
10. februar 2025
Trukket
Løst.
5/25
Plan for året
2/2025
15. mai 2025
Foreløpig nummer
6/25
Eventuelt
2/2025
15. mai 2025
Foreløpig nummer"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    workspace = Workspace(tmp_path_factory.mktemp("register"), {**PLAIN, LEDGER: YEAR})
    workspace.write({"output/rad/2025-2/innkalling.pdf": "kept"})
    return workspace.root, workspace.run("register", "rad", "2025", "--json")


def test_word_and_pdf_are_written_and_nothing_else_is_touched(made: tuple[Path, Run]) -> None:
    root, run = made
    assert run.code == 0, run.out
    files = {path.relative_to(root / "output").as_posix() for path in (root / "output").rglob("*") if path.is_file()}
    assert files == {"rad/register-2025.docx", "rad/register-2025.pdf", "rad/2025-2/innkalling.pdf"}
    shown = [(item["path"], item["kind"], item["meeting"], item["case"]) for item in run.document["artifacts"]]
    assert shown == [
        ("output/rad/register-2025.docx", "rapport", None, None),
        ("output/rad/register-2025.pdf", "rapport", None, None),
    ]
    assert [item["name"] for item in run.document["diagnostics"]] == ["number-unused"]


def test_the_register_reads_as_reviewed(made: tuple[Path, Run]) -> None:
    lines = [
        text.replace("\N{NO-BREAK SPACE}", " ") for _, text in docx_paragraphs(made[0] / "output/rad/register-2025.docx")
    ]
    text = "\n".join(line for line in lines if line.strip())
    assert text == REVIEWED


def test_word_and_pdf_say_the_same(made: tuple[Path, Run]) -> None:
    said = squeezed(pdf_text(made[0] / "output/rad/register-2025.pdf"))
    for _, text in docx_paragraphs(made[0] / "output/rad/register-2025.docx"):
        assert squeezed(text) in said


def test_the_same_register_has_the_same_bytes(made: tuple[Path, Run], tmp_path: Path) -> None:
    _, run = made
    again = Workspace(tmp_path, {**PLAIN, LEDGER: YEAR}).run("register", "rad", "2025", "--json")
    digests = [[item["sha256"] for item in one.document["artifacts"]] for one in (run, again)]
    assert digests[0] == digests[1]


def test_the_pdf_claims_archive_and_access(made: tuple[Path, Run]) -> None:
    data = (made[0] / "output/rad/register-2025.pdf").read_bytes()
    assert b"pdfuaid" in data
    assert b"<pdfaid:conformance>A" in data


def test_a_failed_run_leaves_the_old_register(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, {**PLAIN, LEDGER: YEAR, "output/rad/register-2025.pdf": "old"})
    workspace.write({LEDGER: YEAR + "- {sak: 4/25, tittel: X, møte: rad/2025-1}\n"})
    run = workspace.run("register", "rad", "2025", "--json")
    assert run.code == 1
    assert (tmp_path / "output/rad/register-2025.pdf").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("arguments", "lines", "name"),
    [
        (("nope", "2025"), "", "unknown-committee"),
        (("rad", "2031"), "", "empty-year"),
        (("rad", "25"), "", "usage-error"),
        (("rad", "2025"), "saksnummer: ingen\n", "cases-without-numbers"),
    ],
)
def test_what_has_no_register_is_said_so(arguments: tuple[str, ...], lines: str, name: str, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, {**PLAIN, COMMITTEE: PLAIN[COMMITTEE] + lines})
    run = workspace.run("register", *arguments, "--json")
    assert run.code == 2
    assert [item["name"] for item in run.document["diagnostics"]] == [name]
    assert not (tmp_path / "output").exists()


def test_a_planned_meeting_that_cannot_be_read_is_told_and_stops_nothing(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, {**PLAIN, LEDGER: YEAR, MEETING: "møte: [\n"})
    run = workspace.run("register", "rad", "2025", "--json")
    assert run.code == 1
    assert len(run.document["artifacts"]) == 2


def test_a_nynorsk_committee_with_series_gets_its_register_in_nynorsk(tmp_path: Path) -> None:
    for name in ("packs/fjordvik", "sources/fjordvik", "layouts/fjordvik"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    run = Workspace(tmp_path, {}).run("register", "fjordvik", "2025", "--json")
    assert run.code == 0, json.dumps(run.document["diagnostics"])
    text = "\n".join(line for _, line in docx_paragraphs(tmp_path / "output/fjordvik/register-2025.docx"))
    assert "Referatsak: RS 1/25–RS 3/25".replace(" ", "\N{NO-BREAK SPACE}") in text
    assert text.count("Ikkje kjent. Det første nummeret i saksregisteret er PS 12/25.") == 11


def test_a_run_that_cannot_write_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mottepakke.build.yearbook.write_word", full)
    workspace = Workspace(tmp_path, {**PLAIN, LEDGER: YEAR, "output/rad/register-2025.pdf": "old"})
    run = workspace.run("register", "rad", "2025", "--json")
    assert run.code == 2
    assert "cannot-write" in [item["name"] for item in run.document["diagnostics"]]
    assert [path.name for path in (tmp_path / "output/rad").iterdir()] == ["register-2025.pdf"]
