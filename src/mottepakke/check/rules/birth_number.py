"""A fødselsnummer or D-number: eleven digits with a possible date and two check digits that agree.

Such a number may not go out to members or to the public. The finding does not repeat it. Both check digits agree by
accident in one of a hundred numbers, and the date in fewer still; numbers said to be accounts are left alone. Synthetic
numbers for tests (month + 80) belong to nobody and are not matched. Account numbers as such are not looked for: those of
public bodies are public.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.calendar import days_in
from mottepakke.check.passages import file_said, place_of, with_digits
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic

ELEVEN = re.compile(r"(?<![\d.,/-])(\d{6})[ \N{NO-BREAK SPACE}-]?(\d{5})(?![\d/]|[.,]\d)")
ACCOUNT = re.compile(r"\b(?:konto|kontonummer|bankkonto|kontonr|giro)\b[^\d]{0,25}$", re.IGNORECASE)
FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In all prose."""
    for passage in with_digits(subject):
        for found in ELEVEN.finditer(passage.text):
            if is_birth_number(found[1] + found[2]) and not ACCOUNT.search(passage.text, 0, found.start()):
                span = place_of(passage, found.group(), subject.source)
                shown = f"{found[1][:2]}… …"
                yield Diagnostic.at(codes.BIRTH_NUMBER, span, file=file_said(passage), place=passage.place, words=shown)


def is_birth_number(digits: str) -> bool:
    """Whether ``digits`` are a possible number of a person (Skatteetaten, «Fødselsnummer»; D-numbers have day + 40)."""
    numbers = [int(digit) for digit in digits]
    sums = (sum(map(int.__mul__, weights, numbers)) for weights in (FIRST_WEIGHTS, SECOND_WEIGHTS))
    return begins_with_date(digits) and all(one % 11 == 0 for one in sums)


def begins_with_date(digits: str) -> bool:
    """Whether ``digits`` begin with a day and a month, those of D-numbers too."""
    day, month = int(digits[:2]), int(digits[2:4])
    return 1 <= month <= 12 and 1 <= (day - 40 if day > 40 else day) <= days_in(month, None)


RULE = Rule(codes.BIRTH_NUMBER, find)
