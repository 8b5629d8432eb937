"""The pages about findings are those of the explanations as they are now. `make accept` writes them anew."""

import ast
import os
import re
from collections.abc import Iterator

import pytest
from tools.make_rules_pages import DOCS, PAGES, mistakes, page

from tests.conftest import REPOSITORY
from tests.unit.test_messages import DECLARED

KINDS = 42
"""How many kinds of mistakes were found in real packs."""


@pytest.mark.parametrize("language", PAGES)
def test_a_page_is_what_its_sources_say(language: str) -> None:
    path, actual = DOCS / PAGES[language], page(language)
    if os.environ.get("MOTTEPAKKE_ACCEPT"):
        path.write_text(actual, encoding="utf-8")
    assert actual == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", PAGES)
def test_links_within_a_page_lead_to_its_headings(language: str) -> None:
    text = re.sub(r"```text\n.*?\n```", "", page(language), flags=re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    anchors = [re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings]
    assert len(anchors) == len(set(anchors))
    links = re.findall(r"\]\(#([^)]+)\)", text)
    assert len(links) > len(DECLARED)
    assert set(links) <= set(anchors)


def test_every_kind_of_mistake_is_accounted_for() -> None:
    assert [one.id for one in mistakes()] == [f"R{number:02}" for number in range(1, KINDS + 1)]
    for one in mistakes():
        assert one.codes or one.construction or one.left_out, one.id
        assert set(one.codes) <= set(DECLARED), one.id
        assert one.tests or not (one.codes or one.construction), one.id


def test_mistakes_are_told_in_both_languages() -> None:
    for one in mistakes():
        for texts in filter(None, (one.mistake, one.construction, one.left_out)):
            assert texts.keys() == PAGES.keys(), one.id
            assert all(texts.values()), one.id


def test_every_test_that_shows_it_exists() -> None:
    for one in mistakes():
        for name in one.tests:
            file, _, function = name.partition("::")
            assert function in names_in(file), f"{one.id}: {name}"


def names_in(file: str) -> Iterator[str]:
    for node in ast.walk(ast.parse((REPOSITORY / file).read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node.name
