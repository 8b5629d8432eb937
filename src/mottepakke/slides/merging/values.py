"""What goes into a merge and what comes out."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from mottepakke.diagnostics import Diagnostic
from mottepakke.model.source import Span
from mottepakke.slides.deck import DeckFile


class Dress(Enum):
    """How returned slides look: as the presenter made them, or in the layouts of the meeting's deck."""

    KEPT = "kept"
    HOUSE = "house"


class Insert(Struct, frozen=True):
    """Slides of one returned deck, and where they go.

    ``after`` is the index from 0 of the slide of our deck that they follow (-1: they stand first); they join its section.
    ``slides`` are numbers from 1 in the returned deck, None for all. ``replaces`` are indices of our slides that give way if
    the deck is taken, and stay when it cannot be. ``span`` is the place that names the file.
    """

    deck: DeckFile
    after: int
    span: Span
    slides: tuple[int, ...] | None = None
    replaces: tuple[int, ...] = ()


class Placed(Struct, frozen=True):
    """A slide of the merged deck: of insert ``insert`` its ``number`` from 1, or (None) of our own deck, its index + 1."""

    insert: int | None
    number: int


class Merged(Struct, frozen=True):
    """The slides of the merged deck in order, the findings, and the indices of the inserts that could not be taken."""

    slides: tuple[Placed, ...]
    diagnostics: tuple[Diagnostic, ...]
    refused: tuple[int, ...] = ()
