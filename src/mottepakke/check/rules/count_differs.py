"""A number of points announced before a list of another length: «tre spørsmål:» and two of them (R36).

One is missing, or the number is old. Only a number with such a noun («punkter», «spørsmål», «tiltak» …) right before the
colon, not one that is known («de tre», «i alle fire»), nor one whose list tells something else («tre faser med disse
tiltakene:»).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from mottepakke import codes
from mottepakke.check.passages import prose, said
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Passage, Subject, Writing
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.document import Block, Items, Paragraph
from mottepakke.model.walk import inside
from mottepakke.model.wording import folded_words

WORDS = ("to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv")
NUMBERS = {word: number for number, word in enumerate(WORDS, 2)} | {"syv": 7}
ANNOUNCED = re.compile(
    rf"(?P<before>[\w«]+)?\s?\b(?P<words>(?P<number>{'|'.join(NUMBERS)}|\d{{1,2}})\s(?:\w+e\s)?"
    r"(?:(?:hoved|hovud|del|del-?|drøftings|diskusjons)?(?:punkter|punkt|spørsmål)|tiltak|områder|område|alternativer|alternativ|"
    r"faser|fasar|mål|delmål|innspill|innspel|utfordringer|utfordringar|anbefalinger|tilrådingar|råd|grunner|grunnar|forhold|"
    r"høve|forslag|framlegg|krav|vilkår|kriterier|kriterium|tema|temaer|oppgaver|oppgåver|steg|trinn|prinsipper|prinsipp|"
    r"løsninger|løysingar|svar|årsaker|årsakar|leveranser|leveransar|virkemidler|verkemiddel|risikoer|risikoar|"
    r"endringer|endringar|hensyn|omsyn|fordeler|fordelar|ulemper|delprosjekter|delprosjekt|aktiviteter|aktivitetar))"
    r"(?P<after>(?:\s[\w-]+){0,3}):$",
    re.IGNORECASE,
)
KNOWN = folded_words("de dei disse desse alle begge minst inntil opptil over under cirka omtrent rundt av blant")
OTHER_LIST = folded_words("følgende følgjande disse desse slik slike med har er hvor der og")


def find(subject: Subject) -> Iterator[Diagnostic]:
    """A paragraph and the list right after it, at any depth."""
    for writing in subject.writings:
        if writing.case is not None:
            for blocks in _runs(writing):
                for place, (paragraph, items) in enumerate(pairwise(blocks)):
                    ends = not isinstance(blocks[place + 2] if place + 2 < len(blocks) else None, Items)
                    if isinstance(paragraph, Paragraph) and isinstance(items, Items) and ends and not _is_nested(items):
                        passage = Passage(
                            prose(paragraph.children), paragraph.span or writing.case.origin.span, writing.case, "text"
                        )
                        yield from _compared(passage, len(items.items), subject)


def _runs(writing: Writing) -> Iterator[Sequence[Block]]:
    """Sequences of blocks that follow each other on the page."""
    yield writing.blocks
    for node in writing.nodes:
        if isinstance(node, Items):
            yield from node.items
        elif hasattr(node, "blocks"):
            yield tuple(inside(node))  # type: ignore[arg-type]


def _is_nested(items: Items) -> bool:
    """Whether there are lists in the list: then nobody knows which of them were counted."""
    return any(isinstance(block, Items) for item in items.items for block in item)


def _compared(passage: Passage, length: int, subject: Subject) -> Iterator[Diagnostic]:
    found = ANNOUNCED.search(passage.text.strip()) if passage.text.rstrip().endswith(":") else None
    if found is None or (found["before"] or "").lower() in KNOWN or OTHER_LIST & set(found["after"].lower().split()):
        return
    number = found["number"].lower()
    if (int(number) if number.isdigit() else NUMBERS[number]) != length:
        yield said(codes.COUNT_DIFFERS, passage, found["words"], subject.source, count=length)


RULE = Rule(codes.COUNT_DIFFERS, find)
