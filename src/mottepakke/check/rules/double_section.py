"""A known section, or a case of the minutes, that stands twice."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.minutes import cases_by_name
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.meeting import SectionKind
from mottepakke.model.walk import plain_text


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In the notes, then in the minutes."""
    for resolved in subject.meeting.cases:
        seen: dict[SectionKind, int] = {}
        for section in resolved.row.case.sections:
            if section.kind in seen and section.kind is not None:
                line = seen[section.kind]
                yield Diagnostic.at(codes.DOUBLE_SECTION, section.span, section=plain_text(section.title), line=line)
            elif section.kind is not None:
                seen[section.kind] = section.span.line
    yield from _in_minutes(subject)


def _in_minutes(subject: Subject) -> Iterator[Diagnostic]:
    names = cases_by_name(subject)
    seen: dict[str, int] = {}
    for part in subject.minutes.cases if subject.minutes else ():
        anchor = names[part.name].anchor if part.name in names else ""
        if anchor in seen:
            yield Diagnostic.at(codes.DOUBLE_SECTION, part.span, section=part.name, line=seen[anchor])
        elif anchor:
            seen[anchor] = part.span.line


RULE = Rule(codes.DOUBLE_SECTION, find)
