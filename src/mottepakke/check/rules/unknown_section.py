"""A section quoted by name that there is not: «se avsnittet «Økonomi»».

A heading has been changed, and the reader looks in vain. The name is looked for in all texts of the case. Not matched:
what follows says where else it stands («i rapporten»), and cases with files that have headings of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.passages import said
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Passage, Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.meeting import FileAttachment
from mottepakke.model.walk import plain_text
from mottepakke.model.wording import folded

QUOTED = re.compile(
    r"\b(?:[Ss]e|[Ss]jå|[Jj]f\.|under|i) (?:også |òg |eget |eige )?"
    r"(?:avsnitt(?:et)?|kapittel(?:et)?|kapitlet|delkapittel(?:et)?) «(?P<name>[^«»]{2,80})»(?! (?:i|på|fra|frå|av) )"
)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In what authors wrote about cases."""
    quoting = [(passage, found) for passage in subject.passages for found in _quoted(passage)]
    headings = _headings(subject) if quoting else {}
    for passage, found in quoting:
        assert passage.case is not None
        if folded(found["name"]) not in headings.get(passage.case.key, ()):
            yield said(codes.UNKNOWN_SECTION, passage, found.group(), subject.source, name=found["name"])


def _quoted(passage: Passage) -> Iterator[re.Match[str]]:
    return QUOTED.finditer(passage.text) if "«" in passage.text and _judged(passage) else iter(())


def _judged(passage: Passage) -> bool:
    if not passage.is_ours or passage.case is None:
        return False
    return all(isinstance(item, FileAttachment) and item.ending in (".md", ".markdown") for item in passage.case.attachments)


def _headings(subject: Subject) -> dict[str, set[str]]:
    """Every heading of each case."""
    names: dict[str, set[str]] = {}
    for passage in subject.passages:
        if passage.kind == "heading" and passage.case:
            names.setdefault(passage.case.key, set()).add(folded(passage.text))
    for writing in subject.writings:
        for section in writing.case.sections if writing.case else ():
            names.setdefault(writing.case.key if writing.case else "", set()).add(folded(plain_text(section.title)))
    return names


RULE = Rule(codes.UNKNOWN_SECTION, find)
