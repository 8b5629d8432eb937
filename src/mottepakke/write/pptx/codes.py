"""What slides cannot express, as findings of the family OU2xx."""

from __future__ import annotations

from mottepakke.diagnostics import Code, Severity

NOT_SHOWN = Code("OU201", "slide-block-not-shown", Severity.WARNING)
"""A block that slides have no form for. Args ``block``, ``slide``."""

TITLE_SHORTENED = Code("OU202", "slide-title-shortened", Severity.WARNING)
"""A title longer than three lines is cut; the whole title stands in the notes. Args ``slide``."""

TABLE_TOO_NARROW = Code("OU203", "slide-table-too-narrow", Severity.WARNING)
"""A table with so many columns that words are broken inside their cells. Args ``slide``, ``columns``."""

FOOT_SHORTENED = Code("OU204", "slide-foot-shortened", Severity.WARNING)
"""A footer that does not fit is cut. Args ``foot``."""

LAYOUT_MISSING = Code("OU205", "slide-layout-missing", Severity.ERROR)
"""The slide template has no layout with a title for a role; stops the run. Args ``role``."""

SET_AS_TEXT = Code("OU206", "slide-block-set-as-text", Severity.HINT)
"""A table or picture inside a cell, a footnote or the notes is written as lines of text. Args ``block``, ``slide``."""

LINK_NOT_POSSIBLE = Code("OU207", "slide-link-not-possible", Severity.HINT)
"""A link to a place in the deck, or of a kind that is not allowed, is set as plain text. Args ``slide``, ``href``."""

FOOTNOTE_UNKNOWN = Code("OU208", "slide-footnote-unknown", Severity.WARNING)
"""A further mark of a footnote that the deck does not hold. Args ``slide``, ``label``."""

LIST_START_NOT_POSSIBLE = Code("OU209", "slide-list-start-not-possible", Severity.WARNING)
"""Slides count lists from 1 to 32,767 (ECMA-376 part 1 §20.1.10.79). Args ``slide``, ``start``."""

CODES = (
    NOT_SHOWN,
    TITLE_SHORTENED,
    TABLE_TOO_NARROW,
    FOOT_SHORTENED,
    LAYOUT_MISSING,
    SET_AS_TEXT,
    LINK_NOT_POSSIBLE,
    FOOTNOTE_UNKNOWN,
    LIST_START_NOT_POSSIBLE,
)
"""All of them, for the message catalogue."""
