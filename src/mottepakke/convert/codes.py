"""The findings of this step (family CV0): why an Office file has no PDF, and what its PDF leaves out."""

from __future__ import annotations

from mottepakke.diagnostics import Code, Severity

CONVERTER_MISSING = Code("CV001", "converter-missing", Severity.WARNING)
"""LibreOffice is not installed. Args ``file``."""

WRONG_TYPE = Code("CV002", "office-wrong-type", Severity.ERROR)
"""The content is of another type than the ending says. Args ``file``, ``wanted``, ``found``."""

OLD_FORMAT = Code("CV003", "office-old-format", Severity.ERROR)
"""A format from before OOXML and ODF, or none of Office's own (doc, xls, ppt, rtf, html). Args ``file``, ``found``."""

ENCRYPTED = Code("CV004", "office-encrypted", Severity.ERROR)
"""Needs a password. Args ``file``."""

BROKEN = Code("CV005", "office-broken", Severity.ERROR)
"""Not a whole package, or with parts that cannot be read. Args ``file``, ``part`` (its name in the package)."""

TOO_LARGE = Code("CV006", "office-too-large", Severity.ERROR)
"""Larger than a limit, packed or unpacked. Args ``file``, ``part``, ``limit`` with its unit."""

BOMB = Code("CV007", "office-decompression-bomb", Severity.ERROR)
"""A part that unpacks to many times its size. Args ``file``, ``part``, ``ratio``."""

NESTED = Code("CV008", "office-nested-document", Severity.ERROR)
"""Text that stands in another document inside the file (ECMA-376 part 1 §11.3.1). Args ``file``, ``part``."""

NOT_CONVERTED = Code("CV009", "office-not-converted", Severity.ERROR)
"""LibreOffice made no PDF of it. Args ``file``."""

TIMED_OUT = Code("CV010", "office-timed-out", Severity.ERROR)
"""LibreOffice was stopped. Args ``file``, ``seconds``."""

NOTHING_SHOWN = Code("CV011", "office-nothing-shown", Severity.ERROR)
"""The PDF would be blank: an empty file, or one with everything hidden. Args ``file``."""

UNREADABLE = Code("CV012", "office-unreadable", Severity.ERROR)
"""The operating system does not give the file. Args ``file``, ``reason``."""

EXTERNAL_REMOVED = Code("CV021", "office-external-content-removed", Severity.WARNING)
"""Pictures and data that lie outside the file are not fetched. Args ``file``, ``count``, ``what`` (their addresses)."""

TEMPLATE_IGNORED = Code("CV022", "office-template-ignored", Severity.HINT)
"""The file names a template elsewhere; its look does not depend on it. Args ``file``, ``what``."""

MACROS_REMOVED = Code("CV023", "office-macros-removed", Severity.WARNING)
"""Program code is not run and not carried on. Args ``file``."""

OBJECTS_REMOVED = Code("CV024", "office-objects-removed", Severity.WARNING)
"""Embedded files, controls, sound and film; their pictures stay. Args ``file``, ``count``, ``what``."""

CHANGES_ACCEPTED = Code("CV025", "office-changes-accepted", Severity.WARNING)
"""Tracked changes count as accepted. Args ``file``, ``count``."""

COMMENTS_LEFT_OUT = Code("CV026", "office-comments-left-out", Severity.HINT)
"""Comments are not printed. Args ``file``, ``count``."""

HIDDEN_SLIDES = Code("CV027", "office-hidden-slides", Severity.WARNING)
"""Hidden slides are not in the PDF. Args ``file``, ``count``, ``what`` (their numbers)."""

HIDDEN_SHEETS = Code("CV028", "office-hidden-sheets", Severity.WARNING)
"""Hidden sheets are not in the PDF. Args ``file``, ``count``, ``what`` (their names)."""

FIELDS_FROZEN = Code("CV029", "office-fields-frozen", Severity.HINT)
"""What depends on the clock or the machine stands as it was saved. Args ``file``, ``what`` (names of fields)."""

LINKS_REMOVED = Code("CV030", "office-links-removed", Severity.WARNING)
"""Links to files, or of a kind that is not allowed, are plain text. Args ``file``, ``count``, ``what``."""

WIDE_SHEET = Code("CV031", "office-wide-sheet", Severity.WARNING)
"""A sheet that is not readable on one page's width. Args ``file``, ``sheet``, ``pages`` (side by side)."""

SIGNATURE_LOST = Code("CV032", "office-signature-lost", Severity.WARNING)
"""The signature holds for the original only. Args ``file``."""

PICTURES_WITHOUT_ALT = Code("CV033", "office-pictures-without-alt", Severity.HINT)
"""Pictures, charts, drawings and formulas that a screen reader cannot tell of. Args ``file``, ``count``."""
