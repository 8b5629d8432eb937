"""Markdown that is too much: reported at its line, kept as text, with work that grows as the text does."""

import sys
from types import FrameType

import pytest

from mottepakke.diagnostics import Report
from mottepakke.model.document import Block, Emphasis, Items, Paragraph, Quote, Strong, Table
from mottepakke.model.walk import plain_text
from mottepakke.read.markdown import MAX_CHARACTERS, MAX_COLUMNS, MAX_LINES, MAX_LIST_DEPTH, read_markdown
from mottepakke.read.markdown_inline import MAX_INLINE_DEPTH
from mottepakke.read.markdown_parser import MAX_PARAGRAPH
from mottepakke.read.nodes import Body
from tests.support.workspaces import places

GROWTH = 2.6
"""How much more work twice the text may be: 2 where it grows with the text, 4 where it grows with the square."""


def read(text: str) -> tuple[Body, list[tuple[str, int]]]:
    report = Report()
    body = read_markdown(text, "f.md", 1, report, lambda _name, _span, _report: None)
    return body, [(name, line) for name, _, line in places(report)]


def work(text: str) -> int:
    """Calls made to read ``text``: the same on every machine."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read(text)
    finally:
        sys.setprofile(before)
    return calls


def depth(block: Block) -> int:
    match block:
        case Items(items):
            return 1 + max((depth(inner) for item in items for inner in item), default=0)
        case Quote(blocks):
            return 1 + max((depth(inner) for inner in blocks), default=0)
        case _:
            return 0


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (">" * 2000 + " a", 1),
        ("a\n\n" + "> " * 2000 + "a", 3),
        ("- " * 2000 + "a", 1),
        ("1. " * 2000 + "a", 1),
        ("> - " * 1000 + "a", 1),
        ("".join("  " * n + "- a\n" for n in range(500)), MAX_LIST_DEPTH + 1),
        ("".join("   " * n + "1. a\n" for n in range(500)), MAX_LIST_DEPTH + 1),
    ],
    ids=["quote", "quote with spaces", "list", "numbers", "both", "list by indent", "numbers by indent"],
)
def test_deep_lists_and_quotations(text: str, line: int) -> None:
    body, found = read(text)
    assert found[0] == ("nested-too-deep", line)
    assert {name for name, _ in found} == {"nested-too-deep"}
    assert max(map(depth, body.blocks)) <= MAX_LIST_DEPTH
    assert body.blocks


def test_what_is_nested_as_deep_as_word_can_is_read() -> None:
    body, found = read("".join("  " * n + f"- {n}\n" for n in range(MAX_LIST_DEPTH)))
    assert (found, depth(body.blocks[0])) == ([], MAX_LIST_DEPTH)


def deep(block: Block) -> int:
    assert isinstance(block, Paragraph)
    level, inlines = 0, block.children
    while nested := next((child for child in inlines if isinstance(child, Strong | Emphasis)), None):
        level, inlines = level + 1, nested.children
    return level


@pytest.mark.parametrize("text", ["*a **b " * 1000 + "c" + "** d*" * 1000, "*" * 2000 + "a" + "*" * 2000])
def test_deep_emphasis_is_flattened_and_reported(text: str) -> None:
    body, found = read(f"a\n\n{text}")
    assert found == [("nested-too-deep", 3)]
    assert deep(body.blocks[1]) <= MAX_INLINE_DEPTH
    assert plain_text(body.blocks[1].children).count("a") == text.count("a")  # type: ignore[union-attr]


def test_three_thousand_rows_are_read() -> None:
    body, found = read("| a | b | c |\n|---|---|---|\n" + "| én | to | **tre** |\n" * 3000)
    (table,) = body.blocks
    assert isinstance(table, Table)
    assert (found, len(table.rows)) == ([], 3000)


def test_work_for_a_table_grows_with_its_rows() -> None:
    def table(rows: int) -> str:
        return "| a | b | c |\n|---|---|---|\n" + "| én | to | **tre** |\n" * rows

    assert work(table(1000)) < GROWTH * work(table(500))


@pytest.mark.parametrize(
    "text",
    ["|a" * (MAX_COLUMNS + 1) + "|\n" + "|-" * (MAX_COLUMNS + 1) + "|\n", "|a|b|\n|-|-|\n" + "|1|2|\n" * 50],
    ids=["columns", "cells"],
)
def test_a_table_over_the_limit_leaves_a_marked_placeholder(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mottepakke.read.markdown.MAX_CELLS", 100)
    body, found = read(text)
    assert found == [("table-too-large", 1)]
    assert [block.role for block in body.blocks if isinstance(block, Paragraph)] == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        "a\n" * (MAX_LINES + 1),
        "ord " * (MAX_CHARACTERS // 4 + 1),
        "|a|\n|-|\n" + "|1|\n" * 50_000,
        "|a" * 100_000,
    ],
    ids=["lines", "characters", "rows", "bars"],
)
def test_a_text_over_the_limit_is_kept_as_text(text: str) -> None:
    body, found = read(text)
    assert found == [("text-too-complex", 1)]
    assert all(isinstance(block, Paragraph) for block in body.blocks)


def test_a_paragraph_over_the_limit_is_kept_as_text() -> None:
    body, found = read("a\n\n" + "*ord* " * (MAX_PARAGRAPH // 6 + 1) + "\n\n*b*\n")
    assert found == [("text-too-complex", 3)]
    assert [len(getattr(block, "children", ())) for block in body.blocks] == [1, 1, 1]


@pytest.mark.parametrize(
    "pattern",
    [
        *("[", "![", "[a](", "[[sak:", "[^a ", "*", "*a ", "_a*", "**a ", "`a", "<", "&", "\\", "~~a ", "{", "$"),
        *("> a\n", "- a\n", "1. a\n", "# a\n", "a\n=\n", "```\n", "[^a]", "[a]: b\n", "[^1]: a\n", "    a\n", "a|b\n-|-\n"),
        *("\t", " ", "|", "![a](b.png)", "<http://a>", "&amp;", "a  \n", "***\n", "- - ", "[a][b] ", "](", "\\[", "''"),
    ],
)
def test_work_grows_as_the_text_does(pattern: str) -> None:
    def text(size: int) -> str:
        repeated = pattern * (size // len(pattern))
        return f"## {repeated[:400]}\n\n{repeated}\n\n| a |\n|---|\n| {pattern.strip() * (size // 40)} |\n"

    assert work(text(9_000)) < GROWTH * work(text(4_500))


def test_a_text_of_open_brackets_is_reported() -> None:
    assert read("[" * 40_000)[1] == [("text-too-complex", 1)]
