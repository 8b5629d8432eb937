"""An earlier treatment that no ledger knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.meeting import EarlierReference, Ledger


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Of every case on the agenda."""
    for resolved in subject.meeting.cases:
        for reference in resolved.row.case.earlier:
            if (reference.committee, reference.number) not in subject.known_earlier:
                shown = f"{reference.committee} {reference.number}"
                alike = _alike(reference, subject.ledgers)
                yield Diagnostic.at(codes.UNKNOWN_EARLIER, reference.span, reference=shown, nearest=alike)


def _alike(reference: EarlierReference, ledgers: Iterable[Ledger]) -> str:
    """The numbers of which ``reference`` may be one: the same digits in a series of the committee's."""
    number = reference.number.rpartition(" ")[2]
    of_committee = (ledger for ledger in ledgers if ledger.committee == reference.committee)
    entries = (entry for ledger in of_committee for entry in ledger.entries)
    found = (entry.number for entry in entries if entry.number.rpartition(" ")[2] == number)
    return "» / «".join(f"{reference.committee} {one}" for one in dict.fromkeys(found))


RULE = Rule(codes.UNKNOWN_EARLIER, find)
