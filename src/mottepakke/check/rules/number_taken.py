"""A number given by hand that is another case's."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.numbering import canonical


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Another case's in the ledger, or of this meeting."""
    committee = subject.meeting.committee
    taken = {canonical(committee, entry.number): entry for entry in subject.ledger.entries}
    seen: dict[str, str] = {}
    for case in subject.meeting.cases:
        entry = taken.get(canonical(committee, case.row.number)) if case.row.number else None
        span = case.row.origin.of("nummer")
        if entry is not None and entry is not case.entry and entry.meeting != case.row.carried_from:
            yield Diagnostic.at(codes.NUMBER_TAKEN, span, number=case.row.number, title=entry.title)
        if case.number and case.number in seen:
            yield Diagnostic.at(codes.NUMBER_TAKEN, span, number=case.number, title=seen[case.number])
        seen.setdefault(case.number, case.row.case.title)


RULE = Rule(codes.NUMBER_TAKEN, find)
