"""Rules of references: cases, attachments, earlier treatments, places in a document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Code, Diagnostic
from mottepakke.model.meeting import MinutesAttachment
from mottepakke.model.references import Unresolved, references

REASONS: dict[str, Code] = {
    code.name: code for code in (codes.UNKNOWN_CASE, codes.UNKNOWN_ATTACHMENT, codes.AMBIGUOUS_ATTACHMENT)
}


def dangling(subject: Subject) -> Iterator[Diagnostic]:
    """``[[sak:…]]`` and ``[[vedlegg:…]]`` that lead nowhere."""
    for writing in subject.writings:
        for href, span in references(writing.blocks):
            target = subject.references.look_up(href, writing.case)
            if isinstance(target, Unresolved):
                shown = href.removeprefix("ref:").replace("/", ":", 1)
                yield Diagnostic.at(REASONS[target.reason], span or subject.meeting.meeting.origin.span, reference=shown)


def earlier_treatments(subject: Subject) -> Iterator[Diagnostic]:
    """Earlier treatments that no ledger knows."""
    for resolved in subject.meeting.cases:
        for reference in resolved.row.case.earlier:
            if (reference.committee, reference.number) not in subject.known_earlier:
                shown = f"{reference.committee} {reference.number}"
                yield Diagnostic.at(codes.UNKNOWN_EARLIER, reference.span, reference=shown)


def minutes_attached(subject: Subject) -> Iterator[Diagnostic]:
    """Minutes attached that nobody has written, or a meeting's own."""
    for resolved in subject.meeting.cases:
        for item in resolved.attachments:
            if not isinstance(item.source, MinutesAttachment):
                continue
            span = item.source.origin.of("referat")
            if item.source.meeting == subject.meeting.meeting.key:
                yield Diagnostic.at(codes.REFERENCE_CYCLE, span, meeting=item.source.meeting)
            elif item.source.meeting not in subject.meetings_with_minutes:
                yield Diagnostic.at(codes.MISSING_MINUTES, span, meeting=item.source.meeting)


def carried_over(subject: Subject) -> Iterator[Diagnostic]:
    """Cases carried over from a meeting that nobody knows, or that was not before this one."""
    meeting = subject.meeting.meeting
    known = {entry.meeting for entry in subject.ledger.entries}
    for case in subject.meeting.cases:
        source, carried = case.row.carried_from, case.carried_from
        unknown = isinstance(carried, str) and source not in known
        if source and (unknown or (isinstance(carried, dt.date) and carried >= meeting.date)):
            yield Diagnostic.at(codes.UNKNOWN_CARRIED_FROM, case.row.origin.of("fra"), meeting=source)
