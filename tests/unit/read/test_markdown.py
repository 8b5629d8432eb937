"""Markdown to the document tree."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from mottepakke.diagnostics import Report
from mottepakke.model.document import (
    Block,
    Code,
    CodeBlock,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Inline,
    Items,
    LineBreak,
    Link,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Strike,
    Strong,
    Table,
    Text,
)
from mottepakke.model.source import Span
from mottepakke.model.walk import plain_text
from mottepakke.read.markdown import read_markdown
from mottepakke.read.nodes import Body
from tests.support.workspaces import places

FIRST_LINE = 11


def read(text: str, missing: Sequence[str] = ()) -> tuple[Body, list[tuple[str, int]]]:
    """The body of ``text``, which begins at line 11, and the findings with lines counted from 1."""
    report = Report()
    asked: list[str] = []

    def picture(name: str, _span: Span, _report: Report) -> Picture | None:
        asked.append(name)
        return None if name in missing else Picture(Path(name), "png", 10, 10)

    body = read_markdown(text, "f.md", FIRST_LINE, report, picture)
    return body, [(name, line - FIRST_LINE + 1) for name, _, line in places(report)]


def inlines(text: str) -> tuple[Inline, ...]:
    (block,) = read(text)[0].blocks
    assert isinstance(block, Paragraph)
    return block.children


def words(block: Block) -> Any:
    """A block tree in brief: words with the names of what holds them."""
    match block:
        case Paragraph(children) | Heading(_, children):
            return plain_text(children)
        case Items(items):
            return [[words(inner) for inner in item] for item in items]
        case Quote(blocks):
            return {"quote": [words(inner) for inner in blocks]}
        case Table(_, head, rows):
            return [["".join(words(b) for b in cell.blocks) for cell in row.cells] for row in (*head, *rows)]
        case CodeBlock(value):
            return {"code": value}
        case Figure():
            return {"figure": block.alt}
        case Rule():
            return "---"
        case _:
            raise AssertionError(block)


# -- inlines ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ord", (Text("ord"),)),
        ("en\nto", (Text("en to"),)),
        ("en   to", (Text("en to"),)),
        ("en  \nto", (Text("en"), LineBreak(), Text("to"))),
        ("en\\\nto", (Text("en"), LineBreak(), Text("to"))),
        ("**fet** og *skrå*", (Strong((Text("fet"),)), Text(" og "), Emphasis((Text("skrå"),)))),
        ("~~strøket *skrå*~~", (Strike((Text("strøket "), Emphasis((Text("skrå"),)))),)),
        ("`kode *her*`", (Code("kode *her*"),)),
        (r"\*ikke skrå\* \[ikke lenke\]", (Text("*ikke skrå* [ikke lenke]"),)),
        ("æ &amp; &oslash; &#x1F600;", (Text("æ & ø 😀"),)),
        ("a&#10;b&Tab;c", (Text("a b c"),)),
        ("<b>fet</b> <script>alert(1)</script>", (Text("<b>fet</b> <script>alert(1)</script>"),)),
        ("<!-- skjult -->", (Text("<!-- skjult -->"),)),
        ("17/25, 012 og 1.10", (Text("17/25, 012 og 1.10"),)),
        ("{{ x }} {% y %} #set $a$ =1+1", (Text("{{ x }} {% y %} #set $a$ =1+1"),)),
    ],
)
def test_inline_text(text: str, expected: tuple[Inline, ...]) -> None:
    assert inlines(text) == expected


@pytest.mark.parametrize("address", ["https://helse.no/a?b=c#d", "http://a.no", "mailto:post@a.no", "HTTPS://A.NO"])
def test_links_that_are_allowed(address: str) -> None:
    assert inlines(f"[a]({address})") == (Link(address, (Text("a"),), Span("f.md", FIRST_LINE)),)
    assert inlines(f"<{address}>")[0] == Link(address, (Text(address),), Span("f.md", FIRST_LINE))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "/a",
        "a.md",
        "//a.no",
        "ref:sak/x",
        "pakke:a",
        "ftp://a",
    ],
)
def test_other_links_are_text_and_reported(address: str) -> None:
    body, found = read(f"en\n[a]({address})\n")
    assert (words(body.blocks[0]), found) == ("en a", [("forbidden-link", 2)])


def test_a_link_within_the_text_leads_to_an_anchor_of_any_letters() -> None:
    body, found = read("## Mål {#mål}\n\n[a](#mål) ![x](y.png){#figur-1} [b](#figur-1)\n")
    assert found == [("inline-picture", 3)]
    paragraph = body.blocks[1]
    assert isinstance(paragraph, Paragraph)
    assert [child.href for child in paragraph.children if isinstance(child, Link)] == ["#mål", "#figur-1"]


def test_a_link_that_leads_nowhere_and_an_anchor_that_stands_twice_are_reported() -> None:
    assert read("## A {#a}\n\n## B {#a}\n\n[b](#b)\n")[1] == [("double-anchor", 3), ("dangling-anchor", 5)]


@pytest.mark.parametrize(
    ("written", "href"),
    [
        ("[[sak:ehds]]", "ref:sak/ehds"),
        ("[[ Sak : nufa/2025/ehds ]]", "ref:sak/nufa/2025/ehds"),
        ("[[vedlegg:modeller]]", "ref:vedlegg/modeller"),
        ("[[vedlegg:ehds/blå bok.pdf]]", "ref:vedlegg/ehds/blå bok.pdf"),
    ],
)
def test_references(written: str, href: str) -> None:
    assert inlines(f"Se\n{written}.")[1] == Link(href, (), Span("f.md", FIRST_LINE + 1))


@pytest.mark.parametrize("written", ["[[ehds]]", "[[sak:]]", "[[møte:2]]", "[[sak]]", "[[:x]]"])
def test_a_reference_of_another_kind_is_text_and_reported(written: str) -> None:
    body, found = read(f"Se\n{written}.")
    assert (words(body.blocks[0]), found) == (f"Se {written}.", [("unknown-reference-kind", 2)])


def test_a_reference_in_code_is_code() -> None:
    assert inlines("`[[sak:x]]`") == (Code("[[sak:x]]"),)


# -- footnotes --------------------------------------------------------------------------------------------------


def test_a_footnote_stands_where_its_mark_is() -> None:
    body, found = read("a[^1] b[^1]\n\n[^1]: Noten\n    går videre.\n\n    Nytt avsnitt.\n")
    (paragraph,) = body.blocks
    assert isinstance(paragraph, Paragraph)
    notes = [child for child in paragraph.children if isinstance(child, Footnote)]
    assert [[words(block) for block in note.blocks] for note in notes] == [["Noten går videre.", "Nytt avsnitt."]] * 2
    assert len({note.label for note in notes}) == 1
    assert found == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a[^x]\n", [("dangling-footnote", 1)]),
        ("a\nb[^x] c[^1]\n\n[^1]: n\n", [("dangling-footnote", 2)]),
        ("| a[^x] |\n|---|\n| b |\n", [("dangling-footnote", 1)]),
        ("a\n\n[^1]: n\n", [("unused-footnote", 3)]),
        ("a[^1]\n\n[^1]: n\n\n[^1]: m\n", [("double-footnote", 5)]),
        ("a[^1]\n\n[^1]: b[^2]\n\n[^2]: c\n", [("nested-footnote", 1)]),
        ("a[^1]\n\n[^1]: selv[^1]\n", [("nested-footnote", 1)]),
        ("`[^x]`\n\n    [^y]\n\n```\n[^1]: z\n```\n", []),
        ("a[^1]\n\n[^1]: n\n\n```\n[^1]: kode\n```\n", []),
        (r"Uttrykket \[^a-z] her", []),
    ],
)
def test_marks_and_notes_belong_together(text: str, expected: list[tuple[str, int]]) -> None:
    assert [name for name, _ in read(text)[1]] == [name for name, _ in expected]
    if "nested-footnote" not in dict(expected):
        assert read(text)[1] == expected


# -- blocks -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n\nb", ["a", "b"]),
        ("# A\n\nB\n===\n\n###### F ##", ["A", "B", "F"]),
        ("- a\n- b\n  - c\n", [[["a"], ["b", [["c"]]]]]),
        ("1. a\n\n   b\n2. c\n", [[["a", "b"], ["c"]]]),
        ("-\n- b\n", [[[], ["b"]]]),
        ("> a\n>\n> > b\n", [{"quote": ["a", {"quote": ["b"]}]}]),
        ("```python\nx = 1\n```\n", [{"code": "x = 1"}]),
        ("    x = 1\n", [{"code": "x = 1"}]),
        ("a\n\n***\n\nb", ["a", "---", "b"]),
        ("| a | b |\n|---|--:|\n| c | d\\|e |\n", [[["a", "b"], ["c", "d|e"]]]),
        ("| a | b |\n|---|---|\n| c |\n", [[["a", "b"], ["c", ""]]]),
        ("> | a | b |\n> |---|---|\n> | c | d |\n", [{"quote": [[["a", "b"], ["c", "d"]]]}]),
        ("- | a | b |\n  |---|---|\n  | c | d |\n", [[[[["a", "b"], ["c", "d"]]]]]),
        ("<div>\n\n# A\n\n</div>\n", ["<div>", "A", "</div>"]),
        ("[a]: https://a.no\n\n[a]\n", ["a"]),
    ],
)
def test_blocks(text: str, expected: list[Any]) -> None:
    body, found = read(text)
    assert [words(block) for block in body.blocks] == expected
    assert found == []


def test_a_list_counts_from_its_first_number() -> None:
    (items,) = read("7. a\n8. b\n")[0].blocks
    assert isinstance(items, Items)
    assert (items.ordered, items.start, items.tight) == (True, 7, True)


def test_columns_have_their_alignment() -> None:
    (table,) = read("| a | b | c |\n|---|:-:|--:|\n| d | e | f |\n")[0].blocks
    assert isinstance(table, Table)
    assert [cell.align for cell in table.rows[0].cells] == ["left", "center", "right"]
    assert [cell.header for cell in table.head[0].cells] == [True] * 3


def test_blocks_know_their_lines() -> None:
    body, _ = read("a\n\n## B\n\n- c\n\n> d\n")
    lines = [block.span.line for block in body.blocks if not isinstance(block, Rule) and getattr(block, "span", None)]  # type: ignore[union-attr]
    assert lines == [11, 13, 15, 17]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("| a | b |\n|---|---|\n| c | d | e |\n", 3),
        ("> | a | b |\n> |---|---|\n> | c | d | e |\n", 3),
        ("a\n\n| a |\n|---|\n| b |\n| c | d |\n", 6),
    ],
)
def test_a_row_with_too_many_cells_is_reported(text: str, line: int) -> None:
    assert read(text)[1] == [("table-row-too-long", line)]


def test_headings_carry_marks() -> None:
    body, _ = read('## A {#a unntatt="offl. § 23" b=c}\n')
    (heading,) = body.blocks
    assert isinstance(heading, Heading)
    assert (heading.anchor, heading.children) == ("a", (Text("A"),))
    assert body.marks == {FIRST_LINE: {"id": "a", "unntatt": "offl. § 23", "b": "c"}}


# -- pictures ---------------------------------------------------------------------------------------------------


def test_a_picture_in_a_paragraph_of_its_own_is_a_figure() -> None:
    body, found = read('![Søyler som **viser**](blå-søyler.png "Figur om [[sak:x]]"){#f1}\n')
    (figure,) = body.blocks
    assert isinstance(figure, Figure)
    assert (figure.picture.path, figure.alt, figure.anchor) == (Path("blå-søyler.png"), "Søyler som viser", "f1")
    assert plain_text(figure.caption) == "Figur om "
    assert found == []


@pytest.mark.parametrize("source", ["<blå søyler.png>", "bl%C3%A5%20s%C3%B8yler.png", "bla\u030a%20s\u00f8yler.png"])
def test_a_picture_is_found_under_the_name_it_has_on_disk(source: str) -> None:
    (figure,) = read(f"![a]({source})")[0].blocks
    assert isinstance(figure, Figure)
    assert figure.picture.path == Path("blå søyler.png")


def test_a_picture_that_cannot_be_read_leaves_a_marked_placeholder() -> None:
    (block,) = read("![Søyler](nei.png)", missing=["nei.png"])[0].blocks
    assert isinstance(block, Paragraph)
    assert (words(block), block.role) == ("[Søyler]", "warning")


@pytest.mark.parametrize(
    ("text", "expected", "found"),
    [
        ("en\nto ![x](y.png) tre", ["en to tre", {"figure": "x"}], [("inline-picture", 1)]),
        ("![x](y.png)\n![z](w.png)", [{"figure": "x"}, {"figure": "z"}], []),
        ("## A ![x](y.png)", ["A x"], [("inline-picture", 1)]),
        ("| a |\n|---|\n| ![x](y.png) |", [[["a"], ["x"]]], [("inline-picture", 3)]),
        ("![](y.png)", [{"figure": "y.png"}], [("picture-without-alt", 1)]),
        ("a\n\n![x](y.png){.stor bredde=50}", ["a", {"figure": "x"}], [("unknown-attribute", 3), ("unknown-attribute", 3)]),
        ("[![x](y.png)](https://a.no)", ["https://a.no", {"figure": "x"}], [("inline-picture", 1)]),
    ],
)
def test_pictures_elsewhere_are_reported_and_nothing_is_lost(
    text: str, expected: list[Any], found: list[tuple[str, int]]
) -> None:
    body, got = read(text)
    assert [words(block) for block in body.blocks] == expected
    assert got == found


def test_a_footnote_beside_a_picture_is_kept() -> None:
    body, found = read("![x](y.png)[^1]\n\n[^1]: n\n")
    assert [type(block) for block in body.blocks] == [Paragraph, Figure]
    assert found == [("inline-picture", 1)]


@pytest.mark.parametrize("reference", ["&#12;", "&#xC;", "&#xFDD0;"])
def test_a_control_character_in_a_character_reference_is_reported(reference: str) -> None:
    body, found = read(f"a\nb{reference}c")
    assert "\x0c" not in words(body.blocks[0])
    assert found in ([("control-character", 2)], [])
    assert "\ufdd0" not in words(body.blocks[0])
