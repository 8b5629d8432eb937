"""A section quoted by name or number that there is not: «se avsnittet «Økonomi»», «se kapittel 9».

A heading has been changed, and the reader looks in vain. The name is looked for in all texts of the case. Numbers are looked
for only where this text numbers its headings by hand, or where «nedenfor» or «i dette notatet» says that it is meant. Not
matched: what follows says where else it stands («i rapporten»), a sentence that names another document, and cases with
files that have headings of their own, where «nedenfor» does not say that it is here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.passages import OTHER_DOCUMENT, said, sentence_around
from mottepakke.check.rule import Rule
from mottepakke.check.subject import DIGIT, Passage, Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.meeting import Case, FileAttachment
from mottepakke.model.walk import plain_text
from mottepakke.model.wording import folded

QUOTED = re.compile(
    r"\b(?:[Ss]e|[Ss]jå|[Jj]f\.|under|i) (?:også |òg |eget |eige )?"
    r"(?:avsnitt(?:et)?|kapittel(?:et)?|kapitlet|delkapittel(?:et)?|delen|overskriften|overskrifta) "
    r"«(?P<name>[^«»]{2,80})»(?P<here> (?:nedenfor|nedanfor|ovenfor|ovanfor))?(?! (?:i|på|fra|frå|av) )"
)
NUMBERED = re.compile(
    r"\b(?:[Ss]e|[Ss]jå|[Jj]f\.|under|i) (?:også |òg )?(?:avsnitt|kapittel|delkapittel|del) "
    r"(?P<name>\d{1,2}(?:\.\d{1,2}){0,3})(?![\d/–-]|\.\d)(?P<here> (?:nedenfor|nedanfor|ovenfor|ovanfor|i dette \w+))?"
    r"(?! (?:i|på|fra|frå|av|til|og|første|fyrste|andre|bokstav) )"
)
NUMBER = re.compile(
    r"(?:(?:avsnitt|kapittel|delkapittel|del)\s)?(\d{1,2}(?:\.\d{1,2}){0,3})(?:[.:]?\s|[.:]?$)", re.IGNORECASE
)
FEWEST_NUMBERED = 2
"""Headings with a number of their own from which on a text numbers them."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In what authors wrote about cases."""
    referring = [(passage, found) for passage in subject.passages for found in _references(passage)]
    headings = _headings(subject) if referring else {}
    for passage, found in referring:
        assert passage.case is not None
        there = headings.get(passage.case.key, set())
        if found.re is QUOTED:
            is_there = folded(found["name"]) in {folded(text) for text, _ in there}
        else:
            is_there = _has_number(there | _paragraphs(subject, passage.case.key), passage, found)
        if not is_there:
            yield said(codes.UNKNOWN_SECTION, passage, found.group(), subject.source, name=found["name"])


def _references(passage: Passage) -> Iterator[re.Match[str]]:
    has_number = passage.kind != "quote" and DIGIT.search(passage.text)
    if not (has_number or "«" in passage.text) or not passage.is_ours or passage.case is None:
        return
    is_judged = _has_only_texts(passage.case)
    yield from (found for found in QUOTED.finditer(passage.text) if found["here"] or is_judged)
    if has_number and is_judged:
        for found in NUMBERED.finditer(passage.text):
            if found["here"] or not OTHER_DOCUMENT.search(sentence_around(passage.text, found.start(), found.end())):
                yield found


def _paragraphs(subject: Subject, key: str) -> set[tuple[str, str]]:
    """The paragraphs of a case, of which some may be set as headings."""
    return {(item.text, "") for item in subject.passages if item.is_ours and item.case and item.case.key == key}


def _has_number(there: set[tuple[str, str]], passage: Passage, found: re.Match[str]) -> bool:
    """Whether a heading has the number, as far as it is plain that one of ours should."""
    numbers = {(number[1], path) for text, path in there if (number := NUMBER.match(text))}
    is_numbered = sum(path == passage.span.path for _, path in numbers) >= FEWEST_NUMBERED
    return not (is_numbered or found["here"]) or found["name"] in {number for number, _ in numbers}


def _has_only_texts(case: Case) -> bool:
    """Whether every heading of the case is known: other files have headings of their own."""
    return all(isinstance(item, FileAttachment) and item.ending in (".md", ".markdown") for item in case.attachments)


def _headings(subject: Subject) -> dict[str, set[tuple[str, str]]]:
    """Every heading of each case, and the source it stands in."""
    names: dict[str, set[tuple[str, str]]] = {}
    for passage in subject.passages:
        if passage.kind == "heading" and passage.case:
            names.setdefault(passage.case.key, set()).add((passage.text, passage.span.path))
    for writing in subject.writings:
        for section in writing.case.sections if writing.case else ():
            heading = (plain_text(section.title), section.span.path)
            names.setdefault(writing.case.key if writing.case else "", set()).add(heading)
    return names


RULE = Rule(codes.UNKNOWN_SECTION, find)
