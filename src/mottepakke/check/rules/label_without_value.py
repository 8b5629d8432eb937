"""A label with nothing after it: a paragraph that is «Frist:» alone, before another such one, a heading or the end.

Readers see that something was to stand there. Only labels that have a value in the same paragraph are matched, so that
«Bakgrunn:» before a list or a paragraph is left alone, and only in what authors wrote: forms among attachments are to be
filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from mottepakke import codes
from mottepakke.check.passages import said
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Passage, Subject
from mottepakke.diagnostics import Diagnostic

LABEL = re.compile(
    r"(?:frist|dato|møtedato|tid|tidspunkt|sted|stad|ansvarlig|ansvarleg|saksbehandler|saksbehandlar|sakseier|sakseigar|"
    r"kontaktperson|telefon|tlf\.?|e-post|kostnad|beløp|budsjett|referent|møteleder|møteleiar|arkivnummer|saksnummer|hjemmel|heimel)"
    r"\s?:",
    re.IGNORECASE,
)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Paragraphs and list items of sources."""
    ours = [passage for passage in subject.passages if passage.is_ours]
    for passage, following in zip_longest(ours, ours[1:]):
        text = passage.text.strip() if passage.kind in ("text", "item") else ""
        if text.endswith(":") and LABEL.fullmatch(text) and _ends(passage, following):
            yield said(codes.LABEL_WITHOUT_VALUE, passage, text, subject.source)


def _ends(passage: Passage, following: Passage | None) -> bool:
    """Whether ``following`` cannot be the value of the label before it."""
    if following is None or following.span.path != passage.span.path or following.kind in ("heading", "title"):
        return True
    return bool(re.match(r"[\w -]{1,30}:(?:\s|$)", following.text)) or (passage.kind, following.kind) == ("item", "item")


RULE = Rule(codes.LABEL_WITHOUT_VALUE, find)
