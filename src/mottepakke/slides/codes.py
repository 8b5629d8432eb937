"""The findings of this step (family SL1xx): why a returned deck cannot be taken in, and what changes when it is."""

from __future__ import annotations

from mottepakke.diagnostics import Code, Severity

BROKEN = Code("SL101", "slides-broken", Severity.ERROR)
"""Not a whole package, or with parts that cannot be read. Args ``file``, ``part`` (its name in the package, or '')."""

ENCRYPTED = Code("SL102", "slides-encrypted", Severity.ERROR)
"""Needs a password. Args ``file``."""

MACROS = Code("SL103", "slides-with-macros", Severity.ERROR)
"""Holds program code: macros, or controls that run it. Args ``file``."""

OLD_FORMAT = Code("SL104", "slides-old-format", Severity.ERROR)
"""A presentation from before OOXML, or OOXML in its strict form. Args ``file``, ``found``."""

NOT_A_PRESENTATION = Code("SL105", "not-a-presentation", Severity.ERROR)
"""Something else than a PowerPoint file. Args ``file``, ``found`` (what it is, as a short name)."""

TOO_LARGE = Code("SL106", "slides-too-large", Severity.ERROR)
"""Larger than a limit, packed or unpacked. Args ``file``, ``limit`` with its unit."""

BOMB = Code("SL107", "slides-decompression-bomb", Severity.ERROR)
"""A part that unpacks to many times its size. Args ``file``, ``part``, ``ratio``."""

EXTERNAL_CONTENT = Code("SL108", "slides-external-content", Severity.ERROR)
"""Pictures, films or data that lie outside the file; never fetched. Args ``file``, ``slide``, ``what`` (the address)."""

MEDIA_TOO_LARGE = Code("SL109", "slides-media-too-large", Severity.ERROR)
"""A film, sound or picture above the limit. Args ``file``, ``slide``, ``part``, ``size``, ``limit``."""

UNREADABLE = Code("SL110", "slides-unreadable", Severity.ERROR)
"""The operating system does not give the file. Args ``file``, ``reason``."""

NO_SLIDES = Code("SL111", "deck-without-slides", Severity.ERROR)
"""Args ``file``."""

LINK_REMOVED = Code("SL121", "slides-link-removed", Severity.WARNING)
"""A link to a file, to a program, or of a kind that is not allowed. Args ``file``, ``slide``, ``what`` (its address)."""

JUMP_REMOVED = Code("SL122", "slides-jump-removed", Severity.HINT)
"""A jump to a slide, section or show that is not taken. Args ``file``, ``slide``."""

FONTS_LEFT_OUT = Code("SL123", "slides-fonts-left-out", Severity.WARNING)
"""Embedded fonts hold only the letters that were used, and may be licensed for that file alone. Args ``file``, ``what``."""

COMMENTS_LEFT_OUT = Code("SL124", "slides-comments-left-out", Severity.HINT)
"""Comments name people and are not for the room. Args ``file``, ``count``."""

SLIDES_SCALED = Code("SL125", "slides-scaled", Severity.HINT)
"""The deck has another format; its slides are scaled alike in both directions and centred. Args ``file``."""

LAYOUT_GUESSED = Code("SL126", "slides-layout-guessed", Severity.HINT)
"""The house style has no layout of that role; the closest is used. Args ``file``, ``slide``, ``layout`` (ours)."""

CONTENT_MISSING = Code("SL127", "slides-content-missing", Severity.WARNING)
"""A slide names a picture, or other content, that is not in the file. Args ``file``, ``slide``."""

SHOWS_LEFT_OUT = Code("SL128", "slides-shows-left-out", Severity.HINT)
"""Custom shows are not carried. Args ``file``, ``what`` (their names)."""
