"""Eleven digits called a fødselsnummer whose check digits are wrong.

A slip of one digit still points at a person, and a reader can try the others. The finding does not repeat the number.
Synthetic numbers for tests (month + 40 or + 80) belong to nobody and are not matched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.passages import file_said, place_of, with_digits
from mottepakke.check.rule import Rule
from mottepakke.check.rules.birth_number import begins_with_date, is_birth_number
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic

CALLED = re.compile(
    r"\b(?P<label>fødselsn(?:umme)?r(?:et)?|personn(?:umme)?r(?:et)?|fnr|d-nummer(?:et)?)\.?(?:\s(?:er|var|til|for)(?:\s\w+){0,3}?)?"
    r"[:\s(]{1,3}(\d{6})[ \N{NO-BREAK SPACE}-]?(\d{5})(?!\d)",
    re.IGNORECASE,
)
SIGN = re.compile(r"nummer|nr", re.IGNORECASE)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In all prose."""
    for passage in with_digits(subject):
        for found in CALLED.finditer(passage.text) if SIGN.search(passage.text) else ():
            digits = found[2] + found[3]
            if begins_with_date(digits) and not is_birth_number(digits):
                span = place_of(passage, found.group(), subject.source)
                shown = found["label"]
                yield Diagnostic.at(codes.BIRTH_NUMBER_LIKE, span, file=file_said(passage), place=passage.place, words=shown)


RULE = Rule(codes.BIRTH_NUMBER_LIKE, find)
