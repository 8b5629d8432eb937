"""The findings of this step (family OU4): what a merged pack could not keep, and why a part could not be used.

OU412 is retired.
"""

from __future__ import annotations

from mottepakke.diagnostics import Code, Severity

PART_EMPTY = Code("OU401", "part-empty", Severity.ERROR)
PART_WRONG_TYPE = Code("OU402", "part-wrong-type", Severity.ERROR)
PART_BROKEN = Code("OU403", "part-broken", Severity.ERROR)
PART_ENCRYPTED = Code("OU404", "part-encrypted", Severity.ERROR)
PART_NO_PAGES = Code("OU405", "part-no-pages", Severity.ERROR)
PART_TOO_LARGE = Code("OU406", "part-too-large", Severity.ERROR)
PART_PORTFOLIO = Code("OU407", "part-portfolio", Severity.ERROR)
PART_DYNAMIC_FORM = Code("OU408", "part-dynamic-form", Severity.ERROR)

PART_REPAIRED = Code("OU411", "part-repaired", Severity.WARNING)
PART_LACKS = Code("OU413", "part-lacks", Severity.HINT)
PART_LOWERS_CLAIM = Code("OU414", "part-lowers-claim", Severity.WARNING)
PART_SIGNATURE_LOST = Code("OU415", "part-signature-lost", Severity.WARNING)
PART_PROTECTION_LOST = Code("OU416", "part-protection-lost", Severity.WARNING)
PART_ACTIVE_REMOVED = Code("OU417", "part-active-content-removed", Severity.WARNING)
PART_FILES_REMOVED = Code("OU418", "part-embedded-files-removed", Severity.WARNING)
PART_LAYERS = Code("OU419", "part-has-layers", Severity.HINT)
PART_STAMPED = Code("OU420", "part-already-stamped", Severity.HINT)
PART_CONVERTED = Code("OU421", "part-converted", Severity.HINT)

LINK_NOT_IN_PACK = Code("OU431", "link-not-in-pack", Severity.WARNING)
TYPST_MISSING = Code("OU491", "pack-template-missing", Severity.ERROR)
TYPST_FAILED = Code("OU492", "pack-template-failed", Severity.ERROR)
TITLE_CHARACTER = Code("OU432", "title-character-not-in-font", Severity.WARNING)
