"""The decks that presenters return, as rules and the merge see them: what stands on each slide, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Literal

from msgspec import Struct

from mottepakke.model.meeting import SlidesFile
from mottepakke.model.pack import ResolvedCase

FURNITURE = frozenset({"ftr", "dt", "sldNum", "hdr"})
"""Placeholder types of footer, date, slide number and header (ECMA-376 part 1 §19.7.10)."""
TITLES = frozenset({"title", "ctrTitle"})
GraphicKind = Literal["picture", "chart", "smartart", "media", "object"]


GRAPHICS: dict[GraphicKind, str] = {
    "picture": "@slide_picture",
    "chart": "@slide_chart",
    "smartart": "@slide_smartart",
    "media": "@slide_media",
    "object": "@slide_object",
}
"""What a finding calls a graphic: words of the message catalogues."""


class Line(Struct, frozen=True):
    """A paragraph. ``size`` is that of its smallest letters in points as shown; ``languages`` are those its runs name."""

    text: str
    size: float
    languages: tuple[str, ...] = ()


class TextShape(Struct, frozen=True):
    """A shape with text. ``holder`` is its placeholder type («obj» where none is named), '' outside placeholders.

    ``kind`` tells where the text stands; ``prompt`` is what the layout prints in the placeholder while it is empty.
    """

    name: str
    holder: str
    lines: tuple[Line, ...]
    kind: Literal["shape", "table", "smartart", "chart"] = "shape"
    prompt: str = ""


class Graphic(Struct, frozen=True):
    """A picture or the like. ``alt`` is its alternative text, ``share`` how much of the slide it covers, where known."""

    kind: GraphicKind
    name: str
    alt: str = ""
    decorative: bool = False
    share: float | None = None


class ReturnedSlide(Struct, frozen=True):
    """One slide. ``layout`` and ``layout_type`` are its layout's name and type («title», «secHead», …; '' without one).

    ``title`` is the text of its title placeholder. ``drawn`` says that there are shapes without text: lines, boxes, ink;
    ``linked`` that something on it can be clicked, ``locked`` that its words stand in its layout, as our template's do.
    ``links`` are the addresses outside the deck that it leads to, ``pictures`` the checksums of its pictures and charts.
    """

    number: int
    hidden: bool
    layout: str
    layout_type: str
    title: str
    texts: tuple[TextShape, ...]
    graphics: tuple[Graphic, ...]
    notes: str = ""
    drawn: bool = False
    linked: bool = False
    links: tuple[str, ...] = ()
    locked: bool = False
    pictures: tuple[str, ...] = ()

    @property
    def body(self) -> tuple[Line, ...]:
        """The lines of the slide that are neither title nor footer, in order of the shapes."""
        return tuple(
            line for shape in self.texts if shape.holder not in FURNITURE | TITLES for line in shape.lines if line.text
        )

    @property
    def footers(self) -> tuple[TextShape, ...]:
        """Footer, header and date; the slide number is no text of anybody's."""
        return tuple(shape for shape in self.texts if shape.holder in FURNITURE - {"sldNum"})

    @property
    def heading(self) -> str:
        """The title, or the first line of a slide without one."""
        return self.title or next((line.text for line in self.body), "")

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the presenter's stands on it."""
        return not (self.title or self.body or self.drawn or self.figures)

    @property
    def figures(self) -> tuple[Graphic, ...]:
        """The graphics that say something."""
        return tuple(graphic for graphic in self.graphics if not graphic.decorative)


class ReturnedDeck(Struct, frozen=True):
    """A deck. ``height`` is that of its slides in points."""

    slides: tuple[ReturnedSlide, ...]
    height: float

    @property
    def shown(self) -> tuple[ReturnedSlide, ...]:
        """The slides that are not hidden."""
        return tuple(slide for slide in self.slides if not slide.hidden)


class Repeats(Enum):
    """Which slide of the meeting's deck a returned slide says again."""

    TITLE = "title"
    AGENDA = "agenda"
    THANKS = "thanks"
    PROPOSAL = "proposal"
    OURS = "ours"
    """What the note says of the case, on a locked slide of our template."""
    PROMPT = "prompt"
    """Nothing: a slide of our template that nobody has filled in."""


class Recognised(Struct, frozen=True):
    """A slide known again. It is ``left_out`` where nothing is lost by that; else ``beside`` says what it holds besides.

    ``differs`` marks a proposal that is not worded as the pack's. ``ours`` is a slide exactly as our template had it.
    """

    number: int
    repeats: Repeats
    left_out: bool
    beside: str = ""
    differs: bool = False
    ours: bool = False


class ReturnedCase(Struct, frozen=True):
    """A case's returned deck, with the slides that were recognised.

    ``proposal`` is the pack's proposal as text, ``written`` all that was written about the case, references in words.
    """

    case: ResolvedCase
    file: SlidesFile
    deck: ReturnedDeck
    recognised: tuple[Recognised, ...] = ()
    proposal: str = ""
    written: str = ""

    @property
    def left_out(self) -> frozenset[int]:
        """The numbers of slides that are not shown, ours being shown instead."""
        return frozenset(item.number for item in self.recognised if item.left_out)

    @property
    def taken(self) -> tuple[ReturnedSlide, ...]:
        """The slides that go into the meeting's deck, in order; the hidden ones stay hidden."""
        return tuple(slide for slide in self.deck.slides if slide.number not in self.left_out)

    @property
    def has_template(self) -> bool:
        """Whether our template's own slides about the case are there: ours, which are up to date, are shown instead."""
        return bool(self.of(Repeats.OURS))

    @property
    def is_shown(self) -> bool:
        """Whether any of its slides will be seen; else those of the note stay."""
        return any(True for _ in self.judged())

    def judged(self) -> Iterator[ReturnedSlide]:
        """The slides that people will see."""
        return (slide for slide in self.taken if not slide.hidden)

    def of(self, repeats: Repeats) -> tuple[Recognised, ...]:
        """The slides recognised as ``repeats``."""
        return tuple(item for item in self.recognised if item.repeats is repeats)
