"""Slides of others among ours: they have a place in notes and handouts, to be filled when their PDF is at hand."""

from __future__ import annotations

import io

from msgspec import Struct
from PIL import Image

MARK = (0xFE, 0x01, 0xAB)
"""The colour of every pixel of a picture that keeps a place."""
HEIGHT = 2
NARROWEST = 2


class GuestSlide(Struct, frozen=True):
    """A slide of somebody else that comes after page ``after`` of ours (0: before the first).

    ``words`` are what it says, for those who cannot see it; ``notes`` its notes, a line a paragraph. One that is hidden has
    a number and no page.
    """

    after: int
    title: str
    words: str = ""
    notes: tuple[str, ...] = ()
    hidden: bool = False


def placeholder(number: int) -> bytes:
    """A PNG that keeps the place of guest ``number`` (from 0): it is so many pixels wider than the narrowest."""
    target = io.BytesIO()
    Image.new("RGB", (NARROWEST + number, HEIGHT), MARK).save(target, "PNG")
    return target.getvalue()
