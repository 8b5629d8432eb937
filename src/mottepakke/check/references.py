"""Rules of references: cases, attachments, earlier treatments, places in a document."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Code, Diagnostic
from mottepakke.model.meeting import MinutesAttachment
from mottepakke.model.references import Unresolved, case_blocks, references

REASONS: dict[str, Code] = {
    code.name: code for code in (codes.UNKNOWN_CASE, codes.UNKNOWN_ATTACHMENT, codes.AMBIGUOUS_ATTACHMENT)
}


def dangling(subject: Subject) -> Iterator[Diagnostic]:
    """``[[sak:…]]`` and ``[[vedlegg:…]]`` that lead nowhere."""
    for resolved in subject.meeting.cases:
        case = resolved.row.case
        for href, span in references(tuple(case_blocks(case))):
            target = subject.references.look_up(href, case)
            if isinstance(target, Unresolved):
                shown = href.removeprefix("ref:").replace("/", ":", 1)
                yield Diagnostic.at(REASONS[target.reason], span or case.origin.span, reference=shown)


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


def minutes_cases(subject: Subject) -> Iterator[Diagnostic]:
    """Sections of the minutes that are no case of the meeting."""
    if subject.minutes is None:
        return
    names = {name for case in subject.meeting.cases for name in (case.number, case.row.case.slug)}
    for part in subject.minutes.cases:
        if part.name not in names:
            yield Diagnostic.at(codes.MINUTES_UNKNOWN_CASE, part.span, name=part.name)
