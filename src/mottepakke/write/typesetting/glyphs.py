"""Text that the fonts can set: what no font has becomes readable words in brackets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from msgspec import Struct

from mottepakke.write.typesetting.fonts import Coverage

MARKED = ("Mn", "Me", "Mc")
SKIN = range(0x1F3FB, 0x1F400)
ZERO_WIDTH_JOINER = "\u200d"
NEVER = re.compile("[\ufeff\ufdd0-\ufdef\ufffe\uffff]")
"""Byte order marks and non-characters; ISO 19005-2 §6.2.11.7.2 forbids them as the meaning of a glyph."""

COMMON = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100)))) | frozenset("–—‘’‚“”„†•…‹›€−")
"""What every text font has; text of these alone is passed on unlooked-at."""

IGNORABLE = frozenset(
    point
    for first, last in (
        (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
        (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFFA0, 0xFFA0),
        (0xE0001, 0xE0001), (0xE0020, 0xE007F), (0xE0100, 0xE01EF),
    )
    for point in range(first, last + 1)
)  # fmt: skip
"""Joiners, selectors, soft hyphens, direction marks: a font need not have them (Unicode, Default_Ignorable_Code_Point;
and the two separators, which Typst takes for line breaks)."""


class Fitted(Struct, frozen=True):
    """Text the fonts can set, and what had to be replaced: (characters, replacement) pairs."""

    text: str
    replaced: tuple[tuple[str, str], ...] = ()


def fit(text: str, coverage: Callable[[], Coverage]) -> Fitted:
    """``text`` with every cluster that no font can set replaced by its number and name.

    Clusters follow what the shaper keeps in one font: a letter with its marks, variation selectors and skin tones, and what
    a zero-width joiner glues on. ``coverage`` is called only for text with uncommon characters.
    """
    if COMMON.issuperset(text):
        return Fitted(text)
    known = coverage()
    text = without_odd_characters(text)
    if all(_is_plain(character) and known.has(character) for character in set(text)):
        return Fitted(text)
    replaced: list[tuple[str, str]] = []
    parts = []
    for cluster in clusters(text):
        fitted = _fit_cluster(cluster, known)
        if fitted != cluster:
            replaced.append((cluster, fitted))
        parts.append(fitted)
    return Fitted("".join(parts), tuple(replaced))


def without_odd_characters(text: str) -> str:
    """``text`` as it may stand in metadata and alternative text: XML 1.0 §2.2 has no controls and no non-characters."""
    return NEVER.sub("", _without_controls(text))


def clusters(text: str) -> list[str]:
    """The parts of ``text`` that are set in one font each."""
    parts: list[str] = []
    joined = False
    for character in text:
        if parts and (joined or not _is_plain(character)):
            parts[-1] += character
        else:
            parts.append(character)
        joined = character == ZERO_WIDTH_JOINER
    return parts


def _without_controls(text: str) -> str:
    return "".join(" " if unicodedata.category(character) == "Cc" else character for character in text)


def _is_plain(character: str) -> bool:
    return not (unicodedata.category(character) in MARKED or character == ZERO_WIDTH_JOINER or ord(character) in SKIN)


def _fit_cluster(cluster: str, known: Coverage) -> str:
    visible = [character for character in cluster if ord(character) not in IGNORABLE]
    forms = (visible, unicodedata.normalize("NFC", "".join(visible)), unicodedata.normalize("NFD", "".join(visible)))
    if any(known.has_together(form) for form in forms):
        return cluster
    first, *rest = visible
    kept = first if known.has(first) and _is_plain(first) else _named(first)
    return kept + "".join(map(_named, rest))


def _named(character: str) -> str:
    name = unicodedata.name(character, "")
    number = f"U+{ord(character):04X}"
    return f"[{number} {name}]" if name and not name.endswith(number[2:]) else f"[{number}]"
