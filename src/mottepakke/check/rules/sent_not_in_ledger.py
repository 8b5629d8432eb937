"""A number that a pack was sent with and that is not in the ledger."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.numbering import canonical
from mottepakke.model.source import Span

MAX_SHOWN = 6


def find(subject: Subject) -> Iterator[Diagnostic]:
    """All such numbers of the committee in one finding."""
    committee = subject.meeting.committee
    known = {canonical(committee, entry.number) for entry in subject.ledger.entries}
    lost = sorted(subject.sent_numbers - known)
    if lost:
        shown = (*lost[:MAX_SHOWN], *("…" for _ in lost[MAX_SHOWN : MAX_SHOWN + 1]))
        span = Span(f"packs/{committee.slug}/saksregister.yaml")
        yield Diagnostic.at(codes.SENT_NOT_IN_LEDGER, span, numbers=", ".join(shown))


RULE = Rule(codes.SENT_NOT_IN_LEDGER, find)
