"""The kinds of findings of typesetting: what fonts, pictures and Typst give rise to."""

from mottepakke.diagnostics import Code, Severity

GLYPH_MISSING = Code("OU301", "glyph-missing", Severity.WARNING)
"""No font has a character; args ``text`` (the characters), ``replacement`` (what is printed)."""

SVG_CLEANED = Code("OU306", "svg-content-removed", Severity.WARNING)
"""Something in an SVG that is never followed or run was left out; args ``path``, ``what``."""

FONT_MISSING = Code("OU390", "font-missing", Severity.ERROR)
"""A font family of the layout is in none of its folders; arg ``family``."""

TYPST_FAILED = Code("OU399", "typst-failed", Severity.ERROR)
"""Typst refused what this program wrote; args ``message``, ``trace``, ``kept`` (path of the kept data or empty)."""
