"""Every sample pack with one mistake of each kind: found once, at its line, and nothing else; 200 changes find nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mottepakke.check.catalogue import RULES
from mottepakke.read.sources import Sources
from tests.conftest import REPOSITORY, SAMPLES
from tests.seeded.harmless import edits, paragraphs
from tests.support.workspaces import Workspace, places

HARMLESS = 200
TABLE = "| Tiltak | Kroner |\n|---|---|\n| Kurs | 1 200 |\n| Reise | 800 |\n| Sum | 2 100 |"
NYNORSK = "Kven som ikkje er med, veit ikkje kva dei ikkje får. Eg ser ikkje korleis. "
SEEDS: tuple[tuple[str, str, int], ...] = (
    ("impossible-date", "Fristen er\n31. april.", 1),
    ("impossible-date", "Fristen er 30.02.2025.", 0),
    ("wrong-weekday", "Høringen er ferdig mandag 31. desember 2024.", 0),
    ("other-meeting-date", "Saken drøftes i dagens møte 3. juli.", 0),
    ("impossible-time", "Vi begynner kl. 25.10.", 0),
    ("leftover-placeholder", "Se også Vedlegg x.", 0),
    ("leftover-placeholder", "- Punkt en\n- TBD", 1),
    ("leftover-placeholder", "Lorem ipsum dolor.", 0),
    ("leftover-placeholder", "Kostnaden er ??? kroner.", 0),
    ("leftover-placeholder", "Se <skriv inn navnet på rapporten>.", 0),
    ("label-without-value", "Ansvarlig:\n\nStatus: i rute", 0),
    ("birth-number", "Gjelder\n15057600281 også.", 1),
    ("birth-number-like", "Med\nfødselsnummer 010190 12345.", 1),
    ("deadline-on-day-off", "Alle kan svare\ninnen 17. mai 2030.", 1),
    ("other-meeting-date", "Neste møte er 3. januar.", 0),
    ("deadline-differs", "Høringsfristen er 3. juni 2030.\n\nTekst.\n\nMed høringsfrist 17. juni 2030.", 4),
    ("list-number-jump", "1. En\n2. To\n4. Fire", 2),
    ("table-not-read", "| Tiltak | Kroner |\n| Kurs | 1 200 |", 0),
    ("heading-not-read", "##Konsekvenser\n\nTekst.", 0),
    ("unknown-section", "Se kapittel 29 nedenfor.", 0),
    ("unknown-written-attachment", "Se Vedlegg 97.", 0),
    ("unknown-figure", "| A |\n|---|\n| b |\n\nSe tabell 98.", 4),
    ("year-against-date", "NUFA drøftet planen (sak 90/21, 3. mai 2022).", 0),
    ("unpaired-quotes", "Utvalget ba om «en plan uten forsinkelser.", 0),
    ("date-or-time-form", "Arbeidet begynte\n15.mai.", 1),
    ("double-word", "Planen og og budsjettet er klare.", 0),
    ("count-differs", "Høringen ga tre innspill:\n\n- ett\n- to", 0),
    ("sum-differs", TABLE, 4),
    ("link-says-nothing", "Les mer [her](https://www.regjeringen.no/).", 0),
    ("retired-domain", "Se [rapporten](https://www.difi.no/rapport).", 0),
    ("table-without-header", "| | |\n|---|---|\n| a | b |", 0),
    ("unknown-case", "Se [[sak:finnes-ikke]].", 0),
    ("unknown-attachment", "Se [[vedlegg:finnes-ikke]].", 0),
    ("heading-jump", "#### For langt ned\n\nTekst.", 0),
    ("empty-section", "## Uten tekst", 0),
    ("forbidden-link", "Se [filen](file:///c:/x).", 0),
)
"""(code, what is added to a note, on which line of it the mistake stands)"""
NUMBERED = {"nuit/2025-2": "Se sak 99/25."}
"""Packs whose ledger knows every number of the year without a gap, and a number that it has not."""
SHOWN_ELSEWHERE = {
    *("earlier-after-meeting", "figure-without-caption", "other-language", "avoided-term"),
    *("case-date-differs", "earlier-verb-differs"),
}
"""Of the text rules, those that need more than a paragraph; `test_what_needs_more_than_a_paragraph` seeds some of them."""


class Pack:
    """A sample pack in a workspace of its own, and a note of it to write in."""

    def __init__(self, key: str, root: Path) -> None:
        self.key = key
        for folder in ("packs", "sources"):
            shutil.copytree(REPOSITORY / folder, root / folder)
        if (REPOSITORY / "layouts").is_dir():
            shutil.copytree(REPOSITORY / "layouts", root / "layouts")
        self.workspace = Workspace(root, {})
        meeting = Sources(root).meeting(key)
        assert meeting is not None
        self.notes = [f"sources/{row.case.key}/toppnotat.md" for row in meeting.cases if row.case.has_note]
        self.language = self.workspace.prepared(key).meeting.committee.language

    def text(self, note: str) -> str:
        return (self.workspace.root / note).read_text(encoding="utf-8")

    def found(self) -> list[tuple[str, str, int]]:
        return places(self.workspace.check(self.key))


@pytest.fixture(params=SAMPLES)
def pack(request: pytest.FixtureRequest, tmp_path: Path) -> Pack:
    return Pack(request.param, tmp_path)


def test_one_mistake_is_found_once_at_its_line_and_nothing_else(pack: Pack) -> None:
    note = min(pack.notes, key=lambda name: len(pack.text(name)))
    before = pack.text(note)
    line = len(before.rstrip("\n").split("\n")) + 2
    seeds = [*SEEDS, *((("unknown-written-number", NUMBERED[pack.key], 0),) if pack.key in NUMBERED else ())]
    results = []
    for code, text, offset in seeds:
        pack.workspace.write({note: before.rstrip("\n") + f"\n\n{text}\n"})
        results.append((text, pack.found(), [(code, note, line + offset)]))
    assert [(text, found) for text, found, wanted in results if found != wanted] == []


def test_what_needs_more_than_a_paragraph(tmp_path: Path) -> None:
    pack = Pack("nuit/2025-2", tmp_path)
    ledger = "packs/nufa/saksregister.yaml"
    pack.workspace.write({ledger: pack.text(ledger).replace("2025-04-24", "2025-06-24")})
    assert [code for code, _, _ in pack.found()] == ["earlier-after-meeting"]
    pack.workspace.write({ledger: (REPOSITORY / ledger).read_text(encoding="utf-8")})
    note = "sources/nuit/2025/icd-11/toppnotat.md"
    before = pack.text(note)
    for code, text in (
        ("unknown-section", "Se avsnittet «Kostnader og gevinster»."),
        ("figure-without-caption", "![Tidsplan](tidsplan.svg)"),
        ("case-date-differs", "NUIT drøftet dette før (sak 8/25, 20. februar 2025)."),
        ("earlier-verb-differs", "NUIT vedtok planen i sak 9/25."),
    ):
        pack.workspace.write({note: before + f"\n{text}\n"})
        assert pack.found() == [(code, note, len(before.split("\n")) + 1)]
    head = before.split("---\n", 2)[1]
    pack.workspace.write({note: f"---\n{head}---\n\n## Bakgrunn\n\n{NYNORSK * 6}\n"})
    assert ("other-language", note) in [(code, path) for code, path, _ in pack.found()]


def test_every_text_rule_is_seeded() -> None:
    text_rules = {rule.code.name for rule in RULES if rule.code.code.startswith("TX")}
    assert text_rules - {code for code, _, _ in SEEDS} - SHOWN_ELSEWHERE == {"unknown-written-number"}


def test_ordinary_sentences_raise_no_finding(pack: Pack) -> None:
    note = max(pack.notes, key=lambda name: len(pack.text(name)))
    added = paragraphs(pack.language)
    assert len(added) >= HARMLESS
    pack.workspace.write({note: pack.text(note).rstrip("\n") + "\n\n" + "\n\n".join(added) + "\n"})
    lines = pack.text(note).split("\n")
    assert [(code, lines[line - 1]) for code, _, line in pack.found()] == []


def test_small_edits_raise_no_finding(pack: Pack) -> None:
    made = 0
    for note in pack.notes:
        text = pack.text(note)
        for old, new in edits(text):
            front, body = text.split("\n---\n", 1)
            made += old in body
            text = f"{front}\n---\n{body.replace(old, new, 1)}"
        pack.workspace.write({note: text})
    assert made > 0
    assert pack.found() == []
