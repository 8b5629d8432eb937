"""A decision without its full stop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.decisions import decisions
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.wording import shortened

UNFINISHED = re.compile(r"[^\W_][)»\]]*$")
"""How a sentence ends that lacks its full stop."""
LETTERED = re.compile(r"(?:^|\s)([a-z])\)\s")
"""«a) … b) …»: a list within a sentence, whose parts end as they do."""
FEWEST_WORDS = 3


def find(subject: Subject) -> Iterator[Diagnostic]:
    """At each point that is a sentence; «Ingen» and the like are none."""
    for decision in decisions(subject):
        for point in decision.points:
            is_list = len(set(LETTERED.findall(point.text))) > 1
            if UNFINISHED.search(point.text) and len(point.text.split()) >= FEWEST_WORDS and not is_list:
                yield Diagnostic.at(codes.DECISION_WITHOUT_STOP, point.span, words=shortened(point.text))


RULE = Rule(codes.DECISION_WITHOUT_STOP, find)
