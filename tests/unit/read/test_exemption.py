"""Exempt from public access: what cannot be read is an error, and still exempts."""

from pathlib import Path

import pytest

from mottepakke.diagnostics import Report
from mottepakke.model.meeting import Case, Exemption
from mottepakke.read.attachment import read_markdown_attachment
from mottepakke.read.exemption import means_exempt
from mottepakke.read.minutes import read_minutes
from mottepakke.read.note import Place, read_note
from tests.support.workspaces import MEETING, NOTE, Workspace, places


def read(source: str) -> tuple[Case, list[tuple[str, int]]]:
    report = Report()
    case = read_note(source, "rad/2025/plan", Place("toppnotat.md", Path(), Path()), report)
    assert case is not None
    return case, [(name, line) for name, _, line in places(report)]


@pytest.mark.parametrize(
    "key",
    [
        *("unntatt", "Unntatt", "untatt", "unntat", "unnatt", "unnntatt", "unntak", "unntaket", "unntatt offentlighet"),
        *("unntatt_off", "unntatt-offentlegheit", "unnateke", "hjemmel", "offentlig tittel", ".unntatt"),
    ],
)
def test_words_that_may_mean_exempt(key: str) -> None:
    assert means_exempt(key)


@pytest.mark.parametrize(
    "key", ["tittel", "sakstype", "tidligere", "utvalg", "id", "undertittel", "punkter", "fil", "avsnitt"]
)
def test_words_that_mean_something_else(key: str) -> None:
    assert not means_exempt(key)


@pytest.mark.parametrize(
    ("head", "exempt", "expected"),
    [
        ("unntatt: {hjemmel: offl. § 13}", Exemption("offl. § 13"), []),
        ("Unntatt: {Hjemmel: offl. § 13}", Exemption("offl. § 13"), []),
        ("unntatt:", Exemption(""), [("invalid-exemption", 3)]),
        ("unntatt: true", Exemption(""), [("invalid-exemption", 3)]),
        ("unntatt: nei", Exemption(""), [("invalid-exemption", 3)]),
        ("unntatt: offl. § 13", Exemption(""), [("invalid-exemption", 3)]),
        ("unntatt: {}", Exemption(""), [("invalid-exemption", 3)]),
        ("unntatt: {hjemmel: }", Exemption(""), [("invalid-exemption", 3)]),
        ("unntatt: {offentlig_tittel: Sak}", Exemption("", "Sak"), [("invalid-exemption", 3)]),
        ("unntatt: [offl. § 13]", Exemption(""), [("invalid-exemption", 3)]),
        ("unntatt: {hjemel: offl. § 13}", Exemption("offl. § 13"), [("unknown-key", 3)]),
        ("untatt: {hjemmel: offl. § 13}", Exemption("offl. § 13"), [("unknown-key", 3)]),
        ("unntatt offentlighet: {hjemmel: offl. § 13}", Exemption(""), [("unknown-key", 3)]),
        ("unntatt:\nhjemmel: offl. § 13", Exemption(""), [("invalid-exemption", 3), ("unknown-key", 4)]),
        ("farge: blå", None, [("unknown-key", 3)]),
    ],
)
def test_an_exemption_of_a_case(head: str, exempt: Exemption | None, expected: list[tuple[str, int]]) -> None:
    case, found = read(f"---\ntittel: Plan\n{head}\n---\n")
    assert (case.exempt, found) == (exempt, expected)


def test_an_exemption_of_an_attachment_one_slip_away(tmp_path: Path) -> None:
    report = Report()
    place = Place("toppnotat.md", tmp_path, tmp_path)
    (tmp_path / "a.pdf").write_text("x")
    case = read_note("---\ntittel: a\nvedlegg:\n  - {fil: a.pdf, unntak: ja}\n---\n", "rad/2025/plan", place, report)
    assert case is not None
    assert case.attachments[0].exempt == Exemption("")
    assert places(report) == [("unknown-key", "toppnotat.md", 4)]


@pytest.mark.parametrize(
    ("heading", "exempt", "expected"),
    [
        ('## Tall {unntatt="offl. § 23"}', Exemption("offl. § 23"), []),
        ('## Tall {#a unntatt="offl. § 23, jf. fvl. § 13 nr. 2"}', Exemption("offl. § 23, jf. fvl. § 13 nr. 2"), []),
        ('## *Tall* {unntatt="offl. § 23"}', Exemption("offl. § 23"), []),
        ("Tall {unntatt=offl.§23}\n---", Exemption("offl.§23"), []),
        ("## Tall {unntatt}", Exemption(""), [("invalid-exemption", 4)]),
        ('## Tall {unntatt=""}', Exemption(""), [("invalid-exemption", 4)]),
        ('## Tall {unntatt="ja"}', Exemption(""), [("invalid-exemption", 4)]),
        ("## Tall {.unntatt}", Exemption(""), [("unknown-key", 4)]),
        ('## Tall {untatt="offl. § 23"}', Exemption(""), [("unknown-key", 4)]),
        ('## Tall {unntatt="offl. § 23"', Exemption(""), [("invalid-exemption", 4)]),
        ('## Tall {unntatt="offl. § 23"} og mer', Exemption(""), [("invalid-exemption", 4)]),
        ('## **Tall {unntatt="offl. § 23"}**', Exemption(""), [("invalid-exemption", 4)]),
        ('## Tall {unntatt="offl. [§ 23](http://a)"}', Exemption(""), [("invalid-exemption", 4)]),
        ("## Tall {farge=blå}", None, [("unknown-attribute", 4)]),
        ("## Tall {#a}", None, []),
        ("## Tall om {navn} og {{ mer }}", None, []),
    ],
)
def test_an_exemption_of_a_section(heading: str, exempt: Exemption | None, expected: list[tuple[str, int]]) -> None:
    case, found = read(f"---\ntittel: Plan\n---\n{heading}\n\nTekst.\n")
    assert (case.sections[0].exempt, found) == (exempt, expected)


def test_an_unquoted_basis_with_spaces_exempts_and_is_an_error() -> None:
    case, found = read("---\ntittel: Plan\n---\n## Tall {unntatt=offl. § 23}\n\nTekst.\n")
    assert case.sections[0].exempt is not None
    assert {name for name, _ in found} == {"unknown-attribute"}


def test_an_exemption_further_down_exempts_the_whole_section() -> None:
    body = '## A\n\n### B {unntatt="offl. § 23"}\n\nTekst.\n\n## C\n\n> ### D {untatt="x"}\n\n## E\n\nTekst.\n'
    case, found = read(f"---\ntittel: Plan\n---\n{body}")
    assert [section.exempt for section in case.sections] == [Exemption("offl. § 23"), Exemption(""), None]
    assert sorted(found) == [("misplaced-exemption", 6), ("misplaced-exemption", 12), ("unknown-key", 12)]


def test_an_exemption_in_a_text_of_the_head_is_misplaced() -> None:
    _, found = read('---\ntittel: Plan\nomtale: |\n  ## Tall {unntatt="offl. § 23"}\n---\n')
    assert found == [("misplaced-exemption", 4)]


def test_an_exemption_in_minutes_or_a_markdown_attachment_is_misplaced() -> None:
    place = Place("a.md", Path(), Path())
    for reader in (
        lambda report: read_minutes('## 1/25 {unntatt="offl. § 23"}\n', "rad/2025-1", place, report),
        lambda report: read_markdown_attachment('## Tall {unntatt="offl. § 23"}\n', place, report),
    ):
        report = Report()
        reader(report)
        assert places(report) == [("misplaced-exemption", "a.md", 1)]


def test_an_exemption_on_the_row_of_a_case_note_is_an_error_and_exempts(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path).replace(MEETING, "- sak: plan\n", "- sak: plan\n    unntatt: {hjemmel: offl. § 13}\n")
    from mottepakke import pipeline

    meeting = pipeline.open_workspace(tmp_path).meeting("rad/2025-2")
    assert meeting is not None
    assert meeting.cases[0].case.exempt == Exemption("")
    assert places(workspace.check()) == [("unknown-key", MEETING, 7)]


def test_the_case_notes_own_basis_stands(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path).replace(NOTE, "tittel:", "unntatt: {hjemmel: offl. § 13}\ntittel:")
    assert workspace.check() == []
