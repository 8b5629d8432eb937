"""A case said to be decided that was only discussed or noted: «rådet vedtok planen i sak 7/25» (R08).

Members believe that the matter is settled. Only the verbs of deciding, right before «i sak 7/25» or right after it, and only
where the ledger has both the type and the words of a case that decides nothing. Not matched: a sentence that denies or
wishes, one with another verb between, and other committees whose ledger no case refers to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.passages import said, sentence_around, with_digits
from mottepakke.check.rule import Rule
from mottepakke.check.rules.decision_verb import APPROVES, DECIDES, DISCUSSES, NOTES
from mottepakke.check.subject import Subject
from mottepakke.check.treatments import NUMBER, entry_of, spoken_of
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.meeting import LedgerEntry
from mottepakke.model.walk import words
from mottepakke.model.wording import folded, shortened

DECIDED = r"\b(?:vedtok|vedtatt|vedteke|vedtatte|vedtekne|besluttet|beslutta|godkjente|godkjende|godkjent)\b"
SAID = (
    re.compile(rf"{DECIDED}(?P<between>(?:\s[^\s,.;:()«»]+){{0,8}}?)\si\ssak(?:en|a)?\s{NUMBER}", re.IGNORECASE),
    re.compile(
        rf"\bI\ssak\s{NUMBER}(?P<between>)(?:\s\([^()]{{1,30}}\))?\s(?:vedtok|besluttet|beslutta|godkjente|godkjende)\b"
    ),
)
ANOTHER = re.compile(rf"\b(?:{NOTES}|{DISCUSSES}|som|etter|før|at|om)\b", re.IGNORECASE)
DENIED = re.compile(r"\b(?:ikke|ikkje|verken|hverken|skulle|burde|kunne|ville|hvis|dersom|før)\b", re.IGNORECASE)
SETTLES = re.compile(
    rf"\b(?:{DECIDES}|{APPROVES}|sl(?:utter|uttar|uttet|utta)|støtt\w+|tilr\w+|anbefal\w+|ber|ba|bad|prioriter\w+|"
    r"(?:gir|gjev|ga|gav)(?! innsp| råd| merk| tilb| syn)|oppne\w+|vel(?:ger|gte|de)|valgte|fastse\w+)\b",
)
DECIDES_NOTHING = frozenset({"drøfting", "orientering", "referatsak"})


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In what authors wrote about cases."""
    for passage in with_digits(subject):
        is_judged = passage.is_ours and passage.case and passage.kind != "quote" and "sak" in passage.text
        for found in (found for pattern in SAID for found in pattern.finditer(passage.text)) if is_judged else ():
            sentence = sentence_around(passage.text, found.start(), found.end())
            ledger = spoken_of(subject, sentence)
            entry = entry_of(ledger, found) if ledger else None
            if entry and _settles_nothing(entry) and not ANOTHER.search(found["between"]) and not DENIED.search(sentence):
                decision = shortened(" ".join(words(entry.decision))).rstrip(".")
                number = entry.number
                yield said(
                    codes.EARLIER_VERB_DIFFERS, passage, found.group(), subject.source, number=number, decision=decision
                )


def _settles_nothing(entry: LedgerEntry) -> bool:
    decision = folded(" ".join(words(entry.decision)))
    is_noted = re.search(rf"\b(?:{NOTES}|{DISCUSSES})\b", decision)
    return folded(entry.type) in DECIDES_NOTHING and bool(is_noted) and not SETTLES.search(decision)


RULE = Rule(codes.EARLIER_VERB_DIFFERS, find)
