"""The rules, in the order they run."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mottepakke.check import agenda, minutes, numbers, references, sent, slides, structure
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic

Rule = Callable[[Subject], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    numbers.hand_numbers,
    numbers.double_numbers,
    numbers.double_ledger_numbers,
    numbers.ledger_years,
    agenda.missing_duration,
    agenda.overrun,
    agenda.fixed_times,
    agenda.past_midnight,
    references.dangling,
    references.earlier_treatments,
    references.carried_over,
    references.minutes_attached,
    minutes.minutes_cases,
    minutes.undecided,
    minutes.attendance,
    minutes.stand_ins,
    minutes.passages,
    structure.missing_proposal,
    structure.missing_type,
    structure.missing_people,
    structure.sections,
    slides.returned_slides,
    sent.changed,
    sent.added_or_gone,
    sent.lost_numbers,
)


def findings(subject: Subject) -> Iterator[Diagnostic]:
    """What every rule finds in one meeting."""
    for rule in RULES:
        yield from rule(subject)
