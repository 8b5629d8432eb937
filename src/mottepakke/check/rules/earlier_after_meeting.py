"""An earlier treatment that is dated after the meeting (R04).

What is printed as decided before has not been decided yet, or the ledger has a wrong date. The same day is allowed: two
committees may meet in the morning and in the afternoon.
"""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.calendar import norwegian
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Every treatment that a note refers to."""
    held = subject.meeting.meeting.date
    for case in subject.meeting.cases:
        spans = {f"{item.committee} {item.number}": item.span for item in case.row.case.earlier}
        for treated in case.earlier:
            if treated.date and treated.date > held:
                span = spans.get(treated.reference) or case.row.case.origin.of("tidligere")
                number = f"{treated.committee} {treated.number}"
                date = norwegian(treated.date)
                yield Diagnostic.at(codes.EARLIER_AFTER_MEETING, span, number=number, date=date)


RULE = Rule(codes.EARLIER_AFTER_MEETING, find)
