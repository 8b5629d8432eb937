"""toppnotat.md: head, sections, attachments."""

from pathlib import Path

import pytest

from mottepakke.diagnostics import Report
from mottepakke.model.document import Heading, Paragraph, Text
from mottepakke.model.meeting import (
    Case,
    EarlierReference,
    Exemption,
    FileAttachment,
    MinutesAttachment,
    Person,
    SectionKind,
    SlidesFile,
)
from mottepakke.model.source import Span
from mottepakke.model.walk import plain_text
from mottepakke.read.note import Place, read_note
from tests.support.workspaces import places

FULLEST = """\
---
tittel: Veilednings- og godkjenningsordning
korttittel: Godkjenningsordning
sakstype: Drøfting
sakseier: Kari Nordmann
saksbehandler: [Ola Nordmann, "Per Ås, KS"]
presenterer: Kari Nordmann, Helsedirektoratet
omtale: |
  Første avsnitt.

  Andre avsnitt.
Forslag til vedtak: |
  Rådet drøftet saken.
tidligere: [nufa 7/25, nuit PS 36/24]
vedlegg:
  - fil: modeller.pdf
    tittel: Nasjonal rådsmodell
  - fil: bilde-a.png
    unntatt: {hjemmel: offl. § 23 første ledd}
  - kort.md
  - referat: nuit/2025-1
    tittel: Referat
presentasjon: lysbilder.pptx
punkter: [Første, Andre]
unntatt:
  hjemmel: offl. § 13
  offentlig_tittel: Sak om anskaffelse ******
---
Tekst før første overskrift.

## Hensikt med saken

Hensikten.

## Økonomi {unntatt="offl. § 23" #penger}

Tall.

### Under

Mer.

## Vedtak fra tidligere behandlinger
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("modeller.pdf", "bilde-a.png", "kort.md", "lysbilder.pptx", "regneark.xlsx", "film.mp4"):
        (tmp_path / name).write_text("x")
    return tmp_path


def read(source: str, folder: Path) -> tuple[Case | None, list[tuple[str, int]]]:
    report = Report()
    case = read_note(source, "rad/2025/plan", Place("toppnotat.md", folder, folder), report)
    return case, [(name, line) for name, _, line in places(report)]


def note(body: str = "", head: str = "") -> str:
    """A note with ``head`` from line 3 and ``body`` right after the head."""
    return f"---\ntittel: Plan\n{head}---\n{body}"


def test_the_smallest_note_has_a_title_alone(tmp_path: Path) -> None:
    case, found = read("---\ntittel: Plan\n---\n", tmp_path)
    assert case is not None
    assert found == []
    assert (case.key, case.slug, case.title, case.short_title, case.type) == ("rad/2025/plan", "plan", "Plan", "Plan", "")
    assert (case.sections, case.attachments, case.proposal, case.exempt, case.has_note) == ((), (), (), None, True)


def test_the_fullest_note_is_read_whole(folder: Path) -> None:
    case, found = read(FULLEST, folder)
    assert case is not None
    assert found == []
    assert (case.short_title, case.type) == ("Godkjenningsordning", "Drøfting")
    assert case.slides == SlidesFile("lysbilder.pptx", folder / "lysbilder.pptx", Span("toppnotat.md", 23, 1))
    assert case.owners == (Person("Kari Nordmann"),)
    assert case.officers == (Person("Ola Nordmann"), Person("Per Ås", "KS"))
    assert case.presenters == (Person("Kari Nordmann", "Helsedirektoratet"),)
    assert [block.span.line for block in case.summary if isinstance(block, Paragraph) and block.span] == [9, 11]
    assert [plain_text(block.children) for block in case.proposal if isinstance(block, Paragraph)] == [
        "Rådet drøftet saken."
    ]
    assert case.earlier == (
        EarlierReference("nufa", "7/25", Span("toppnotat.md", 14, 13)),
        EarlierReference("nuit", "PS 36/24", Span("toppnotat.md", 14, 24)),
    )
    assert case.points == ("Første", "Andre")
    assert case.exempt == Exemption("offl. § 13", "Sak om anskaffelse ******")


def test_attachments_are_files_or_minutes(folder: Path) -> None:
    case, _ = read(FULLEST, folder)
    assert case is not None
    first, second, third, fourth = case.attachments
    assert isinstance(first, FileAttachment)
    assert isinstance(second, FileAttachment)
    assert isinstance(third, FileAttachment)
    assert isinstance(fourth, MinutesAttachment)
    assert (first.title, first.slug, first.path, first.exempt) == (
        "Nasjonal rådsmodell",
        "modeller",
        folder / "modeller.pdf",
        None,
    )
    assert (second.title, second.exempt) == ("Bilde a", Exemption("offl. § 23 første ledd"))
    assert (third.title, third.slug) == ("Kort", "kort")
    assert (fourth.meeting, fourth.slug, fourth.title) == ("nuit/2025-1", "referat-2025-1", "Referat")


def test_level_two_headings_begin_sections(folder: Path) -> None:
    case, _ = read(FULLEST, folder)
    assert case is not None
    before, purpose, money, earlier = case.sections
    assert (before.kind, before.title, before.span.line) == (None, (), 29)
    assert (purpose.kind, purpose.span.line) == (SectionKind.PURPOSE, 31)
    assert (money.kind, money.title, money.anchor) == (None, (Text("Økonomi"),), "penger")
    assert money.exempt == Exemption("offl. § 23")
    assert [block.level for block in money.blocks if isinstance(block, Heading)] == [3]
    assert (earlier.kind, earlier.blocks) == (SectionKind.EARLIER, ())


def test_the_proposal_may_be_a_section(tmp_path: Path) -> None:
    case, found = read(note("## Tilråding\n\nRådet vedtar.\n"), tmp_path)
    assert case is not None
    assert found == []
    assert [plain_text(block.children) for block in case.proposal if isinstance(block, Paragraph)] == ["Rådet vedtar."]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", [("missing-front-matter", 1)]),
        ("## Bare tekst\n", [("missing-front-matter", 1)]),
        ("\n---\ntittel: a\n---\n", [("missing-front-matter", 1)]),
        ("---\ntittel: a\n", [("unclosed-front-matter", 1)]),
        ("---\n---\n", [("missing-key", 1)]),
        ('---\ntittel: ""\n---\n', [("empty-value", 2)]),
        ("---\ntittel:\n---\n", [("empty-value", 2)]),
        ('---\ntittel: "a\n---\n', [("invalid-yaml", 2)]),
        ("---\nkorttittel: a\n---\n", [("missing-key", 2)]),
    ],
)
def test_a_note_without_a_title_cannot_be_read(source: str, expected: list[tuple[str, int]], tmp_path: Path) -> None:
    assert read(source, tmp_path) == (None, expected)


def test_the_head_may_end_with_three_dots(tmp_path: Path) -> None:
    assert read("---\ntittel: a\n...\nTekst\n", tmp_path)[0] is not None


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("forslag_til_vedtak: a\n", []),
        ("farge: blå\n", [("unknown-key", 3)]),
        ("tidligere: [7/25]\n", [("unknown-earlier-treatment", 3)]),
        ("tidligere: [NUFA 7/25]\n", []),
        ("tidligere: [Råd 7/25]\n", [("unknown-earlier-treatment", 3)]),
        ("tidligere: [nufa sju]\n", [("unknown-earlier-treatment", 3)]),
        ("omtale: [a]\n", [("wrong-type", 3)]),
        ("vedlegg:\n  - {tittel: a}\n", [("ambiguous-row", 4)]),
        ("vedlegg:\n  - {fil: modeller.pdf, referat: nuit/2025-1}\n", [("ambiguous-row", 4)]),
        ("vedlegg:\n  - {fil: [a, b]}\n", [("wrong-type", 4)]),
        ("vedlegg:\n  - [a]\n", [("wrong-type", 4)]),
        ("vedlegg: [nei.pdf]\n", [("missing-file", 3)]),
        ("vedlegg:\n  - tittel: a\n    fil: nei.pdf\n", [("missing-file", 5)]),
        ("vedlegg: [film.mp4]\n", [("unsupported-attachment", 3)]),
        ("vedlegg: [regneark.xlsx]\n", []),
        ("presentasjon: nei.pptx\n", [("missing-file", 3)]),
        ("presentasjon: modeller.pdf\n", [("not-slides", 3)]),
        ("presentasjon: ../utenfor.pptx\n", [("outside-workspace", 3)]),
        ("unntatt: true\n", [("invalid-exemption", 3)]),
        ("sakseier: {navn: Kari, rolle: sjef}\n", [("unknown-key", 3)]),
    ],
)
def test_what_is_wrong_in_a_head_is_found_at_its_line(head: str, expected: list[tuple[str, int]], folder: Path) -> None:
    case, found = read(note(head=head), folder)
    assert case is not None
    assert found == expected


def test_a_proposal_stands_in_one_place(tmp_path: Path) -> None:
    _, found = read(note("## Forslag til vedtak\n\nb\n", "forslag_til_vedtak: a\n"), tmp_path)
    assert found == [("double-proposal", 5)]


@pytest.mark.parametrize(
    ("body", "levels", "expected"),
    [
        ("## A\n\n### B\n\n#### C\n\n## D\n", [2, 3, 4, 2], []),
        ("# A\n\nb\n", [2], [("level-one-heading", 4)]),
        ("## A\n\n#### B\n\nc\n", [2, 3], [("heading-jump", 6)]),
        ("### A\n\nb\n", [2], [("heading-jump", 4)]),
        ("Tittel\n===\n\nb\n", [2], [("level-one-heading", 4)]),
    ],
)
def test_headings_are_levelled_so_that_none_is_skipped(
    body: str, levels: list[int], expected: list[tuple[str, int]], tmp_path: Path
) -> None:
    case, found = read(note(body), tmp_path)
    assert case is not None
    assert found == expected
    found_levels: list[int] = []
    for section in case.sections:
        found_levels += [2, *(block.level for block in section.blocks if isinstance(block, Heading))]
    assert found_levels == levels


def test_front_matter_errors_of_one_note_do_not_hide_those_of_the_next(tmp_path: Path) -> None:
    report = Report()
    for name in ("a.md", "b.md"):
        read_note(
            "---\ntittel: a\n" if name == "a.md" else "tekst", f"rad/2025/{name}", Place(name, tmp_path, tmp_path), report
        )
    assert places(report) == [("unclosed-front-matter", "a.md", 1), ("missing-front-matter", "b.md", 1)]
