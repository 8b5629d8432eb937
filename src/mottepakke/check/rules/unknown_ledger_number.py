"""A number given by hand that the ledger does not know."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.numbering import canonical, number_of


def find(subject: Subject) -> Iterator[Diagnostic]:
    """The number has the committee's form, and no entry."""
    committee = subject.meeting.committee
    known = {canonical(committee, entry.number) for entry in subject.ledger.entries}
    for case in subject.meeting.cases:
        written = case.row.number
        if written and number_of(committee, written) and canonical(committee, written) not in known:
            yield Diagnostic.at(codes.UNKNOWN_LEDGER_NUMBER, case.row.origin.of("nummer"), number=written)


RULE = Rule(codes.UNKNOWN_LEDGER_NUMBER, find)
