"""The rules of the decks that presenters return, in the order they run; they are loaded where there is such a deck."""

from __future__ import annotations

from mottepakke.check.rule import Rule
from mottepakke.check.rules import (
    automatic_title,
    empty_slide,
    leftover_prompt,
    number_like_case,
    other_case_number,
    repetition_kept,
    repetition_left_out,
    same_slide_title,
    second_proposal,
    slide_break_differs,
    slide_date_differs,
    slide_language,
    slide_picture_without_alt,
    slide_presenter_differs,
    slide_proposal_differs,
    slide_title_differs,
    slide_without_title,
    slides_after_proposal,
    tiny_text,
)

SLIDE_RULES: tuple[Rule, ...] = (
    other_case_number.RULE,
    number_like_case.RULE,
    slide_title_differs.RULE,
    slide_date_differs.RULE,
    slide_presenter_differs.RULE,
    slide_proposal_differs.RULE,
    second_proposal.RULE,
    slide_break_differs.RULE,
    leftover_prompt.RULE,
    empty_slide.RULE,
    automatic_title.RULE,
    slide_without_title.RULE,
    same_slide_title.RULE,
    tiny_text.RULE,
    slides_after_proposal.RULE,
    slide_picture_without_alt.RULE,
    slide_language.RULE,
    repetition_left_out.RULE,
    repetition_kept.RULE,
)
