"""«Eventuelt» before cases that are on the agenda."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.cases import full_cases
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.meeting import CaseRow
from mottepakke.model.wording import folded

NAMES = frozenset({"eventuelt", "ymse"})
CLOSING = ("avslutning", "avslutting", "oppsummering", "neste møte", "evaluering av møtet", "møteslutt", "vel hjem")
"""How what may follow begins."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Where a case that something is written about follows."""
    after = {case.key for case in full_cases(subject) if not folded(case.title).startswith(CLOSING)}
    business: CaseRow | None = None
    for row in (resolved.row for resolved in subject.meeting.cases if not resolved.row.status):
        if business and row.case.key in after:
            title, first = business.case.title, row.case.title
            yield Diagnostic.at(codes.OTHER_BUSINESS_NOT_LAST, business.origin.span, title=title, first=first)
            business = None
        if folded(row.case.title) in NAMES:
            business = row


RULE = Rule(codes.OTHER_BUSINESS_NOT_LAST, find)
