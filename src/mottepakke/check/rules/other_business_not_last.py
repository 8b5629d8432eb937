"""«Eventuelt» before cases that are on the agenda."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.cases import full_cases
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.wording import folded

NAMES = frozenset({"eventuelt", "ymse"})
CLOSING = ("avslutning", "avslutting", "oppsummering", "neste møte", "evaluering av møtet", "møteslutt", "vel hjem")
"""How what may follow begins."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Where a case that something is written about follows."""
    after = {case.key for case in full_cases(subject) if not folded(case.title).startswith(CLOSING)}
    rows = subject.meeting.cases
    for place, row in enumerate(rows):
        following = [later.row for later in rows[place + 1 :] if later.row.case.key in after and not later.row.status]
        if folded(row.row.case.title) in NAMES and not row.row.status and following:
            first = following[0].case.title
            yield Diagnostic.at(codes.OTHER_BUSINESS_NOT_LAST, row.row.origin.span, title=row.row.case.title, first=first)


RULE = Rule(codes.OTHER_BUSINESS_NOT_LAST, find)
