"""The rules, in the order they run."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke.check.rule import Rule
from mottepakke.check.rules import (
    added_since_sent,
    agenda_ends_early,
    agenda_overlap,
    agenda_overrun,
    agenda_past_midnight,
    ambiguous_attachment,
    case_left_since_sent,
    case_without_decision,
    changed_since_sent,
    deadline_on_day_off,
    deadline_passed,
    decision_not_as_recorded,
    decision_numbering,
    decision_of_others,
    decision_tense,
    decision_verb,
    decision_without_full_stop,
    double_section,
    duplicate_ledger_number,
    empty_section,
    fixed_time_gap,
    gone_since_sent,
    left_before_coming,
    long_without_break,
    meeting_on_day_off,
    minutes_unknown_case,
    missing_duration,
    missing_minutes,
    missing_owner,
    missing_presenter,
    missing_proposal,
    missing_section,
    missing_type,
    next_meeting_incomplete,
    next_meeting_not_later,
    number_format,
    number_taken,
    number_year,
    other_business_not_last,
    passage_of_nobody,
    present_and_absent,
    quotation_differs,
    reference_cycle,
    section_order,
    sent_not_in_ledger,
    stand_in_for_nobody,
    unknown_attachment,
    unknown_attendee,
    unknown_carried_from,
    unknown_case,
    unknown_earlier_treatment,
    unknown_ledger_number,
    unknown_type,
)
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic

RULES: tuple[Rule, ...] = (
    number_format.RULE,
    number_taken.RULE,
    unknown_ledger_number.RULE,
    duplicate_ledger_number.RULE,
    number_year.RULE,
    missing_duration.RULE,
    agenda_overrun.RULE,
    agenda_overlap.RULE,
    fixed_time_gap.RULE,
    agenda_past_midnight.RULE,
    long_without_break.RULE,
    agenda_ends_early.RULE,
    deadline_passed.RULE,
    meeting_on_day_off.RULE,
    deadline_on_day_off.RULE,
    next_meeting_not_later.RULE,
    next_meeting_incomplete.RULE,
    other_business_not_last.RULE,
    unknown_case.RULE,
    unknown_attachment.RULE,
    ambiguous_attachment.RULE,
    unknown_earlier_treatment.RULE,
    unknown_carried_from.RULE,
    missing_minutes.RULE,
    reference_cycle.RULE,
    quotation_differs.RULE,
    minutes_unknown_case.RULE,
    case_without_decision.RULE,
    decision_not_as_recorded.RULE,
    present_and_absent.RULE,
    unknown_attendee.RULE,
    stand_in_for_nobody.RULE,
    passage_of_nobody.RULE,
    left_before_coming.RULE,
    missing_proposal.RULE,
    missing_type.RULE,
    unknown_type.RULE,
    missing_owner.RULE,
    missing_presenter.RULE,
    double_section.RULE,
    empty_section.RULE,
    missing_section.RULE,
    section_order.RULE,
    decision_verb.RULE,
    decision_numbering.RULE,
    decision_without_full_stop.RULE,
    decision_tense.RULE,
    decision_of_others.RULE,
    changed_since_sent.RULE,
    gone_since_sent.RULE,
    added_since_sent.RULE,
    case_left_since_sent.RULE,
    sent_not_in_ledger.RULE,
)


def findings(subject: Subject) -> Iterator[Diagnostic]:
    """What every rule finds in one meeting."""
    for rule in (*RULES, *_slide_rules(subject)):
        yield from rule.find(subject)


def _slide_rules(subject: Subject) -> tuple[Rule, ...]:
    """The rules of returned decks, which are not loaded without one."""
    if not subject.returned:
        return ()
    from mottepakke.check.slide_catalogue import SLIDE_RULES

    return SLIDE_RULES
