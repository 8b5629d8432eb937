"""What a parser remembers is what it would say again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mottepakke import codes
from mottepakke.build.prepare import Prepared, Preparer
from mottepakke.diagnostics import Report
from mottepakke.model.document import Picture
from mottepakke.model.source import Span
from mottepakke.read.memory import Memory
from mottepakke.read.parser import PARSER, Parser
from mottepakke.read.sources import Sources

REPOSITORY = Path(__file__).parents[3]
SAMPLES = Sources(REPOSITORY)
MEETINGS = [key for slug in SAMPLES.committee_slugs() for key in SAMPLES.meeting_keys(slug)]
PICTURE = Picture(Path("sources/rad/2025/plan/kart.png"), "png", 96.0, 48.0)
PIECES = st.sampled_from(
    [
        *("- a", "  - b", "a: b", 'a: "b\\u00e5"', "a: |", "  tekst", "a: &x [1, 2]", "b: *x", "{", "!t x"),
        *("a: b # ignorer ST001: x", "<!-- ignorer TX001: x -->", "[[sak:plan]]", "", "~~bort~~", "---", "```", "1. en"),
        *("# Tittel {#t}", "## Sak {unntatt=offl-13}", "tekst[^1] **fet** og *kursiv*", "[^1]: note", "| a | b |"),
        *("|---|--:|", '![kart](kart.png "Kart")', "> sitat"),
    ]
)


def again(memory: Memory) -> Memory:
    """A process later."""
    return Memory(dict(memory.readings))


def nothing(_name: str, _span: Span, _report: Report) -> None:
    return None


def said(parser: Parser, text: str, first_line: int = 3) -> tuple[object, ...]:
    """What both parsers say of a text, with all they find."""
    first, second = Report(), Report()

    def opened(name: str, span: Span, report: Report) -> Picture | None:
        report.add(codes.BROKEN_PICTURE, span, file=name)
        return PICTURE

    return (
        parser.yaml(text, "møte.yaml", first, first_line),
        first,
        parser.markdown(text, "notat.md", first_line, second, opened),
        second,
    )


@given(st.lists(PIECES, max_size=8).map("\n".join))
def test_what_is_remembered_is_what_would_be_said_again(text: str) -> None:
    memory = Memory()
    assert said(memory, text) == said(PARSER, text)
    later = again(memory)
    assert said(later, text) == said(PARSER, text)
    assert not later.has_learnt


@pytest.mark.parametrize("key", MEETINGS)
def test_a_meeting_read_from_memory_is_the_same_to_the_last_place(key: str) -> None:
    def read(parser: Parser) -> tuple[Prepared | None, object]:
        return Preparer(Sources(REPOSITORY, parser=parser)).prepare(key)

    memory = Memory()
    assert read(memory) == read(PARSER)
    later = again(memory)
    assert read(later) == read(PARSER)
    assert not later.has_learnt


def test_nothing_is_parsed_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory()
    said(memory, "a: b")
    parsed: list[str] = []
    monkeypatch.setattr("mottepakke.read.yaml.parse_yaml", lambda text, *_: parsed.append(text))
    monkeypatch.setattr("mottepakke.read.markdown.read_markdown", lambda text, *_: parsed.append(text))
    later = again(memory)
    said(later, "a: b")
    assert not parsed
    said(later, "a: c")
    assert parsed == ["a: c", "a: c"]


@pytest.mark.parametrize("place", [("a: b", "annen.yaml", 3), ("a: b", "møte.yaml", 4), ("a: c", "møte.yaml", 3)])
def test_another_text_and_the_same_text_elsewhere_are_parsed_anew(place: tuple[str, str, int]) -> None:
    text, path, line = place
    memory = Memory()
    memory.yaml("a: b", "møte.yaml", Report(), 3)
    later = again(memory)
    assert later.yaml(text, path, Report(), line) == PARSER.yaml(text, path, Report(), line)
    assert later.has_learnt


def test_yaml_and_markdown_of_the_same_words_are_two_readings() -> None:
    memory = Memory()
    memory.yaml("ord", "x", Report(), 1)
    later = again(memory)
    assert later.markdown("ord", "x", 1, Report(), nothing) == PARSER.markdown("ord", "x", 1, Report(), nothing)


def test_pictures_are_opened_each_time() -> None:
    text = "![kart](kart.png)"
    memory = Memory()
    memory.markdown(text, "notat.md", 1, Report(), lambda *_: PICTURE)
    later = again(memory)
    report = Report()
    gone = later.markdown(text, "notat.md", 1, report, nothing)
    assert gone == PARSER.markdown(text, "notat.md", 1, Report(), nothing)
    assert later.has_learnt
    back = again(later).markdown(text, "notat.md", 1, report, lambda *_: PICTURE)
    assert back == PARSER.markdown(text, "notat.md", 1, Report(), lambda *_: PICTURE)


def test_a_picture_in_a_folder_without_a_readable_name_is_no_hindrance() -> None:
    strange = Picture(Path("sources/\udce5/kart.png"), "png", 1.0, 1.0)
    memory = Memory()
    said = memory.markdown("![kart](kart.png)", "notat.md", 1, Report(), lambda *_: strange)
    assert said == PARSER.markdown("![kart](kart.png)", "notat.md", 1, Report(), lambda *_: strange)
    assert not memory.readings


def test_what_was_asked_for_last_is_kept_where_there_is_no_room_for_all() -> None:
    memory = Memory()
    for text in ("a", "b", "c", "a"):
        memory.yaml(text, "x.yaml", Report())
    size = max(map(len, memory.readings.values()))
    memory.forget(2 * size)
    for text, is_new in (("a", False), ("c", False), ("b", True)):
        memory.yaml(text, "x.yaml", Report())
        assert memory.has_learnt is is_new
