"""What reading a file yields, and how much of it is read."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

MOST_BYTES = 50_000_000
"""Of a file; a larger one is scanned pictures, not prose."""
MOST_PART = 20_000_000
"""Bytes of one unpacked part of a package."""
MOST_RATIO = 200
MOST_PAGES = 300
MOST_PARAGRAPHS = 20_000
MOST_CHARACTERS = 2_000_000


class Unreadable(Exception):
    """The file is broken, encrypted, too large, or not what its ending says."""


class FoundText(Struct, frozen=True):
    """A paragraph, or a whole PDF page (kind «page»). ``place`` is «@in_page:3» and the like, '' where there is none."""

    text: str
    kind: Literal["heading", "text", "cell", "page", "slide"]
    place: str = ""
