"""A section that a note of its kind has and this one lacks."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.cases import full_cases
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.meeting import Case, SectionKind
from mottepakke.model.wording import folded

DISCUSSION = "drøfting"
TEMPLATE = (SectionKind.PURPOSE, SectionKind.BACKGROUND, SectionKind.QUESTIONS, SectionKind.PROCESS)
NAMES = {
    SectionKind.PURPOSE: ("Hensikt med saken", "Føremålet med saka"),
    SectionKind.BACKGROUND: ("Bakgrunn", "Bakgrunn"),
    SectionKind.QUESTIONS: ("Drøftingsspørsmål", "Drøftingsspørsmål"),
}
"""In bokmål and nynorsk."""
FOLLOWS = 2
"""Known sections by which a note is seen to follow the template."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In notes that follow the template; those with headings of their own are let be."""
    nynorsk = subject.meeting.committee.language == "nn"
    for case in full_cases(subject):
        there = {section.kind for section in case.sections}
        if case.has_note and len(there & set(TEMPLATE)) >= FOLLOWS:
            for kind in _expected(case):
                if kind not in there:
                    yield Diagnostic.at(codes.MISSING_SECTION, case.origin.span, section=NAMES[kind][nynorsk])


def _expected(case: Case) -> Iterator[SectionKind]:
    if not case.summary:
        yield SectionKind.PURPOSE
    yield SectionKind.BACKGROUND
    if folded(case.type) == DISCUSSION:
        yield SectionKind.QUESTIONS


RULE = Rule(codes.MISSING_SECTION, find)
