"""A section without text."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.meeting import SectionKind


def find(subject: Subject) -> Iterator[Diagnostic]:
    """All but that of earlier treatments, which fills itself."""
    for resolved in subject.meeting.cases:
        for section in resolved.row.case.sections:
            if not section.blocks and section.kind is not SectionKind.EARLIER:
                yield Diagnostic.at(codes.EMPTY_SECTION, section.span)


RULE = Rule(codes.EMPTY_SECTION, find)
