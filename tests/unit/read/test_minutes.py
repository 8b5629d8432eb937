"""Minutes, and attachments written in Markdown."""

import datetime as dt
from pathlib import Path

import pytest

from mottepakke.diagnostics import Report
from mottepakke.model.document import Block, Heading, Items, Paragraph
from mottepakke.model.meeting import MarkdownAttachment, Minutes, Person
from mottepakke.model.walk import plain_text
from mottepakke.read.attachment import read_markdown_attachment
from mottepakke.read.minutes import case_name, read_minutes
from mottepakke.read.note import Place
from tests.support.workspaces import places

FULLEST = """\
---
til stede: [Kari Nordmann, "Ola Nordmann, KS"]
forfall: [Peder Ås]
stedfortreder: [Marte Kirkerud for Peder Ås]
fra_sekretariatet: Siri Bakke
---
## 17/25 Plan for året

Ola la fram saken.

### Innspill
- En
- To

### Aksjonspunkt
- Tre

### Vedtak
Rådet vedtok planen.

## eventuelt

### Ordskifte
Noen ord.
"""
PLACE = Place("f.md", Path(), Path())


def words(blocks: tuple[Block, ...]) -> list[str]:
    """The words of headings, paragraphs and list items."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Items):
            found += [word for item in block.items for word in words(item)]
        elif isinstance(block, Heading | Paragraph):
            found.append(plain_text(block.children))
    return found


def minutes(source: str) -> tuple[Minutes, list[tuple[str, int]]]:
    report = Report()
    read = read_minutes(source, "rad/2025-2", PLACE, report)
    return read, [(name, line) for name, _, line in places(report)]


def test_the_smallest_minutes_have_no_head() -> None:
    read, found = minutes("## 1/25\n\nTekst.\n")
    assert (read.present, read.absent, [case.name for case in read.cases], found) == ((), (), ["1/25"], [])
    assert minutes("")[0].cases == ()


def test_the_fullest_minutes_are_read_whole() -> None:
    read, found = minutes(FULLEST)
    assert found == []
    assert read.present == (Person("Kari Nordmann"), Person("Ola Nordmann", "KS"))
    assert (read.absent, read.substitutes) == ((Person("Peder Ås"),), ("Marte Kirkerud for Peder Ås",))
    assert read.secretariat == (Person("Siri Bakke"),)
    plan, other = read.cases
    assert (plan.name, plan.span.line, words(plan.blocks)) == ("17/25", 7, ["Ola la fram saken."])
    assert (words(plan.remarks), words(plan.actions), words(plan.decision)) == (
        ["En", "To"],
        ["Tre"],
        ["Rådet vedtok planen."],
    )
    assert (other.name, words(other.blocks)) == ("eventuelt", ["Ordskifte", "Noen ord."])


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("17/25", "17/25"),
        ("17/25 Plan for året", "17/25"),
        ("17 / 25: Plan", "17/25"),
        ("17/2025 Plan", "17/2025"),
        ("PS 17/25 Plan 2/26", "PS 17/25"),
        ("F-sak  17/25", "F-sak 17/25"),
        ("eventuelt", "eventuelt"),
        ("icd-11 Innføring", "icd-11"),
        ("Innledning", "Innledning"),
    ],
)
def test_the_name_of_a_case_is_the_number_or_the_slug_its_heading_begins_with(heading: str, name: str) -> None:
    assert case_name(heading) == name


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Løs tekst.\n\n## 1/25\n\nTekst.\n", [("text-outside-case", 1)]),
        ("---\nforfall: [Ola]\n---\nLøs tekst.\n", [("text-outside-case", 4)]),
        ("---\nforfal: [Ola]\n---\n", [("unknown-key", 2)]),
        ("---\nforfall: [Ola]\n", [("unclosed-front-matter", 1)]),
        ("# 1/25\n", [("level-one-heading", 1)]),
    ],
)
def test_what_is_wrong_in_minutes_is_found_at_its_line(source: str, expected: list[tuple[str, int]]) -> None:
    assert minutes(source)[1] == expected


def attachment(source: str) -> tuple[MarkdownAttachment, list[tuple[str, int]]]:
    report = Report()
    read = read_markdown_attachment(source, PLACE, report)
    return read, [(name, line) for name, _, line in places(report)]


def test_the_smallest_markdown_attachment_has_no_head() -> None:
    read, found = attachment("Tekst.\n")
    assert (read.title, read.version, read.date, read.author, read.contents) == ("", "", None, (), False)
    assert (words(read.blocks), found) == (["Tekst."], [])


def test_the_fullest_markdown_attachment_is_read_whole() -> None:
    head = "tittel: Strategi\nversjon: 0.9\ndato: 15. mai 2025\nforfatter: [Kari, Ola]\ninnhold: ja\n"
    read, found = attachment(f"---\n{head}---\n# Forord\n\nTekst.\n\n## Mål\n")
    assert (read.title, read.version, read.date) == ("Strategi", "0.9", dt.date(2025, 5, 15))
    assert (read.author, read.contents, found) == (("Kari", "Ola"), True, [])


@pytest.mark.parametrize(
    ("body", "levels"),
    [
        ("# A\n\n## B\n", [2, 3]),
        ("## A\n\n### B\n", [2, 3]),
        ("#### A\n", [2]),
        ("# A\n## B\n### C\n#### D\n##### E\n###### F\n", [2, 3, 4, 5, 6, 6]),
    ],
)
def test_headings_begin_below_the_title_whatever_level_the_author_began_on(body: str, levels: list[int]) -> None:
    read, _ = attachment(body)
    assert [block.level for block in read.blocks if isinstance(block, Heading)] == levels


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("---\ntitel: A\n---\n", [("unknown-key", 2)]),
        ("---\ninnhold: kanskje\n---\n", [("invalid-choice", 2)]),
        ("---\ndato: 31.02.2025\n---\n", [("invalid-date", 2)]),
        ("# A\n\n### B\n", [("heading-jump", 3)]),
        ("# A {farge=blå}\n", [("unknown-attribute", 1)]),
    ],
)
def test_what_is_wrong_in_an_attachment_is_found_at_its_line(source: str, expected: list[tuple[str, int]]) -> None:
    assert attachment(source)[1] == expected
