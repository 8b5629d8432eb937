"""The values of a planned deck: what stands on each slide, where, and how large. Lengths are points."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from mottepakke.model.document import Picture
from mottepakke.model.source import Span

Colour = Literal["accent", "muted", "warning"]
Align = Literal["left", "center", "right"]


class Run(Struct, frozen=True):
    """Characters of one form. ``text`` may hold line feeds (forced line breaks); ``href`` is a clickable address."""

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    raised: bool = False
    colour: Colour | None = None
    href: str = ""

    def like(self, other: Run) -> bool:
        """Whether both have one form."""
        return (
            self.bold == other.bold
            and self.italic == other.italic
            and self.strike == other.strike
            and self.code == other.code
            and self.raised == other.raised
            and self.colour == other.colour
            and self.href == other.href
        )


class Number(Struct, frozen=True):
    """The number of an ordered item.

    ``chain`` tells lists apart, ``scheme`` (0 or 1) differs between lists that touch, ``letters`` is the length of the
    list's longest number.
    """

    value: int
    chain: int
    letters: int = 1
    scheme: int = 0


class Bullet(Struct, frozen=True):
    """The mark of an unordered item."""


class Para(Struct, frozen=True):
    """A paragraph. ``depth`` counts the lists around it: 0 stands at the margin, an item of the outermost list has 1.

    Without ``marker`` a paragraph of depth > 0 continues an item. ``keep_next`` holds it to what follows, ``tight``
    sets it without space before, ``inset`` counts the quotations around it, ``small`` is small print, ``columns`` puts
    it in two columns with its neighbours.
    """

    runs: tuple[Run, ...]
    depth: int = 0
    marker: Bullet | Number | None = None
    keep_next: bool = False
    tight: bool = False
    inset: int = 0
    small: bool = False
    columns: bool = False
    align: Align = "left"


class FlowCell(Struct, frozen=True):
    """A cell before measuring."""

    paras: tuple[Para, ...]
    span: int = 1
    header: bool = False
    align: Align = "left"


class FlowRow(Struct, frozen=True):
    """A table row before measuring; ``quiet`` rows (breaks) are set apart."""

    cells: tuple[FlowCell, ...]
    head: bool = False
    quiet: bool = False


class FlowTable(Struct, frozen=True):
    """A table on its way to one or more slides."""

    shares: tuple[float, ...]
    head: tuple[FlowRow, ...]
    rows: tuple[FlowRow, ...]
    summary: str = ""
    splittable: bool = True
    span: Span | None = None


class FlowFigure(Struct, frozen=True):
    """A picture on its way to a slide, with its caption's paragraphs."""

    picture: Picture
    alt: str
    caption: tuple[Para, ...] = ()


class NewSlide(Struct, frozen=True):
    """What follows begins on a new slide."""


Flow = Para | FlowTable | FlowFigure | NewSlide


class Box(Struct, frozen=True):
    """A rectangle from the slide's upper left corner."""

    left: float
    top: float
    width: float
    height: float


class Level(Struct, frozen=True):
    """How the template sets one outline level: ``left`` is the text's edge, ``hanging`` the space of its mark.

    ``colour`` and ``mark_colour`` are slots of the theme or ``RRGGBB``.
    """

    size: float
    left: float = 0.0
    hanging: float = 0.0
    before: float = 0.0
    line: float = 1.0
    bullet: bool = False
    bold: bool = False
    align: Align = "left"
    colour: str = "tx1"
    mark_colour: str = ""


class Area(Struct, frozen=True):
    """A text placeholder of a slide layout: its index, its place, what is left of it inside the insets, its levels.

    ``anchor`` says where short text stands in it: ``t``, ``ctr`` or ``b``.
    """

    index: int
    box: Box
    inner: Box
    levels: tuple[Level, ...]
    holds_graphics: bool = False
    anchor: str = "t"


class Page(Struct, frozen=True):
    """A slide layout as the planner sees it. ``body`` takes the blocks; ``subtitle`` the line under a large title."""

    layout: str
    title: Area
    body: Area | None
    subtitle: Area | None
    foot: Area | None
    number: Area | None = None


class SetPara(Struct, frozen=True):
    """A paragraph with its final looks: ``lines`` as measured, ``line`` the line spacing as a share of single."""

    para: Para
    size: float
    left: float
    hanging: float
    before: float
    lines: int
    line_height: float
    line: float = 1.0

    @property
    def height(self) -> float:
        """The height of its lines, without the space before."""
        return self.lines * self.line_height


class TextPiece(Struct, frozen=True):
    """Text on a slide: in the placeholder ``index`` (at its own place where ``box`` is None), or in a text box."""

    paras: tuple[SetPara, ...]
    box: Box | None
    levels: tuple[Level, ...] = ()
    index: int | None = None
    columns: int = 1


class SetCell(Struct, frozen=True):
    """A measured cell."""

    paras: tuple[SetPara, ...]
    span: int
    align: Align


class SetRow(Struct, frozen=True):
    """A measured table row."""

    cells: tuple[SetCell, ...]
    height: float
    head: bool
    quiet: bool


class TablePiece(Struct, frozen=True):
    """A table, or a part of one, on a slide. ``row_headers`` says that the first column holds header cells."""

    box: Box
    widths: tuple[float, ...]
    rows: tuple[SetRow, ...]
    summary: str
    row_headers: bool = False
    index: int | None = None


class PicturePiece(Struct, frozen=True):
    """A picture on a slide."""

    box: Box
    picture: Picture
    alt: str
    index: int | None = None


Piece = TextPiece | TablePiece | PicturePiece


class Title(Struct, frozen=True):
    """A slide's title as it is shown; ``size`` None is the layout's own.

    ``whole`` is set where it had to be cut, ``mark`` where a running number tells it from another one.
    """

    text: str
    size: float | None = None
    whole: str = ""
    mark: str = ""


class PlannedSlide(Struct, frozen=True):
    """One slide, final. ``prompt`` keeps an empty body placeholder for the presenter; role and lock are as in `Slide`."""

    page: Page
    title: Title
    pieces: tuple[Piece, ...]
    notes: tuple[Para, ...] = ()
    section: str = ""
    prompt: bool = False
    locked: bool = False
    role: str = ""


class PlannedDeck(Struct, frozen=True):
    """A deck, final: ``foot`` is the footer as shown."""

    slides: tuple[PlannedSlide, ...]
    foot: str
