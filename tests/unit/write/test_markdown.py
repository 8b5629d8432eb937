"""Blocks as Markdown: what is written is read as what it was."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mottepakke.diagnostics import Report
from mottepakke.model.document import Block, Footnote, Heading, Items, Link, Paragraph, Text
from mottepakke.model.walk import every
from mottepakke.read.note import Place, markdown_at
from mottepakke.write.markdown import escaped, markdown
from tests.conftest import REPOSITORY

PLACE = Place("f.md", Path(), Path())


def read(text: str) -> tuple[Block, ...]:
    return markdown_at(text, 1, PLACE, Report()).blocks


def shape(blocks: tuple[Block, ...]) -> str:
    """The nodes without their places."""
    names = {"span": "", "label": ""}
    return "\n".join(
        f"{type(node).__name__} "
        + " ".join(f"{name}={getattr(node, name)!r}" for name in node.__struct_fields__ if _plain(node, name, names))
        for node in every(blocks)
    )


def _plain(node: object, name: str, names: dict[str, str]) -> bool:
    return name not in names and isinstance(getattr(node, name), str | int | float | bool)


@pytest.mark.parametrize(
    "text",
    [
        "Rådet vedtar planen.",
        "1. En\n2. To\n   - a\n   - b\n3. Tre",
        "4. Fire\n5. Fem",
        "- en\n\n  to\n\n- tre",
        "- en\n- to\n\n* tre",
        "1. en\n\n1) to",
        "**Fet** og *kursiv* og ~~strøket~~ og `kode`",
        "Se [[sak:plan]], [[vedlegg:plan/tall]] og [lenken](https://eksempel.no/a_b).",
        "[paranteser](<https://eksempel.no/a (b)>)",
        "En note.[^1] To.[^a]\n\n[^1]: Noten.\n[^a]: To\n\n    avsnitt.",
        "| A | B |\n|---|--:|\n| a \\| b | 2 |\n| | `x` |",
        "> Sitat\n>\n> - liste",
        "```\nkode\n\n  mer\n```",
        "#### Overskrift",
        "En linje\\\n31\\. mai",
        "***",
        "31\\. mai 2025 og \\- og \\# og 1\\) og \\> og \\*a\\* og \\_a\\_ og a_b_c",
        "Og \\`x\\` og \\[a\\](b) og \\&amp; og \\<a>",
        "\\- ingen liste",
        "\\| ingen tabell |\\\n\\|---|",
        "- ",
    ],
)
def test_what_is_written_is_read_as_what_it_was(text: str) -> None:
    blocks = read(text)
    assert shape(read(markdown(blocks))) == shape(blocks)


@pytest.mark.parametrize("path", sorted((REPOSITORY / "packs").rglob("*.referat.md")), ids=lambda path: path.name)
def test_the_sample_minutes_come_back(path: Path) -> None:
    body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    blocks = read(body)
    assert shape(read(markdown(blocks))) == shape(blocks)


@given(st.text("ab 1.)-+#>*_`[]()<&;~|!\\:=\"'{}", max_size=30))
def test_any_text_stays_a_paragraph_of_that_text(text: str) -> None:
    text = " ".join(text.split())
    blocks = (Paragraph((Text(text),)),) if text else ()
    assert shape(read(markdown(blocks))) == shape(blocks)


def test_headings_begin_below_the_heading_they_come_to_stand_under() -> None:
    assert markdown((Heading(2, (Text("A"),)), Heading(5, (Text("B"),))), 4) == "#### A\n\n##### B"


def test_footnotes_of_several_texts_can_stand_in_one_file() -> None:
    one = (Paragraph((Text("A"), Footnote("n.md:1:x", (Paragraph((Text("B"),)),)))),)
    assert markdown(one, notes="17-25-") == "A[^17-25-x]\n\n[^17-25-x]: B"


def test_text_inside_a_line_is_escaped_where_it_would_be_read_as_more() -> None:
    assert escaped("a_b [c] <d> *e*") == "a_b \\[c\\] \\<d> \\*e\\*"


def test_lists_in_items_are_indented_below_them() -> None:
    inner = Items(((Paragraph((Link("ref:sak/plan", ()),)),),))
    assert markdown((Items(((Paragraph((Text("A"),)), inner),), ordered=True, start=10),)) == "10. A\n    - [[sak:plan]]"
