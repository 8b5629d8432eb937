"""What prose says of cases that were treated before, and the ledger rows it speaks of."""

from __future__ import annotations

import datetime as dt
import re

from mottepakke.check.calendar import MONTH, day_of, full_year, month_of
from mottepakke.check.subject import Subject
from mottepakke.model.bodies import others_named
from mottepakke.model.meeting import Ledger, LedgerEntry

FULL_DATE = rf"(?P<day>\d{{1,2}})\.\s?(?:(?P<name>{MONTH})\s|(?P<month>\d{{1,2}})\.\s?)(?P<year>(?:19|20)\d\d)(?!\d)"
NUMBER = r"(?P<number>\d{1,4})/(?P<of>(?:20)?\d\d)(?![\d/])"
NUMBER_THEN_DATE = re.compile(
    rf"\b[Ss]ak(?:en|a)?\s(?:[A-ZÆØÅ]{{1,5}}\s)?{NUMBER}(?:,\s|\s?\(|\sden\s|\s)(?:[A-ZÆØÅ]+,?\s)?{FULL_DATE}"
)
DATE_THEN_NUMBER = re.compile(rf"(?<!\d){FULL_DATE},?\s?\(?(?:[A-ZÆØÅ]+\s)?sak\s(?:[A-ZÆØÅ]{{1,5}}\s)?{NUMBER}")


def day_beside(found: re.Match[str]) -> dt.date | None:
    """The day that the groups of `FULL_DATE` say."""
    month = month_of(found["name"]) if found["name"] else int(found["month"])
    return day_of(int(found["year"]), month, int(found["day"]))


def spoken_of(subject: Subject, sentence: str) -> Ledger | None:
    """The ledger of whom ``sentence`` is about; None where that is not plain or the ledger is not at hand."""
    others = others_named(sentence, subject.meeting.committee)
    if not others:
        return subject.ledger
    return next((ledger for ledger in subject.ledgers if others == {ledger.committee}), None)


def entry_of(ledger: Ledger, found: re.Match[str]) -> LedgerEntry | None:
    """The one row with the number that the groups of `NUMBER` say, in whatever series."""
    written = re.compile(rf"\b0*{found['number']}/(?:20)?{str(full_year(found['of']))[-2:]}\b")
    entries = [entry for entry in ledger.entries if written.search(entry.number)]
    return entries[0] if len(entries) == 1 else None
