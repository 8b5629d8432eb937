"""The JSON Schemas for editors: current, true of every sample, and as strict as the readers where it helps."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tools.make_editor_schemas import FOLDER, schemas, text_of

from tests.support.schemas import CoreLoader, problems

ROOT = Path(__file__).parents[3]
SCHEMAS = schemas()
STARTERS = ROOT / "src/mottepakke/starters"


def loaded(text: str) -> Any:
    return yaml.load(text, Loader=CoreLoader)


def head(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("\n---", 1)[0].removeprefix("---")


def samples() -> list[tuple[str, Path]]:
    packs = sorted((ROOT / "packs").glob("*/*"))
    found = [("utvalg", path) for path in packs if path.name == "utvalg.yaml"]
    found += [("saksregister", path) for path in packs if path.name == "saksregister.yaml"]
    found += [("mote", path) for path in packs if path.suffix == ".yaml" and path.stem.replace("-", "").isdigit()]
    found += [("referat", path) for path in packs if path.name.endswith(".referat.md")]
    notes = sorted((ROOT / "sources").rglob("*.md"))
    found += [("toppnotat" if path.name == "toppnotat.md" else "vedlegg", path) for path in notes]
    return [(kind, path) for kind, path in found if path.suffix == ".yaml" or path.read_text("utf-8").startswith("---")]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_files_are_current(name: str) -> None:
    written = (ROOT / FOLDER / f"{name}.json").read_text(encoding="utf-8")
    assert written == text_of(SCHEMAS[name]), "run: python -m tools.make_editor_schemas"


def test_there_are_samples_of_most_kinds() -> None:
    assert {kind for kind, _ in samples()} >= {"utvalg", "saksregister", "mote", "toppnotat", "vedlegg", "referat"}


@pytest.mark.parametrize(("kind", "path"), samples(), ids=lambda value: value.stem if isinstance(value, Path) else value)
def test_every_sample_is_as_its_schema_says(kind: str, path: Path) -> None:
    text = path.read_text(encoding="utf-8") if path.suffix == ".yaml" else head(path)
    assert list(problems(loaded(text), SCHEMAS[kind])) == []


MEETING = "møte: 2/2025\ndato: 2025-05-15\n"
ROWS = "saksliste:\n  - sak: plan\n"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("mote", MEETING + ROWS),
        ("mote", MEETING.replace("møte", "mote") + ROWS + "neste mote: {dato: 1. juni 2025, tid: kl. 9-12}\nsted:\n"),
        ("mote", MEETING.replace("2025-05-15", "torsdag 15. mai 2025") + "tid: 9.00–16\n" + ROWS + "    kl: 9.15\n"),
        (
            "mote",
            MEETING + "saksliste:\n  - {tittel: A, varighet: 5, vedlegg: [a.pdf]}\n  - {lunsj: 30}\n  - {pause: '10'}\n",
        ),
        ("utvalg", "navn: A\nkortnavn: B\nMålform: nb\nvedleggsnummer: fortlopende\nsaksnummer: ingen\n"),
        ("utvalg", "navn: A\nkortnavn: B\nregler: {ignorer: [AG004 – ja], termer: {a: b}, alvorsgrad: {AG: hint}}\n"),
        (
            "toppnotat",
            "tittel: 17\nforslag til vedtak: |\n  Ja.\nunntatt: {hjemmel: offl. § 13}\nignorer: {ST008: kommer}\n",
        ),
        ("referat", "til_stede: [Kari, {navn: Ola}]\nkom: {navn: Ola, sak: 1/25}\n"),
        ("saksregister", "- {sak: 1/25, tittel: A, møte: 1/2025, status: Utsatt til 3/2025, historikk: [før]}\n"),
        ("vedlegg", "tittel: A\ndato: 15.05.2025\ninnhold: ja\n"),
        ("vedlegg", "tittel: A\ninnhold: true\n"),
    ],
)
def test_what_is_read_is_valid(kind: str, text: str) -> None:
    assert list(problems(loaded(text), SCHEMAS[kind])) == []


@pytest.mark.parametrize(
    ("kind", "text", "where"),
    [
        ("mote", MEETING, ": saksliste missing"),
        ("mote", MEETING.replace("møte", "mte") + ROWS, "/mte: unknown"),
        ("mote", MEETING.replace("2025-05-15", "15/5-25") + ROWS, "/dato: pattern"),
        ("mote", MEETING + ROWS + "    varighet: lang\n", "/saksliste/0: anyOf"),
        ("utvalg", "navn: A\nkortnavn: B\nmålform: no\n", "/målform: anyOf"),
        ("utvalg", "navn: A\nkortnavn: B\nregler: {lengste: 5}\n", "/regler: anyOf"),
        ("utvalg", "navn: A\nkortnavn:\n", "/kortnavn: type"),
        ("toppnotat", "tittel: A\ntitel: A\n", "/titel: unknown"),
    ],
)
def test_what_is_not_read_is_not_valid(kind: str, text: str, where: str) -> None:
    assert where in list(problems(loaded(text), SCHEMAS[kind]))


def test_every_key_says_what_it_is_for() -> None:
    silent = [
        name
        for schema in SCHEMAS.values()
        for name, definition in schema["$defs"].items()
        if "." in name and "description" not in definition
    ]
    assert sorted(set(silent)) == []
