"""What Typst is given: author text as strings, and nothing that the standards refuse."""

import typing
from pathlib import Path

import pytest

from mottepakke.diagnostics import Report
from mottepakke.model import document as dom
from mottepakke.model.document import (
    Cell,
    Document,
    Figure,
    Footnote,
    FootnoteReference,
    Group,
    Heading,
    Link,
    Paragraph,
    Picture,
    Row,
    Table,
    Text,
)
from mottepakke.model.source import Span
from mottepakke.model.walk import every
from mottepakke.write.pdf import codes
from mottepakke.write.pdf.tree import document_tree
from mottepakke.write.typesetting.glyphs import Fitted
from tests.unit.write.pdf_parts import cell, document, everything, heading, items, row, words

HOSTILE = '#panic(1) *x* <l> $x$ `c` @ref \\ // = - + / [ ] { } "q" ~ --- #import "x"'


def fit(text: str) -> Fitted:
    return Fitted(text.replace("🧿", "[?]"), (("🧿", "[?]"),) if "🧿" in text else ())


def stage(picture: Picture, _span: Span, _report: Report) -> str:
    return f"/bilder/{picture.path.name}"


def tree_of(document: Document, links: dict[str, str] | None = None) -> tuple[dict[str, typing.Any], Report]:
    tree, report = document_tree(document, links or {}, fit, stage, Path("logo.svg"))
    return typing.cast(dict[str, typing.Any], tree), report


def blocks_of(*blocks: dom.Block) -> list[typing.Any]:
    return list(tree_of(document(*blocks))[0]["blocks"])


def found(*blocks: dom.Block) -> list[tuple[str, dict[str, str]]]:
    return [(one.code.code, dict(one.args)) for one in tree_of(document(*blocks))[1]]


def strings(tree: typing.Any) -> list[str]:
    match tree:
        case str():
            return [tree]
        case list():
            return [text for part in tree for text in strings(part)]
        case dict():
            return [text for part in tree.values() for text in strings(part)]
        case _:
            return []


def test_the_sample_holds_every_kind_of_node_and_every_role(tmp_path: Path) -> None:
    nodes = list(every(everything(tmp_path).blocks))

    kinds = {type(node) for node in nodes}
    roles = {node.role for node in nodes if isinstance(node, Paragraph | Group)}

    assert kinds == {*typing.get_args(dom.Block), *typing.get_args(dom.Inline)}
    assert roles == {*dom.PARAGRAPH_ROLES, *dom.GROUP_ROLES}


def test_author_text_stands_in_strings_unchanged() -> None:
    tree, _ = tree_of(document(heading(1, HOSTILE), words(HOSTILE), items(HOSTILE), dom.CodeBlock(HOSTILE)))

    assert strings(tree).count(HOSTILE) == 4


def test_every_word_of_the_sample_is_in_the_tree(tmp_path: Path) -> None:
    sample = everything(tmp_path)
    written = strings(tree_of(sample)[0])

    assert [node.value for node in every(sample.blocks) if isinstance(node, Text) and node.value not in written] == []


@pytest.mark.parametrize(
    ("levels", "expected"),
    [((1, 2, 3, 2, 1), [1, 2, 3, 2, 1]), ((2, 3), [1, 2]), ((1, 4, 4, 2), [1, 2, 3, 2]), ((3,), [1])],
)
def test_heading_levels_have_no_gaps(levels: tuple[int, ...], expected: list[int]) -> None:
    blocks = tuple(heading(level, "Tittel") for level in levels)

    assert [block["level"] for block in blocks_of(*blocks)] == expected
    assert [code for code, _ in found(*blocks)] == [
        codes.HEADING_LEVEL.code for _ in {(a, b) for a, b in zip(levels, expected, strict=True) if a != b}
    ]


def test_an_empty_heading_is_reported_and_not_set() -> None:
    assert blocks_of(Heading(1, (Text(" "),)), heading(1, "a")) == blocks_of(heading(1, "a"))
    assert found(Heading(1, ())) == [("OU308", {})]


def test_contents_after_a_heading_get_a_heading_of_their_own() -> None:
    assert blocks_of(dom.Contents("Innhold"))[0]["heading"] is False
    assert blocks_of(heading(1, "a"), dom.Contents("Innhold"), heading(3, "b"))[1]["heading"] is True


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://www.fhi.no/", {"url": "https://www.fhi.no/"}),
        ("mailto:post@fhi.no", {"url": "mailto:post@fhi.no"}),
        ("#her", {"anchor": "her"}),
        ("pakke:vedlegg/2a#del", {"url": "../vedlegg/2a.pdf#del"}),
    ],
)
def test_links_lead_to_their_places(href: str, expected: dict[str, str]) -> None:
    here = Paragraph((Link(href, (Text("ord"),)),), anchor="her")
    tree, report = tree_of(document(here), {"pakke:vedlegg/2a#del": "../vedlegg/2a.pdf#del"})

    assert tree["blocks"][0]["children"] == [{"type": "link", **expected, "children": ["ord"]}]
    assert list(report) == []


@pytest.mark.parametrize(
    ("href", "reported"), [("pakke:vedlegg/2b", False), ("#borte", True), ("javascript:alert(1)", True), ("", True)]
)
def test_links_without_a_place_become_words(href: str, reported: bool) -> None:
    paragraph = Paragraph((Link(href, (Text("ord"),)),))

    assert blocks_of(paragraph)[0]["children"] == ["ord"]
    assert found(paragraph) == ([("OU302", {"target": href})] if reported else [])


def test_an_anchor_is_set_once() -> None:
    first, second = blocks_of(words("a", anchor="x"), words("b", anchor="x"))

    assert first["anchor"] == "x"
    assert "anchor" not in second


def test_a_footnote_is_set_once_and_pointed_to() -> None:
    note = Footnote("1", (words("Noten."),))
    first, second, third = blocks_of(Paragraph((note, FootnoteReference("1"), FootnoteReference("2"))))[0]["children"]

    assert (first["type"], second["type"], third) == ("footnote", "reference", "[2]")
    assert first["label"] == second["label"]
    assert found(Paragraph((FootnoteReference("2"),))) == [("OU303", {"label": "2"})]


def test_rows_are_filled_up_and_widened() -> None:
    table = Table((0.5, 0.5), (row("a", "b"),), (row("a"), row("a", "b", "c"), Row((cell("x", colspan=2),))))
    tree = blocks_of(table)[0]

    assert tree["widths"] == [0.5, 0.5, 0.5]
    assert [sum(1 if isinstance(one, str) else one["colspan"] for one in line["cells"]) for line in tree["rows"]] == [3] * 3
    assert found(table) == [("OU307", {"cells": "3", "columns": "2"})]


def test_a_row_that_fits_on_no_page_may_be_broken_in_any_table() -> None:
    many = Row((Cell(tuple(words("x") for _ in range(80))),))
    table = Table((1.0,), (), (row("kort"), row("ord " * 2000), many), splittable=False)

    assert [line["breakable"] for line in blocks_of(table)[0]["rows"]] == [False, True, True]


def test_a_head_with_links_stands_once() -> None:
    linked = Row((Cell((Paragraph((Footnote("1", (words("n"),)),)),)),))

    assert blocks_of(Table((1.0,), (linked,), ()))[0]["repeat"] is False
    assert blocks_of(Table((1.0,), (row("a"),), ()))[0]["repeat"] is True


def test_a_picture_without_words_is_decoration_and_reported() -> None:
    picture = Picture(Path("a.png"), "png", 400, 300)

    assert blocks_of(Figure(picture, ""))[0]["alt"] is None
    assert blocks_of(Figure(picture, "", (Text("Under"),)))[0]["alt"] == "Under"
    assert found(Figure(picture, " ")) == [("OU305", {"path": "a.png"})]


def test_the_logo_is_set_small() -> None:
    logo, other = (Figure(Picture(Path(name), "svg", 400, 300), "alt") for name in ("logo.svg", "annet.svg"))

    heights = [block["tallest"] for block in blocks_of(logo, other)]
    assert heights[0] < heights[1]


def test_a_missing_glyph_is_reported_at_its_block() -> None:
    span = Span("sources/toppnotat.md", 12)
    _, report = tree_of(document(words("a"), items("b", span=span), words("c 🧿", span=span)))

    assert [(one.code.code, one.span, dict(one.args)) for one in report] == [
        ("OU301", span, {"text": "🧿", "replacement": "[?]"})
    ]


def test_right_to_left_blocks_are_marked() -> None:
    arabic, norwegian = blocks_of(words("مرحبا بالعالم"), words("Hei مرحبا"))

    assert (arabic["rtl"], norwegian["rtl"]) == (True, False)


def test_long_runs_in_narrow_cells_may_end_a_line() -> None:
    table = Table((0.2, 0.8), (), (row("kari.nordmann@helsedirektoratet.no", "kari.nordmann@helsedirektoratet.no"),))
    narrow, wide = blocks_of(table)[0]["rows"][0]["cells"]

    assert None in narrow["blocks"][0]["children"]
    assert wide == "kari.nordmann@helsedirektoratet.no"


def test_running_lines_stay_one_line() -> None:
    tree, _ = tree_of(document(words("a"), head="Utvalg " * 40, foot="Sak " * 60))

    assert len(tree["head"]) < 110
    assert tree["foot"].endswith("…")
