"""A case number of another year than the date beside it: «sak 13/24 (13.06.2025)» (R05).

Either number or date is wrong, and the reader looks in the wrong year. Only a number and a full date right beside each
other are compared. A case that was postponed keeps its number: what the ledger knows with that date is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.calendar import full_year
from mottepakke.check.passages import said, with_digits
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.check.treatments import DATE_THEN_NUMBER, NUMBER_THEN_DATE, day_beside
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In all prose."""
    for passage in with_digits(subject):
        for found in (found for pattern in (NUMBER_THEN_DATE, DATE_THEN_NUMBER) for found in pattern.finditer(passage.text)):
            day = day_beside(found)
            if day and full_year(found["of"]) != day.year and not _is_known(subject, found):
                number = f"{found['number']}/{found['of']}"
                yield said(codes.YEAR_AGAINST_DATE, passage, found.group(), subject.source, number=number, year=day.year)


def _is_known(subject: Subject, found: re.Match[str]) -> bool:
    written = re.compile(rf"\b0*{found['number']}/(?:20)?{found['of'][-2:]}\b")
    entries = (entry for ledger in subject.ledgers for entry in ledger.entries if entry.date)
    return any(written.search(entry.number) and str(entry.date)[:4] == found["year"] for entry in entries)


RULE = Rule(codes.YEAR_AGAINST_DATE, find)
