"""A word that stands twice in a row: «og og».

It is a slip of the hand. Not matched: what Norwegian writes twice on purpose («det det gjelder», «hører til til daglig»,
«mange mange»; a verb counts only right after the first word of a sentence), names («Baden Baden»), numbers, table cells, and
the pages of PDF files, where columns run into each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import eq

from mottepakke import codes
from mottepakke.check.passages import said
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.wording import folded_words

TWICE = re.compile(r"(?<![\w-])([^\W\d_]{2,}) (\1)(?![\w-])", re.IGNORECASE)
SIGNS = '.,:;!?()«»"…'
ON_PURPOSE = folded_words(
    """det den de dei er har var til på for med av om inn opp ut ned så ja nei veldig mange lenge lenger langt vi han hun
    ho ha nok mer meir blir ble vart alle aldri der her dit hit da då få får gå går kan skal vil må bra fort snart svært hele
    heile før etter under over igjen att vidare videre ganske stadig had that kommer
    kjem gjør gjer sier seier vet veit finnes finst kom sa gjorde gjelder gjeld gjaldt trenger treng mener meiner"""
)

AT_START = re.compile(
    r"(?:^|[.!?]\s)(?P<subject>[A-ZÆØÅ][^\W\d_]+) (?P<words>"
    r"(?P<verb>er|har|må|kan|skal|vil|blir|bør|var|får) (?P=verb))(?![\w-])"
)
"""The verb twice after the first word of a sentence: there is no clause yet that may have ended with it."""
OPENERS = folded_words("som hva kva den de dei der hvor kor hvem kven når alt")
"""Words with which a clause may begin, so that its verb and that of the sentence meet."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In all prose but cells and pages."""
    for passage in subject.passages:
        if passage.kind in ("cell", "page") or not _repeats(passage.text):
            continue
        for found in TWICE.finditer(passage.text):
            if found[1].lower() not in ON_PURPOSE and not found[2][0].isupper():
                yield said(codes.DOUBLE_WORD, passage, found.group(), subject.source)
        for found in AT_START.finditer(passage.text):
            if found["subject"].lower() not in OPENERS:
                yield said(codes.DOUBLE_WORD, passage, found["words"], subject.source)


def _repeats(text: str) -> bool:
    """Whether a word comes twice, at a glance."""
    words = [word.strip(SIGNS) for word in text.lower().split()]
    return any(map(eq, words, words[1:]))


RULE = Rule(codes.DOUBLE_WORD, find)
