"""Rules of what a case must have, weighed by the committee's columns and the kind of case."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.meeting import Case, SectionKind
from mottepakke.model.walk import plain_text

FINAL = "eventuelt"


def _is_bare(case: Case) -> bool:
    """A case with neither a note nor anything written about it, such as Eventuelt, needs nothing."""
    return not case.has_note and not (case.summary or case.proposal or case.attachments)


def _expected(subject: Subject) -> Iterator[Case]:
    for resolved in subject.meeting.cases:
        case = resolved.row.case
        if not case.unreadable and not _is_bare(case) and not case.title.lower().startswith(FINAL):
            yield case


def missing_proposal(subject: Subject) -> Iterator[Diagnostic]:
    """A case note without a proposal in a committee that decides."""
    if not subject.meeting.committee.numbers_cases:
        return
    for case in _expected(subject):
        if case.has_note and not case.proposal:
            yield Diagnostic.at(codes.MISSING_PROPOSAL, case.origin.span, title=case.title)


def missing_type(subject: Subject) -> Iterator[Diagnostic]:
    """A case without type where the agenda shows types; a type the committee does not use."""
    committee = subject.meeting.committee
    for resolved in subject.meeting.cases:
        case = resolved.row.case
        if case.type and case.type not in committee.case_types:
            known = ", ".join(committee.case_types)
            yield Diagnostic.at(codes.UNKNOWN_TYPE, case.origin.of("sakstype"), type=case.type, known=known)
    if "sakstype" in committee.columns:
        for case in _expected(subject):
            if not case.type:
                yield Diagnostic.at(codes.MISSING_TYPE, case.origin.span, title=case.title)


def missing_people(subject: Subject) -> Iterator[Diagnostic]:
    """A decided case's note without owner; a case without presenter where the agenda shows presenters."""
    committee = subject.meeting.committee
    for case in _expected(subject):
        if case.has_note and not case.owners and committee.numbers_cases:
            yield Diagnostic.at(codes.MISSING_OWNER, case.origin.span, title=case.title)
        if "presenterer" in committee.columns and not case.presenters:
            yield Diagnostic.at(codes.MISSING_PRESENTER, case.origin.span, title=case.title)


def sections(subject: Subject) -> Iterator[Diagnostic]:
    """A known section that stands twice; a section without text."""
    for resolved in subject.meeting.cases:
        seen: dict[SectionKind, int] = {}
        for section in resolved.row.case.sections:
            if section.kind in seen and section.kind is not None:
                line = seen[section.kind]
                yield Diagnostic.at(codes.DOUBLE_SECTION, section.span, section=plain_text(section.title), line=line)
            elif section.kind is not None:
                seen[section.kind] = section.span.line
            if not section.blocks and section.kind is not SectionKind.EARLIER:
                yield Diagnostic.at(codes.EMPTY_SECTION, section.span)
