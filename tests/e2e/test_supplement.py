"""A second version of a sent pack: what people hold on paper stays true."""

import io
import json
import re
from pathlib import Path

import pikepdf
import pytest

from tests.support.workspaces import KEY, MEETING, NOTE, PLAIN, Run, Workspace, note

PACK = "output/rad/2025-2/motepakke-rad-2025-2.pdf"
CHANGES = "output/rad/2025-2/endringer-rad-2025-2.pdf"
BUDGET = "sources/rad/2025/budsjett/toppnotat.md"
ROWS = "  - sak: plan\n    varighet: 30\n  - sak: budsjett\n    varighet: 20\n"
FILES = {
    **PLAIN,
    MEETING: PLAIN[MEETING]
    .replace("  - sak: plan\n    varighet: 30\n", ROWS)
    .replace("    varighet: 30\n", "    varighet: 10\n"),
    NOTE: note("## Bakgrunn\n\nTekst.\n", head="vedlegg:\n  - {fil: a.md, tittel: Alfa}\n", title="Plan for året"),
    BUDGET: note("## Bakgrunn\n\nTekst om tall.\n", head="vedlegg:\n  - {fil: tall.md, tittel: Tall}\n", title="Budsjett"),
    "sources/rad/2025/plan/a.md": "Alfa.\n",
    "sources/rad/2025/budsjett/tall.md": "Tall.\n",
}


def freeze(workspace: Workspace, day: str) -> Run:
    return workspace.run("freeze", KEY, "--today", day)


def pages(path: Path) -> list[tuple[str, str]]:
    """Each page's label, and the words on it."""
    import pypdfium2

    with pikepdf.open(path) as pdf:
        labels = [str(page.label) for page in pdf.pages]
    document = pypdfium2.PdfDocument(path.read_bytes())
    words = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    return list(zip(labels, words, strict=True))


def label_of(found: list[tuple[str, str]], words: str) -> list[str]:
    return [label for label, text in found[1:] if words in text]


@pytest.fixture
def sent(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path, FILES)
    run = freeze(workspace, "2025-05-01")
    assert run.code == 0, run.err
    return workspace


@pytest.fixture
def supplemented(sent: Workspace) -> Workspace:
    """A new attachment to the first case, a longer note, and a new case in front."""
    sent.replace(
        NOTE, "  - {fil: a.md, tittel: Alfa}\n", "  - {fil: ny.md, tittel: Nytt vedlegg}\n  - {fil: a.md, tittel: Alfa}\n"
    )
    sent.write({"sources/rad/2025/plan/ny.md": "Dette er nytt.\n"})
    sent.replace(BUDGET, "Tekst om tall.", "Tekst om tall.\n\n" + "Et nytt avsnitt med mange ord om tallene. " * 250)
    sent.write({"sources/rad/2025/sen/toppnotat.md": note("## Bakgrunn\n\nSen tekst.\n", title="Sen sak")})
    sent.replace(MEETING, "saksliste:\n", "saksliste:\n  - sak: sen\n    varighet: 5\n")
    run = freeze(sent, "2025-05-08")
    assert run.code == 0, run.err
    return sent


def test_numbers_and_pages_of_the_first_version_stay(sent: Workspace, request: pytest.FixtureRequest) -> None:
    first = pages(sent.root / PACK)
    request.getfixturevalue("supplemented")
    second = pages(sent.root / PACK)

    for words in ("Alfa.", "Tall.", "Tekst om tall."):
        assert len(label_of(first, words)) == 1
        assert label_of(second, words) == label_of(first, words)
    cases = {case.row.case.title: (case.number, case.note_label) for case in sent.resolved().cases}
    assert cases["Plan for året"] == ("1/25", "1")
    assert cases["Budsjett"] == ("2/25", "2")
    assert cases["Sen sak"] == ("4/25", "3")
    labels = {item.title: item.label for case in sent.resolved().cases for item in case.attachments}
    assert labels == {"Alfa": "1A", "Nytt vedlegg": "1B", "Tall": "2A"}


def test_new_pages_stand_between_with_letters_and_no_label_twice(supplemented: Workspace) -> None:
    found = pages(supplemented.root / PACK)
    labels = [label for label, _ in found]

    assert len(set(labels)) == len(labels)
    (new,) = label_of(found, "Dette er nytt.")
    assert re.fullmatch(r"\d+[a-z]", new)
    assert any(re.fullmatch(r"\d+[a-z]", label) for label in label_of(found, "Et nytt avsnitt"))
    assert all(f"Side {label} av {labels_total(supplemented)}" in text for label, text in found)


def labels_total(workspace: Workspace) -> str:
    text = (workspace.root / "packs/rad/2025-2.sendt.yaml").read_text(encoding="utf-8")
    return str(re.findall(r"sidetall: '?(\d+)", text)[0])


def test_the_cover_lists_what_is_new_and_replaced(supplemented: Workspace) -> None:
    ((_, cover),) = [
        (label, text)
        for label, text in pages(supplemented.root / PACK)
        if "Tillegg 2 til møtepakken" in text and "Nye dokumenter" in text
    ]
    new, _, replaced = cover.partition("Erstattede dokumenter")

    assert "Vedlegg 1B: Nytt vedlegg, side " in new
    assert re.search(r"Vedlegg \d+: Toppnotat Sen sak, side \d", new)
    assert "Budsjett" in replaced
    assert "Plan for året" in replaced
    assert "Alfa" not in cover


def test_the_changes_alone_carry_the_same_page_numbers(supplemented: Workspace) -> None:
    whole = {text: label for label, text in pages(supplemented.root / PACK)}
    changes = pages(supplemented.root / CHANGES)

    assert changes
    assert all(whole[text] == label for label, text in changes)
    assert "Tillegg 2 til møtepakken" in changes[0][1]
    assert not any("Alfa." in text for _, text in changes)


def test_building_again_gives_the_same_bytes(supplemented: Workspace) -> None:
    before = (supplemented.root / PACK).read_bytes()
    assert supplemented.run("build", KEY).code == 0

    assert (supplemented.root / PACK).read_bytes() == before


def test_a_third_version_keeps_the_second(supplemented: Workspace) -> None:
    before = pages(supplemented.root / PACK)
    supplemented.write({"sources/rad/2025/plan/tre.md": "Det tredje.\n"})
    supplemented.replace(NOTE, "  - {fil: ny.md", "  - {fil: tre.md, tittel: Tredje}\n  - {fil: ny.md")
    assert freeze(supplemented, "2025-05-12").code == 0
    after = pages(supplemented.root / PACK)

    for words in ("Alfa.", "Tall.", "Dette er nytt.", "Sen tekst."):
        assert label_of(after, words) == label_of(before, words)
    assert set(label_of(after, "Det tredje.")).isdisjoint(label for label, _ in before)
    labels = {item.title: item.label for case in supplemented.resolved().cases for item in case.attachments}
    assert labels["Tredje"] == "1C"


def test_the_supplement_conforms_as_the_pack_does(supplemented: Workspace) -> None:
    manifest = json.loads((supplemented.root / "output/rad/2025-2/manifest.json").read_text(encoding="utf-8"))
    claims = {item["path"]: item["conformance"] for item in manifest["files"] if item["path"].endswith(".pdf")}

    assert claims["motepakke-rad-2025-2.pdf"] == claims["endringer-rad-2025-2.pdf"] == ["PDF/A-2a", "PDF/UA-1"]
    with pikepdf.open(io.BytesIO((supplemented.root / CHANGES).read_bytes())) as pdf:
        assert "/StructTreeRoot" in pdf.Root


def test_the_changes_alone_can_be_asked_for(supplemented: Workspace) -> None:
    run = supplemented.run("build", KEY, "--changes")
    assert (run.code, run.out.split()) == (0, [CHANGES])


def test_a_pack_sent_once_has_no_changes_to_ask_for(sent: Workspace) -> None:
    run = sent.run("build", KEY, "--changes", "--json")
    assert (run.code, [item["name"] for item in run.document["diagnostics"]]) == (1, ["no-later-version"])
    assert run.document["artifacts"] == []
