"""The rules of returned slides, in the order they run."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mottepakke.check import slide_facts, slide_looks, slide_numbers, slide_times
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.slides import ReturnedCase

SlideRule = Callable[[ReturnedCase, Subject], Iterator[Diagnostic]]

SLIDE_RULES: tuple[SlideRule, ...] = (
    slide_numbers.other_numbers,
    slide_facts.titles,
    slide_times.dates,
    slide_facts.presenters,
    slide_facts.proposals,
    slide_times.breaks,
    slide_looks.prompts,
    slide_looks.empty,
    slide_looks.automatic_titles,
    slide_looks.missing_titles,
    slide_looks.same_titles,
    slide_looks.tiny_text,
    slide_looks.after_proposal,
    slide_looks.graphics_without_alt,
    slide_looks.languages,
    slide_facts.repetitions,
)


def slide_findings(returned: ReturnedCase, subject: Subject) -> Iterator[Diagnostic]:
    """What every rule finds in one deck."""
    for rule in SLIDE_RULES:
        yield from rule(returned, subject)
