"""A proposal with the verb of another case type."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.decisions import proposals
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.wording import folded, shortened

NOTES = r"(?:til|til gode) (?:orientering|etterretning|etterretting|vitande|vitende|kunnskap)|orientert"
DISCUSSES = r"drøft(?:et|er|a|ar|e)|diskuter(?:te|er|t)"
ADVISES = rf"{DISCUSSES}|innspill|innspel|synspunkt(?:er|a|ene)?|merknad(?:er|ar|ene)?|råd"
APPROVES = r"godkjen(?:ner|te|t|de|d|ning|ne|n)"
DECIDES = r"vedt(?:ar|ok|ek|ek|att|eke|ak|as)|beslutt(?:er|et|a)|avgj(?:ør|orde|er)"
ACTS = (
    rf"{DECIDES}|{APPROVES}|ber|ba|bad|be|sl(?:utter|uttar|uttet|utta)|støtt(?:er|ar|et|a)|tilr(?:år|ådde)|rår|anbefal(?:er|te)|"
    r"gir|gjev|ga|gav|prioriter(?:er|te)|oppnevn(?:er|te)|oppnemn(?:er|de)|vel(?:ger|gte|de|ger)?|fastsett(?:er|)|skal|blir|er|vert"
)
VERBS = {
    "godkjenning": (APPROVES, f"{NOTES}|{DISCUSSES}"),
    "orientering": (NOTES, f"{DISCUSSES}|{APPROVES}|{DECIDES}"),
    "referatsak": (NOTES, f"{DISCUSSES}|{APPROVES}|{DECIDES}"),
    "drøfting": (ADVISES, f"{NOTES}|{APPROVES}|{DECIDES}"),
    "beslutning": (ACTS, f"{NOTES}|{DISCUSSES}"),
    "vedtakssak": (ACTS, f"{NOTES}|{DISCUSSES}"),
    "avgjerd": (ACTS, f"{NOTES}|{DISCUSSES}"),
}
"""By case type: what belongs to it, one of which is enough, and what contradicts it where none of that stands."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Clear contradictions alone: a proposal with a verb of its own type may have others besides."""
    for decision in proposals(subject):
        kind = folded(decision.case.type) if decision.case else ""
        own, other = VERBS.get(kind, ("", ""))
        words = [folded(point.text) for point in decision.points]
        if not own or any(re.search(rf"\b(?:{own})\b", text) for text in words):
            continue
        for point, text in zip(decision.points, words, strict=True):
            if re.search(rf"\b(?:{other})\b", text):
                case_type = decision.case.type if decision.case else ""
                yield Diagnostic.at(codes.DECISION_VERB, point.span, type=case_type, words=shortened(point.text).rstrip("."))
                break


RULE = Rule(codes.DECISION_VERB, find)
