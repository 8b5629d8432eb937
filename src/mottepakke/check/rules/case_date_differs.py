"""A case with another date than the ledger's: «sak 7/25 (20. februar 2025)», which was treated on the 13th (R03, R06).

Readers look for the minutes of a meeting that never was. Only a number and a full date that plainly are one: in the same
parentheses, or «møtet 20. februar 2025 (sak 7/25)». A sentence that names another committee is compared with that one's
ledger, where a case refers to it; days that the ledger's history knows are right too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.calendar import full_year, norwegian
from mottepakke.check.passages import said, sentence_around, with_digits
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Passage, Subject
from mottepakke.check.treatments import DATE_THEN_NUMBER, NUMBER_THEN_DATE, day_beside, entry_of, spoken_of
from mottepakke.diagnostics import Diagnostic

HELD = re.compile(r"\bmøtet?,?\s(?:den\s)?$", re.IGNORECASE)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In what authors wrote about cases."""
    for passage in with_digits(subject):
        if not (passage.is_ours and passage.case and "ak" in passage.text and "/" in passage.text):
            continue
        text = passage.text
        found = [
            item for item in NUMBER_THEN_DATE.finditer(text) if "(" in item.group() or text[item.end() :].startswith(")")
        ]
        found += [item for item in DATE_THEN_NUMBER.finditer(text) if HELD.search(text, 0, item.start())]
        for item in found:
            yield from _compared(subject, passage, item)


def _compared(subject: Subject, passage: Passage, found: re.Match[str]) -> Iterator[Diagnostic]:
    day = day_beside(found)
    sentence = sentence_around(passage.text, found.start(), found.end())
    ledger = spoken_of(subject, sentence)
    entry = entry_of(ledger, found) if ledger and day else None
    if not entry or not entry.date or not day:
        return
    held = {entry.date, subject.meeting.meeting.date, *(line.when for line in entry.history)}
    has_own_rule = day.year not in (full_year(found["of"]), entry.date.year)
    if day not in held and not has_own_rule:
        number, date = entry.number, norwegian(entry.date)
        yield said(codes.CASE_DATE_DIFFERS, passage, found.group(), subject.source, number=number, date=date)


RULE = Rule(codes.CASE_DATE_DIFFERS, find)
