"""What a returned deck may hold. All limits stand here; a caller may give its own."""

from __future__ import annotations

from msgspec import Struct

MEGABYTE = 1_000_000


class Limits(Struct, frozen=True):
    """Bytes unless said otherwise.

    ``media`` is for one film, sound or picture, ``packed`` for the file, ``unpacked`` for all its parts, ``xml`` for
    one part that is read into a tree. A part above ``ratio_from`` may unpack to ``ratio`` times its packed size.
    """

    media: int = 100 * MEGABYTE
    packed: int = 300 * MEGABYTE
    unpacked: int = 500 * MEGABYTE
    xml: int = 20 * MEGABYTE
    ratio: int = 200
    ratio_from: int = 5 * MEGABYTE
    parts: int = 10_000
    slides: int = 1_000


def megabytes(size: int) -> str:
    """A size for people, such as «200 MB»."""
    return f"{round(size / MEGABYTE)} MB"
