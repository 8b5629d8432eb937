"""Text without markup takes a short way through the parser, and says what the long way says."""

from __future__ import annotations

import re
from itertools import product

import pytest

from mottepakke.diagnostics import Report
from mottepakke.read import markdown_parser
from mottepakke.read.markdown import read_markdown

LINES = (
    *(
        "Tekst",
        "  innrykk",
        "     - dypt",
        "- punkt",
        "2. nummer",
        "1. ett",
        "> sitat",
        "===",
        "---",
        "|---|",
        "a | b",
        "# tittel",
    ),
    *("", "   - under", "* **fet**", "[^1]: note", "x  ", "y ", "\tå", "```", "«Å»", "-", "1."),
)


def _read(text: str) -> tuple[object, object]:
    report = Report()
    return read_markdown(text, "notat.md", 3, report, lambda *_: None), report


@pytest.mark.parametrize("first", LINES)
def test_the_short_way_says_what_the_long_way_says(first: str, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["\n".join((first, *rest)) for rest in product(LINES, LINES[:7])]
    short = list(map(_read, texts))
    monkeypatch.setattr(markdown_parser, "MARKUP", re.compile(""))
    parser = markdown_parser.parser()
    with parser.reset_rules():
        parser.disable("plain_paragraph")
        assert short == list(map(_read, texts))


def test_words_without_markup_are_not_given_to_the_inline_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown_parser.parser().inline, "parse", None)
    body, _ = _read("Tekst\nover to linjer.\n\n- punkt\n- et til\n\n# Tittel")
    assert len(body.blocks) == 3  # type: ignore[attr-defined]
