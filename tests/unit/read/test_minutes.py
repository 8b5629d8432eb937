"""Minutes, and attachments written in Markdown."""

import datetime as dt
from pathlib import Path

import pytest

from mottepakke.diagnostics import Report
from mottepakke.model.document import Block, Heading, Items, Paragraph
from mottepakke.model.meeting import MarkdownAttachment, Person
from mottepakke.model.minutes import ActionPoint, Minutes, Passage, StandIn
from mottepakke.model.source import Span
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
kom: [{navn: Kari Nordmann, sak: 17/25 Plan}]
gikk: [{navn: Ola Nordmann, sak: eventuelt}]
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
    assert [item.person for item in read.present] == [Person("Kari Nordmann"), Person("Ola Nordmann", "KS")]
    assert [item.person for item in read.absent] == [Person("Peder Ås")]
    assert [(item.person, item.absent) for item in read.stand_ins] == [(Person("Marte Kirkerud"), "Peder Ås")]
    assert [(item.kind, item.name, item.case) for item in read.passages] == [
        ("kom", "Kari Nordmann", "17/25"),
        ("gikk", "Ola Nordmann", "eventuelt"),
    ]
    assert read.secretariat == (Person("Siri Bakke"),)
    plan, other = read.cases
    assert (plan.name, plan.span.line, words(plan.blocks)) == ("17/25", 9, ["Ola la fram saken."])
    assert (words(plan.remarks), words(plan.actions), words(plan.decision)) == (
        ["En", "To"],
        ["Tre"],
        ["Rådet vedtok planen."],
    )
    assert (other.name, words(other.blocks)) == ("eventuelt", ["Ordskifte", "Noen ord."])


@pytest.mark.parametrize(
    ("written", "who", "absent"),
    [
        ("Marte Moen for Peder Ås", Person("Marte Moen"), "Peder Ås"),
        ("Marte Moen, KS, for Peder Ås, KS", Person("Marte Moen", "KS"), "Peder Ås"),
        ("Marte Moen (vara for Peder Ås)", Person("Marte Moen"), "Peder Ås"),
        ("Marte Moen, Senter for e-helse, vara for Peder Ås", Person("Marte Moen", "Senter for e-helse"), "Peder Ås"),
        ("Marte Moen", Person("Marte Moen"), ""),
    ],
)
def test_a_stand_in_is_somebody_for_somebody(written: str, who: Person, absent: str) -> None:
    read, found = minutes(f'---\nstedfortreder: ["{written}"]\n---\n')
    assert (read.stand_ins, found) == ((StandIn(who, absent, Span("f.md", 2, 17)),), [])


def test_a_name_in_a_list_is_found_at_its_own_line() -> None:
    read, _ = minutes("---\ntil_stede:\n  - Kari\n  - Ola\nkom:\n  - {navn: Ola, sak: 2/25}\n---\n")
    assert [item.span.line for item in read.present] == [3, 4]
    assert read.passages == (Passage("kom", "Ola", "2/25", Span("f.md", 6, 5)),)


@pytest.mark.parametrize(
    ("written", "point"),
    [
        ("Kari (frist 1. juni 2025): sender utkastet", ("Kari", dt.date(2025, 6, 1), "sender utkastet", False)),
        ("[x] Kari (frist 2025-06-01): sender utkastet", ("Kari", dt.date(2025, 6, 1), "sender utkastet", True)),
        ("[ ] Kari og Ola: sender utkastet", ("Kari og Ola", None, "sender utkastet", False)),
        ("[X] Utkastet er sendt", ("", None, "Utkastet er sendt", True)),
        ("Kari: sender utkastet (innen 1.6.2025).", ("Kari", dt.date(2025, 6, 1), "sender utkastet.", False)),
        ("**Kari** (frist: 1. juni 2025): sender `a`", ("Kari", dt.date(2025, 6, 1), "sender a", False)),
        ("Kari følger opp. Da gjenstår dette: alt", ("", None, "Kari følger opp. Da gjenstår dette: alt", False)),
        ("Kl. 10: alt", ("", None, "Kl. 10: alt", False)),
        ("Kari: les [[sak:plan]]", ("Kari", None, "les [[sak:plan]]", False)),
        ("Kari: to ting\n  - den ene\n  - den andre", ("Kari", None, "to ting den ene den andre", False)),
    ],
)
def test_an_action_point_says_who_does_what_by_when(written: str, point: tuple[str, dt.date | None, str, bool]) -> None:
    read, found = minutes(f"## 1/25\n\n### Aksjonspunkter\n\n- {written}\n")
    assert found == []
    assert read.cases[0].action_points == (ActionPoint(*point, Span("f.md", 5)),)


def test_the_mark_of_what_is_done_is_not_part_of_the_minutes() -> None:
    read, _ = minutes("## 1/25\n\n### Aksjonspunkter\n\nProsa.\n\n- [x] **A** gjort\n- [ ] B\n- C\n")
    assert words(read.cases[0].actions) == ["Prosa.", "A gjort", "B", "C"]
    assert [point.done for point in read.cases[0].action_points] == [True, False, False]


def test_a_deadline_that_is_no_date_is_found_and_stays_in_the_text() -> None:
    read, found = minutes("## 1/25\n\n### Aksjonspunkter\n\n- Kari (frist snarest): alt\n")
    assert found == [("action-without-date", 5)]
    point = read.cases[0].action_points[0]
    assert (point.who, point.due, point.what) == ("Kari (frist snarest)", None, "alt")


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
        ("---\nkom: [Ola]\n---\n", [("wrong-type", 2)]),
        ("---\ngikk: [{navn: Ola}]\n---\n", [("missing-key", 2)]),
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
