"""Which addresses a converted file may keep as links; none is ever fetched."""

from __future__ import annotations

from urllib.parse import urlsplit

SAFE_SCHEMES = frozenset(("http", "https", "mailto", "tel"))


def is_safe_link(address: str) -> bool:
    """Whether a link may lead to ``address``: a page, a mailbox, a telephone, or a place in the file itself."""
    address = address.strip()
    if address.startswith("#"):
        return True
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme.lower() in SAFE_SCHEMES and address.isprintable()


def is_inside(address: str) -> bool:
    """Whether ``address`` names a part of the package it stands in (OpenDocument 1.3 part 2, 3.1.4)."""
    address = address.strip()
    if address.startswith(("/", "\\", "..")) or "/../" in address or "\\" in address:
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc
