"""What Word cannot express, as findings of the family OU1xx."""

from __future__ import annotations

from mottepakke.diagnostics import Code, Severity

LIST_TOO_DEEP = Code("OU101", "word-list-too-deep", Severity.WARNING)
"""Lists below the ninth level stand on the ninth (ECMA-376 part 1 §17.9.3 knows nine). Args ``levels``."""

LIST_START_TOO_LARGE = Code("OU102", "word-list-start-too-large", Severity.WARNING)
"""Word counts lists from 0 to 32,767. Args ``start``."""

FOOTNOTE_IN_FOOTNOTE = Code("OU103", "word-footnote-in-footnote", Severity.WARNING)
"""A footnote inside a footnote stands in brackets in the text of the outer one. Args ``label``."""

FOOTNOTE_UNKNOWN = Code("OU104", "word-footnote-unknown", Severity.WARNING)
"""A further mark of a footnote that the document does not hold; the label is printed. Args ``label``."""

COLUMNS_IN_A_BOX = Code("OU105", "word-columns-in-a-box", Severity.HINT)
"""A list in columns inside a table, list or footnote is set in one column."""

LINK_NOT_POSSIBLE = Code("OU106", "word-link-not-possible", Severity.WARNING)
"""A link to a place the document does not hold, or of a kind that is not allowed, is plain text. Args ``link``."""

TABLE_TOO_WIDE = Code("OU107", "word-table-too-wide", Severity.WARNING)
"""A table of more than 63 columns, Word's limit, is set as several tables. Args ``columns``, ``most``."""

TEMPLATE_UNREADABLE = Code("OU190", "word-template-unreadable", Severity.ERROR)
"""The layout's Word template is missing or not a Word file; stops the run. Args ``template``."""

CODES = (
    LIST_TOO_DEEP,
    LIST_START_TOO_LARGE,
    FOOTNOTE_IN_FOOTNOTE,
    FOOTNOTE_UNKNOWN,
    COLUMNS_IN_A_BOX,
    LINK_NOT_POSSIBLE,
    TABLE_TOO_WIDE,
    TEMPLATE_UNREADABLE,
)
"""All of them, for the message catalogue."""
