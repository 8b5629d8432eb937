"""Rules of a meeting that has been sent."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.numbering import canonical
from mottepakke.model.source import Span

MAX_PARTS = 6


def changed(subject: Subject) -> Iterator[Diagnostic]:
    """A source is not as it was sent."""
    for change in subject.changes:
        if change.is_gone:
            yield Diagnostic.at(codes.GONE_SINCE_SENT, Span(change.path), meeting=subject.meeting.meeting.key)
        else:
            shown = (*change.parts[:MAX_PARTS], *("…" for _ in change.parts[MAX_PARTS : MAX_PARTS + 1]))
            parts = ", ".join(f"«{part}»" if part != "…" else part for part in shown) or "@content"
            yield Diagnostic.at(codes.CHANGED_SINCE_SENT, Span(change.path), parts=parts)


def lost_numbers(subject: Subject) -> Iterator[Diagnostic]:
    """A number that a pack was sent with is not in the ledger."""
    committee = subject.meeting.committee
    known = {canonical(committee, entry.number) for entry in subject.ledger.entries}
    lost = sorted(subject.sent_numbers - known)
    if lost:
        shown = (*lost[:MAX_PARTS], *("…" for _ in lost[MAX_PARTS : MAX_PARTS + 1]))
        span = Span(f"packs/{committee.slug}/saksregister.yaml")
        yield Diagnostic.at(codes.SENT_NOT_IN_LEDGER, span, numbers=", ".join(shown))


def added_or_gone(subject: Subject) -> Iterator[Diagnostic]:
    """A case came to the agenda, or left it, after the meeting was sent."""
    meeting = subject.meeting.meeting
    if meeting.sent is None:
        return
    sent = {case.key: case.number for case in meeting.sent.version.cases}
    here = {row.case.key for row in meeting.cases}
    for row in meeting.cases:
        if row.case.key not in sent:
            yield Diagnostic.at(codes.ADDED_SINCE_SENT, row.origin.span, title=row.case.title)
    for key, number in sent.items():
        if key not in here:
            yield Diagnostic.at(codes.CASE_LEFT_SINCE_SENT, meeting.origin.span, number=number or key)
