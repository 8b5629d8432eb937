"""A type of case that the committee does not use."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Of every case."""
    committee = subject.meeting.committee
    for resolved in subject.meeting.cases:
        case = resolved.row.case
        if case.type and case.type not in committee.case_types:
            known = ", ".join(committee.case_types)
            yield Diagnostic.at(codes.UNKNOWN_TYPE, case.origin.of("sakstype"), type=case.type, known=known)


RULE = Rule(codes.UNKNOWN_TYPE, find)
