"""Rules of the decks that presenters return; they are loaded where there is such a deck."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def returned_slides(subject: Subject) -> Iterator[Diagnostic]:
    """What returned slides say that the pack does not, and what should not be shown as it is."""
    if not subject.returned:
        return
    from mottepakke.check.slide_rules import slide_findings

    for returned in subject.returned:
        yield from slide_findings(returned, subject)
