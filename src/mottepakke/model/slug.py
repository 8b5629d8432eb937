"""Names for files and anchors."""

from __future__ import annotations

import re
import unicodedata

FOLDED = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ä": "a", "ö": "o", "ü": "u", "é": "e"})
MAX_SLUG = 60


def slugify(title: str, limit: int = MAX_SLUG) -> str:
    """``title`` as a lower-case ASCII slug of at most ``limit`` characters, cut at a word; never empty."""
    folded = unicodedata.normalize("NFC", title).lower().translate(FOLDED)
    ascii_only = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    if len(slug) > limit:
        slug = slug[: limit + 1].rpartition("-")[0] or slug[:limit]
    return slug or "uten-tittel"
