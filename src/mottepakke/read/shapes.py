"""What a value may look like, declared beside how it is read: for editors that complete, and for those who mend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from mottepakke.read.fields import Schema


class Text(Struct, frozen=True):
    """Text, which must match ``pattern`` (ECMA 262 and Python alike; '' for any). ``means`` has one canonical form."""

    pattern: str = ""
    means: Literal["", "date", "clock", "hours"] = ""


class Number(Struct, frozen=True):
    """A whole number from ``low`` to ``high``."""

    low: int
    high: int


class OneWord(Struct, frozen=True):
    """One of some words."""

    words: tuple[str, ...]


class Keyed(Struct, frozen=True):
    """A mapping with the keys of a schema."""

    schema: Schema


class Free(Struct, frozen=True):
    """A mapping with keys of the author's own, and such values."""

    values: Shape


class Listed(Struct, frozen=True):
    """A list of such values; ``or_one``: a single one may stand in its place."""

    items: Shape
    or_one: bool = True


class AnyOf(Struct, frozen=True):
    """A value of one of some shapes."""

    shapes: tuple[Shape, ...]


Shape: TypeAlias = Text | Number | OneWord | Keyed | Free | Listed | AnyOf
TEXT = Text()
