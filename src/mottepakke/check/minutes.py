"""Rules of minutes: who met, and what became of every case."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.document import Paragraph
from mottepakke.model.minutes import Minutes
from mottepakke.model.pack import ResolvedCase
from mottepakke.model.references import references
from mottepakke.model.walk import words


def minutes_cases(subject: Subject) -> Iterator[Diagnostic]:
    """Sections of the minutes that are no case of the meeting, or one that has been there before."""
    if subject.minutes is None:
        return
    names = _names(subject)
    seen: dict[str, int] = {}
    for part in subject.minutes.cases:
        case = names.get(part.name)
        if case is None:
            yield Diagnostic.at(codes.MINUTES_UNKNOWN_CASE, part.span, name=part.name)
        elif case.anchor in seen:
            yield Diagnostic.at(codes.DOUBLE_SECTION, part.span, section=part.name, line=seen[case.anchor])
        else:
            seen[case.anchor] = part.span.line


def undecided(subject: Subject) -> Iterator[Diagnostic]:
    """A case that the meeting treated on a proposal, and that has no decision in the minutes."""
    if subject.minutes is None:
        return
    for case in subject.meeting.cases:
        written = subject.minutes.of(case.number, case.row.case.slug)
        if case.row.case.proposal and not case.row.status and not (written and written.decision):
            span = written.span if written else subject.minutes.origin.span
            name = case.number or case.row.case.slug
            yield Diagnostic.at(codes.CASE_WITHOUT_DECISION, span, name=name, title=case.row.case.title)


def not_as_recorded(subject: Subject) -> Iterator[Diagnostic]:
    """A decision that the ledger, and so every quotation of it, has in other words; one with references is left alone."""
    if subject.minutes is None:
        return
    for case in subject.meeting.cases:
        written = subject.minutes.of(case.number, case.row.case.slug)
        entry = case.entry
        if not written or not entry or entry.meeting != subject.meeting.meeting.key or not entry.decision:
            continue
        if not any(references(written.decision)) and words(written.decision) != words(entry.decision):
            span = next((block.span for block in written.decision if isinstance(block, Paragraph)), None) or written.span
            key = subject.meeting.meeting.key
            yield Diagnostic.at(codes.DECISION_NOT_AS_RECORDED, span, number=entry.number, meeting=key)


def attendance(subject: Subject) -> Iterator[Diagnostic]:
    """A person both present and absent, or one that is neither a member nor anybody's stand-in."""
    minutes = subject.minutes
    if minutes is None:
        return
    absent = {item.person.name for item in minutes.absent}
    members = {person.name for person in subject.meeting.meeting.members}
    known = members | {item.person.name for item in minutes.stand_ins}
    met = [(item.person.name, item.span) for item in minutes.present]
    for name, span in (*met, *((item.person.name, item.span) for item in minutes.stand_ins)):
        if name in absent:
            yield Diagnostic.at(codes.PRESENT_AND_ABSENT, span, name=name)
    for item in (*minutes.present, *minutes.absent):
        if members and item.person.name not in known:
            yield Diagnostic.at(codes.UNKNOWN_ATTENDEE, item.span, name=item.person.name)


def stand_ins(subject: Subject) -> Iterator[Diagnostic]:
    """A stand-in for nobody: it is not said for whom, or that person is not absent."""
    minutes = subject.minutes
    absent = {item.person.name for item in minutes.absent} if minutes else set()
    for item in minutes.stand_ins if minutes else ():
        if item.absent not in absent:
            yield Diagnostic.at(codes.STAND_IN_FOR_NOBODY, item.span, name=item.person.name, absent=item.absent or "–")


def passages(subject: Subject) -> Iterator[Diagnostic]:
    """Somebody who came late or left early and was not there at all, or at a case that was not treated then."""
    minutes = subject.minutes
    if minutes is None:
        return
    there = _there(subject, minutes)
    order = {name: place for place, case in enumerate(subject.meeting.cases) for name in (case.number, case.row.case.slug)}
    came = {item.name: order.get(item.case, 0) for item in minutes.passages if item.kind == "kom"}
    for item in minutes.passages:
        if item.name not in there:
            yield Diagnostic.at(codes.PASSAGE_OF_NOBODY, item.span, name=item.name)
        if item.case not in order:
            yield Diagnostic.at(codes.MINUTES_UNKNOWN_CASE, item.span, name=item.case)
        elif item.kind == "gikk" and order[item.case] < came.get(item.name, 0):
            yield Diagnostic.at(codes.LEFT_BEFORE_COMING, item.span, name=item.name)


def _there(subject: Subject, minutes: Minutes) -> set[str]:
    """The names of all who took part."""
    met = minutes.met(subject.meeting.meeting.members)
    return {person.name for person in (*met, *(item.person for item in minutes.stand_ins), *minutes.secretariat)}


def _names(subject: Subject) -> dict[str, ResolvedCase]:
    return {name: case for case in subject.meeting.cases for name in (case.number, case.row.case.slug) if name}
