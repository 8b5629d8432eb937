"""One mistake in a sample pack: it is found, once, at its line, and nothing else is. Harmless changes are not."""

from collections import Counter
from pathlib import Path
from shutil import copytree

import pytest

from mottepakke import pipeline

ROOT = Path(__file__).parents[3]
NUIT, COUNCIL, BOARD, FJORDVIK = "nuit/2025-2", "e-helserad/2024-1", "e-helsestyre/2022-4", "fjordvik/2025-3"
Mistake = tuple[str, str, str, str, str, int]
EU_HIP = "sources/nuit/2025/eu-hip/toppnotat.md"
NEWS = "sources/nuit/2025/orientering-hdir/toppnotat.md"
MODEL = "sources/nuit/2025/evaluering-radsmodell/toppnotat.md"
ICD = "sources/nuit/2025/icd-11/toppnotat.md"
STAFF = "sources/fjordvik/2025/rekruttering/toppnotat.md"
MEMBER = "  - {navn: Lars Holm, virksomhet: Helse Sør-Øst RHF}\n"
MISTAKES: list[Mistake] = [
    (NUIT, "packs/nuit/2025-2.yaml", "  - pause: 10\n  - sak: eu-hip", "  - sak: eu-hip", "long-without-break", 33),
    (FJORDVIK, "packs/fjordvik/2025-3.yaml", "  - pause: 15\n", "", "long-without-break", 20),
    (NUIT, "packs/nuit/2025-2.yaml", "09:00-16:00\nsted", "09:00-16:31\nsted", "agenda-ends-early", 3),
    (NUIT, "packs/nuit/2025-2.yaml", "2025-09-04", "2024-09-05", "next-meeting-not-later", 5),
    (NUIT, "packs/nuit/2025-2.yaml", "2025-09-04", "2025-09-06", "meeting-on-day-off", 5),
    (COUNCIL, "packs/e-helserad/2024-1.yaml", "dato: 2024-03-21", "dato: 2024-03-28", "meeting-on-day-off", 2),
    (NUIT, EU_HIP, "NUIT drøftet forbedringene", "NUFA drøftet forbedringene", "decision-of-others", 12),
    (FJORDVIK, STAFF, "Utval for helse og oppvekst drøfta", "Formannskapet drøfta", "decision-of-others", 11),
    (NUIT, EU_HIP, "sakstype: Drøfting", "sakstype: Orientering", "decision-verb", 12),
    (NUIT, NEWS, "NUIT tar begge sakene til orientering.", "NUIT drøftet begge sakene.", "decision-verb", 19),
    (NUIT, NEWS, "begge sakene til orientering.", "begge sakene til orientering", "decision-without-full-stop", 19),
    (NUIT, ICD, "  3. Helsedirektoratet tar", "\n  Helsedirektoratet tar", "decision-numbering", 12),
    (NUIT, EU_HIP, "## Drøftingsspørsmål", "## Noe annet", "missing-section", 2),
    (NUIT, EU_HIP, "## Bakgrunn", "## Om prosjektet", "missing-section", 2),
    (FJORDVIK, STAFF, "## Drøftingsspørsmål", "## Anna", "missing-section", 2),
    (
        NUIT,
        EU_HIP,
        "presenterer: Arne Solberg, Folke",
        "presenterer: Arne Solberg # Folke",
        "person-without-organisation",
        6,
    ),
    (NUIT, EU_HIP, "presenterer: Arne Solberg", "presenterer: Arne Soldberg", "name-spelled-two-ways", 6),
    (NUIT, "packs/nuit/utvalg.yaml", MEMBER, MEMBER + MEMBER, "member-twice", 18),
    (COUNCIL, "packs/e-helserad/utvalg.yaml", ", funksjon: leder", "", "no-leader", 13),
    (NUIT, MODEL, "[[vedlegg:medlemmer]] viser", "Listen viser", "attachment-not-mentioned", 13),
    (NUIT, MODEL, "tittel: Medlemmer nasjonal rådsmodell for e-helse", "tittel: Budsjett", "attachment-title-differs", 14),
]
HARMLESS = [
    (NUIT, "packs/nuit/2025-2.yaml", "2025-09-04", "2025-09-05"),
    (NUIT, "packs/nuit/2025-2.yaml", "  - sak: icd-11\n    varighet: 40\n", "  - sak: icd-11\n    varighet: 35\n"),
    (NUIT, EU_HIP, "NUIT drøftet forbedringene", "Nasjonalt utvalg for IT-prioritering drøftet forbedringene"),
    (NUIT, NEWS, "tar begge sakene til orientering.", "tar begge sakene til etterretning."),
    (NUIT, EU_HIP, "presenterer: Arne Solberg, Folkehelseinstituttet", "presenterer: Arne Solheim, Folkehelseinstituttet"),
    (NUIT, EU_HIP, "## Drøftingsspørsmål", "## Diskusjonspunkter"),
    (NUIT, EU_HIP, "## Veikartet", "## Om veikartet"),
    (NUIT, MODEL, "tittel: Medlemmer nasjonal rådsmodell for e-helse", "tittel: Medlemmer nasjonal rådsmodell"),
    (BOARD, "packs/e-helsestyre/2022-4.yaml", "  - lunsj: 45\n", "  - pause: 15\n  - lunsj: 30\n"),
]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample packs."""
    root = tmp_path_factory.mktemp("samples")
    for folder in ("packs", "sources", "layouts"):
        copytree(ROOT / folder, root / folder)
    return root


def found(root: Path, meeting: str) -> list[tuple[str, str, int]]:
    """What is found of a meeting."""
    (outcome,) = pipeline.check((meeting,), pipeline.open_workspace(root))
    return [(item.code.name, item.span.path, item.span.line) for item in outcome.diagnostics]


def changed(root: Path, meeting: str, path: str, old: str, new: str) -> list[tuple[str, str, int]]:
    """What is found with ``old`` replaced, the first time it stands in a file."""
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    try:
        return found(root, meeting)
    finally:
        file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("meeting", [NUIT, COUNCIL, BOARD, FJORDVIK, "nuit/2025-1", "arena/2020-2"])
def test_packs_in_order_have_no_findings(meeting: str, samples: Path) -> None:
    assert found(samples, meeting) == []


@pytest.mark.parametrize(
    ("meeting", "path", "old", "new", "name", "line"), MISTAKES, ids=[f"{item[4]} {item[5]} {item[0]}" for item in MISTAKES]
)
def test_a_mistake_is_found_once_and_nothing_else(
    meeting: str, path: str, old: str, new: str, name: str, line: int, samples: Path
) -> None:
    assert Counter(changed(samples, meeting, path, old, new)) == {(name, path, line): 1}


@pytest.mark.parametrize(("meeting", "path", "old", "new"), HARMLESS)
def test_a_harmless_change_is_not_found(meeting: str, path: str, old: str, new: str, samples: Path) -> None:
    assert changed(samples, meeting, path, old, new) == []
