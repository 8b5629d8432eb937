"""What every writer gives back."""

from __future__ import annotations

from msgspec import Struct

from mottepakke.diagnostics import Diagnostic


class Written(Struct, frozen=True):
    """A finished file, and what its format could not express."""

    data: bytes
    diagnostics: tuple[Diagnostic, ...] = ()


class SlidePlace(Struct, frozen=True):
    """What a slide of a finished deck is for: the role it had in the layout, and its section."""

    role: str
    section: str


class WrittenDeck(Written, frozen=True):
    """A finished deck, and its slides in order: where one held too much, there are several."""

    slides: tuple[SlidePlace, ...] = ()
