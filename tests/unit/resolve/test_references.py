"""What ``[[sak:…]]`` and ``[[vedlegg:…]]`` mean."""

import unicodedata
from pathlib import Path

import pytest

from mottepakke.model.references import Target, Unresolved
from tests.support.workspaces import COMMITTEE, MEETING, NOTE, Workspace, committee, meeting, note

ROWS = "  - sak: plan\n  - sak: budsjett\n  - sak: 2024/gammel\n  - tittel: Eventuelt\n"
HEAD = """\
vedlegg:
  - {fil: tall.pdf, tittel: Tallene}
  - {fil: tall.md}
  - blå bok.md
  - {referat: rad/2025-1, tittel: Referat}
"""
FILES = {
    COMMITTEE: committee(),
    MEETING: meeting(ROWS),
    "packs/rad/2025-1.yaml": meeting("  - tittel: Første\n", 1, "2025-02-13"),
    "packs/rad/2025-3.yaml": meeting("  - sak: senere\n", 3, "2025-09-01"),
    "packs/nufa/utvalg.yaml": "navn: Fagutvalget\nkortnavn: NUFA\n",
    "packs/nufa/2025-1.yaml": meeting("  - tittel: Fag\n", 1, "2025-03-01"),
    "packs/nufa/saksregister.yaml": "- {sak: 9/25, nøkkel: nufa/2025/ni, tittel: Ni, møte: 2/2025, status: behandlet}\n",
    NOTE: note("[[sak:nufa/2025/ni]]\n", HEAD),
    "sources/rad/2025/budsjett/toppnotat.md": note(head="vedlegg: [ark.md]\n", title="Budsjett"),
    "sources/rad/2024/gammel/toppnotat.md": note(title="Gammel"),
    "sources/rad/2025/senere/toppnotat.md": note(title="Senere"),
    "sources/rad/2025/plan/tall.pdf": "x",
    "sources/rad/2025/plan/tall.md": "x",
    f"sources/rad/2025/plan/{unicodedata.normalize('NFD', 'blå bok')}.md": "x",
    "sources/rad/2025/budsjett/ark.md": "x",
}


def look_up(href: str, tmp_path: Path, lines: str = "") -> Target | Unresolved:
    """The target of a reference written in the case «plan»."""
    prepared = Workspace(tmp_path, {**FILES, COMMITTEE: committee(lines)}).prepared()
    return prepared.references.look_up(f"ref:{href}", prepared.meeting.cases[0].row.case)


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("sak/plan", Target("sak", "2/25", "Plan", "pakke:toppnotat/2-25-plan")),
        ("sak/2025/budsjett", Target("sak", "3/25", "Budsjett", "pakke:toppnotat/3-25-budsjett")),
        ("sak/rad/2025/budsjett", Target("sak", "3/25", "Budsjett", "pakke:toppnotat/3-25-budsjett")),
        ("sak/gammel", Target("sak", "4/25", "Gammel", "pakke:toppnotat/4-25-gammel")),
        ("sak/2024/gammel", Target("sak", "4/25", "Gammel", "pakke:toppnotat/4-25-gammel")),
        ("sak/eventuelt", Target("sak", "5/25", "Eventuelt", "pakke:innkalling#sak-5-25")),
        ("sak/senere", Target("sak", "6/25", "Senere", "")),
        ("sak/nufa/2025/ni", Target("sak", "9/25", "Ni", "")),
        ("sak/nufa/2025/fag", Target("sak", "10/25", "Fag", "")),
        ("vedlegg/tall.pdf", Target("vedlegg", "1A", "Tallene", "pakke:vedlegg/1a-tall")),
        ("vedlegg/blå bok", Target("vedlegg", "1C", "Blå bok", "pakke:vedlegg/1c-bla-bok")),
        ("vedlegg/BLÅ bok", Target("vedlegg", "1C", "Blå bok", "pakke:vedlegg/1c-bla-bok")),
        ("vedlegg/budsjett/Ark", Target("vedlegg", "2A", "Ark", "pakke:vedlegg/2a-ark")),
        ("vedlegg/referat-2025-1", Target("vedlegg", "1D", "Referat", "pakke:vedlegg/1d-referat-2025-1")),
        ("vedlegg/budsjett/ark", Target("vedlegg", "2A", "Ark", "pakke:vedlegg/2a-ark")),
        ("vedlegg/rad/2025/budsjett/ark", Target("vedlegg", "2A", "Ark", "pakke:vedlegg/2a-ark")),
        ("sak/nei", Unresolved("unknown-case")),
        ("sak/nufa/2025/nei", Unresolved("unknown-case")),
        ("sak/a/b/c/d/e", Unresolved("unknown-case")),
        ("vedlegg/nei", Unresolved("unknown-attachment")),
        ("vedlegg/nei/ark", Unresolved("unknown-case")),
        ("vedlegg/budsjett/nei", Unresolved("unknown-attachment")),
        ("vedlegg/tall", Unresolved("ambiguous-attachment")),
    ],
)
def test_a_reference_leads_to_its_target(href: str, expected: Target | Unresolved, tmp_path: Path) -> None:
    assert look_up(href, tmp_path) == expected


def test_letters_of_a_reference_may_be_composed_in_either_way(tmp_path: Path) -> None:
    found = look_up(unicodedata.normalize("NFD", "vedlegg/blå bok"), tmp_path)
    assert isinstance(found, Target)


def test_attachments_numbered_within_their_case_carry_its_number(tmp_path: Path) -> None:
    found = look_up("vedlegg/tall.pdf", tmp_path, "vedleggsnummer: per sak\n")
    assert found == Target("vedlegg", "1", "Tallene", "pakke:vedlegg/2-25-1-tall", "2/25")


def test_without_numbers_the_title_is_left_to_print(tmp_path: Path) -> None:
    found = look_up("sak/plan", tmp_path, "saksnummer: ingen\n")
    assert found == Target("sak", "", "Plan", "pakke:toppnotat/01-plan")
