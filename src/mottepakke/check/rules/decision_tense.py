"""One verb in two tenses in one decision."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.decisions import decisions
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.wording import folded

TENSES = {
    "be": (("ber",), ("ba", "bad")),
    "godkjenne": (("godkjenner",), ("godkjente", "godkjende")),
    "vedta": (("vedtar", "vedtek"), ("vedtok",)),
    "beslutte": (("beslutter",), ("besluttet", "beslutta")),
    "støtte": (("støtter", "støttar"), ("støttet", "støtta")),
    "slutte": (("slutter", "sluttar"), ("sluttet", "slutta")),
    "anbefale": (("anbefaler", "tilrår"), ("anbefalte", "tilrådde")),
    "ta": (("tar", "tek"), ("tok",)),
}
"""Present and past of what committees do. They have discussed before they decide, so «drøftet» goes with both."""
FURTHEST = 6
"""Words before the verb that may be the name of the committee."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Where both points begin with the same words: they are said of the same body."""
    for decision in decisions(subject):
        seen: dict[tuple[str, str], tuple[int, str]] = {}
        for point in decision.points:
            said = _said(point.text)
            if said is None:
                continue
            actor, verb, tense, word = said
            before, first = seen.setdefault((actor, verb), (tense, word))
            if tense != before:
                yield Diagnostic.at(codes.DECISION_TENSE, point.span, first=first, second=word)
                break


def _said(text: str) -> tuple[str, str, int, str] | None:
    """Who acts, the verb, its tense (0 present, 1 past), and the word that stands there."""
    words = folded(text).split()
    for place, word in enumerate(words[1 : FURTHEST + 1], 1):
        for verb, tenses in TENSES.items():
            for tense, forms in enumerate(tenses):
                if word in forms:
                    return " ".join(words[:place]), verb, tense, word
    return None


RULE = Rule(codes.DECISION_TENSE, find)
