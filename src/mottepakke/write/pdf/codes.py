"""The kinds of findings of the PDF writer."""

from mottepakke.diagnostics import Code, Severity
from mottepakke.write.typesetting.codes import FONT_MISSING, GLYPH_MISSING, SVG_CLEANED, TYPST_FAILED

__all__ = [
    "ALT_MISSING",
    "FONT_MISSING",
    "FOOTNOTE_MISSING",
    "GLYPH_MISSING",
    "HEADING_EMPTY",
    "HEADING_LEVEL",
    "ROW_TOO_LONG",
    "SVG_CLEANED",
    "TARGET_MISSING",
    "TYPST_FAILED",
]

TARGET_MISSING = Code("OU302", "link-target-missing", Severity.WARNING)
"""A link to a place the document lacks; arg ``target``. The words stay, without a link."""

FOOTNOTE_MISSING = Code("OU303", "footnote-missing", Severity.WARNING)
"""A mark without its footnote; arg ``label``. The label is printed."""

HEADING_LEVEL = Code("OU304", "heading-level-skipped", Severity.WARNING)
"""A heading set at another level, because PDF/UA-1 §7.4.2 allows no gap; args ``level``, ``set_as``."""

ALT_MISSING = Code("OU305", "alternative-text-missing", Severity.WARNING)
"""A picture without alternative text; arg ``path``. The caption stands in, else it is marked as decoration."""

ROW_TOO_LONG = Code("OU307", "row-wider-than-table", Severity.WARNING)
"""A table row with more cells than columns: the table got further columns; args ``cells``, ``columns``."""

HEADING_EMPTY = Code("OU308", "heading-empty", Severity.WARNING)
"""A heading without visible text is not printed: PDF/UA-1 has no use for it."""
