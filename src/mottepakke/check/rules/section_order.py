"""Known sections of a note in an unusual order."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.meeting import Section, SectionKind
from mottepakke.model.walk import plain_text

ORDER = {
    kind: place
    for place, kind in enumerate(
        (
            SectionKind.PURPOSE,
            SectionKind.BACKGROUND,
            SectionKind.QUESTIONS,
            SectionKind.PROCESS,
            SectionKind.EARLIER,
        )
    )
}
"""The proposal may stand first or last."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Once a note, at the first section that comes too late."""
    for resolved in subject.meeting.cases:
        last: Section | None = None
        for section in resolved.row.case.sections:
            if section.kind not in ORDER:
                continue
            if last and last.kind and ORDER[section.kind] < ORDER[last.kind]:
                title, before = plain_text(section.title), plain_text(last.title)
                yield Diagnostic.at(codes.SECTION_ORDER, section.span, section=title, before=before)
                break
            last = section


RULE = Rule(codes.SECTION_ORDER, find)
