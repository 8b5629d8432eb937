"""Raster pictures in colours that PDF/A takes."""

from __future__ import annotations

import io
from typing import Literal

PROFILES = {"RGB": b"RGB ", "RGBA": b"RGB ", "P": b"RGB ", "L": b"GRAY", "LA": b"GRAY"}
"""Pillow's modes and the colour space that a profile of such a picture names (ICC.1, 7.2.6)."""
PROFILE_MARKS = (b"iCCP", b"ICC_PROFILE")
QUALITY = 92


def archivable(data: bytes, form: Literal["png", "jpeg"]) -> bytes:
    """``data``, made again where PDF/A-2 would refuse it.

    CMYK needs a profile of a press (ISO 19005-2 §6.2.4.3), and becomes RGB; a colour profile that is broken or of another
    colour space (§6.2.4.2) is left out.
    """
    if form == "png" and not any(mark in data for mark in PROFILE_MARKS):
        return data
    from PIL import Image  # loads slowly, and most documents have no photographs

    with Image.open(io.BytesIO(data)) as image:
        profile = image.info.get("icc_profile")
        if image.mode != "CMYK" and (profile is None or _is_sound(profile, image.mode)):
            return data
        result = io.BytesIO()
        plain = image.convert("RGB") if image.mode == "CMYK" else image
        plain.save(result, form.upper(), quality=QUALITY, icc_profile=None, exif=image.getexif())
        return result.getvalue()


def _is_sound(profile: bytes, mode: str) -> bool:
    """Whether a profile's header names the picture's colour space and a version before 5 (ICC.1, 7.2)."""
    return profile[36:40] == b"acsp" and profile[8] <= 4 and profile[16:20] == PROFILES.get(mode)
