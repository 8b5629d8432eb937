"""Which cases rules expect something of."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke.check.subject import Subject
from mottepakke.model.meeting import Case

FINAL = "eventuelt"


def full_cases(subject: Subject) -> Iterator[Case]:
    """The cases that something is written about; «Eventuelt» and what cannot be read need nothing."""
    for resolved in subject.meeting.cases:
        case = resolved.row.case
        is_bare = not case.has_note and not (case.summary or case.proposal or case.attachments)
        if not case.unreadable and not is_bare and not case.title.lower().startswith(FINAL):
            yield case
