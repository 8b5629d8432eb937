"""A flow set on as many slides as it needs: nothing below the edge, nothing smaller than it may be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

from msgspec import Struct, field
from msgspec.structs import replace

from mottepakke.write.pptx.measure import Metrics
from mottepakke.write.pptx.setting import SMALLEST, Setter, height_of
from mottepakke.write.pptx.sheets import GAP, PicturePart, Sheet, TablePart, TextPart, placed
from mottepakke.write.pptx.tables import TableSetter, column_widths
from mottepakke.write.pptx.values import (
    Area,
    Flow,
    FlowFigure,
    FlowTable,
    NewSlide,
    Para,
    Piece,
    SetPara,
    SetRow,
    TablePiece,
    TextPiece,
)

EVENED = range(2, 7)
EVENING_STEPS = 4
"""Numbers of slides whose contents are evened out, and steps of the search for the least height."""
COLUMN_GAP = 30.0
SIZE_STEP = 2.0
POINTS_PER_PIXEL = 0.75
LARGEST_SCALE = 1.6
"""How far a photograph is enlarged; drawings fill the room there is."""
SMALLEST_SHARE = 0.6
"""A picture smaller than this share of what an empty slide would give it moves to the next slide."""


class _Room(Struct, frozen=True):
    """Where a flow goes; what has been measured for it is remembered, since it is set several times."""

    first: Area | None
    rest: Area
    metrics: Metrics
    paras: dict[tuple[int, int, float], tuple[Para, SetPara]] = field(default_factory=dict)
    tables: dict[tuple[int, float], tuple[TableSetter, list[SetRow], bool]] = field(default_factory=dict)

    def para(self, para: Para, area: Area, scale: float) -> SetPara:
        """``para`` set in ``area``."""
        key = (id(para), id(area), scale)
        if key not in self.paras:
            setter = Setter(self.metrics, area.levels, area.inner.width, scale)
            self.paras[key] = (para, setter.set(para))
        return self.paras[key][1]

    def table(self, table: FlowTable, width: float) -> tuple[TableSetter, list[SetRow], bool]:
        """The rows of ``table`` set ``width`` points wide, and whether its words fit in their columns."""
        key = (id(table), width)
        if key not in self.tables:
            widths, fits = column_widths(table, self.metrics, width)
            setter = TableSetter(self.metrics, widths)
            self.tables[key] = (setter, [setter.set_row(row) for row in (*table.head, *table.rows)], fits)
        return self.tables[key]


class Fitted(Struct, frozen=True):
    """The pieces of each slide, and the numbers of columns of tables whose words had to be broken."""

    sheets: tuple[tuple[Piece, ...], ...]
    narrow: tuple[FlowTable, ...] = ()


def fit(flows: Sequence[Flow], first: Area | None, rest: Area, metrics: Metrics) -> Fitted:
    """``flows`` on one slide with a placeholder like ``first`` and further ones with ``rest``.

    Text that fits on one slide in a smaller size, `SMALLEST` at least, is made smaller; other text is set on several.
    Without ``first`` the first slide holds nothing.
    """
    room = _Room(first, rest, metrics)
    whole = _paginated(flows, _Filler(room))
    if any(isinstance(flow, NewSlide) for flow in flows):
        return whole
    largest = (first or rest).levels[0].size
    size = largest - SIZE_STEP
    while len(whole.sheets) == 2 and first and size >= SMALLEST:
        smaller = _paginated(flows, _Filler(room, scale=size / largest))
        if len(smaller.sheets) == 1:
            return smaller
        size -= SIZE_STEP
    return _evened(flows, room, whole)


def _evened(flows: Sequence[Flow], room: _Room, whole: Fitted) -> Fitted:
    """As many slides as ``whole``, filled as evenly as goes without cutting more; pictures and columns stay as they are."""
    if len(whole.sheets) not in EVENED or any(isinstance(flow, FlowFigure) or _columns(flow) for flow in flows):
        return whole
    best, low, high = whole, 0.4, 1.0
    for _ in range(EVENING_STEPS):
        share = (low + high) / 2
        tried = _paginated(flows, _Filler(room, share=share))
        if _amount(tried) == _amount(whole):
            best, high = tried, share
        else:
            low = share
    return best


def _amount(fitted: Fitted) -> tuple[int, int]:
    """The numbers of slides, and of paragraphs and rows: more of the latter where some were cut."""
    pieces = [piece for sheet in fitted.sheets for piece in sheet]
    count = sum(len(piece.paras) if isinstance(piece, TextPiece) else 0 for piece in pieces)
    return len(fitted.sheets), count + sum(len(piece.rows) if isinstance(piece, TablePiece) else 0 for piece in pieces)


def _paginated(flows: Sequence[Flow], filler: _Filler) -> Fitted:
    for group in _kept_together(flows):
        filler.take(group)
    sheets = [sheet for sheet in filler.sheets[1:] if sheet.parts]
    pieces = tuple(tuple(placed(sheet)) for sheet in (filler.sheets[0], *sheets))
    return Fitted(pieces, tuple(filler.narrow))


def _kept_together(flows: Iterable[Flow]) -> Iterable[list[Flow]]:
    """Groups that begin on one slide: paragraphs that belong to what follows, and that; and neighbours in columns."""
    group: list[Flow] = []
    for flow in flows:
        if group and _columns(group[-1]) != _columns(flow):
            yield group
            group = []
        group.append(flow)
        if not (isinstance(flow, Para) and flow.keep_next) and not _columns(flow):
            yield group
            group = []
    if group:
        yield group


def _columns(flow: Flow) -> bool:
    return isinstance(flow, Para) and flow.columns


class _Filler:
    """Fills slides from top to bottom: text by ``scale`` smaller, of each slide's height no more than ``share``."""

    def __init__(self, room: _Room, scale: float = 1.0, share: float = 1.0) -> None:
        first = room.first or replace(room.rest, inner=replace(room.rest.inner, height=0.0))
        self.room = room
        self.rest = room.rest
        self.scale = scale
        self.share = share
        self.sheets = [Sheet(first, share)]
        self.narrow: list[FlowTable] = []
        if room.first is None:
            self.turn()

    @property
    def sheet(self) -> Sheet:
        return self.sheets[-1]

    def turn(self) -> None:
        """Begin a new slide."""
        self.sheets.append(Sheet(self.rest, self.share))

    @property
    def tallest(self) -> float:
        """The height of an empty slide."""
        return self.rest.inner.height * self.share

    def leave_front(self) -> None:
        """Tables and pictures do not stand below the large title of a front page or divider."""
        if self.sheet.area != self.rest and not self.sheet.area.holds_graphics:
            self.turn()

    def setter(self, area: Area, columns: int = 1) -> Setter:
        width = (area.inner.width - COLUMN_GAP * (columns - 1)) / columns
        return Setter(self.room.metrics, area.levels, width, self.scale)

    def ready(self, para: Para) -> SetPara:
        """``para`` set in this slide's placeholder."""
        return self.room.para(para, self.sheet.area, self.scale)

    def take(self, group: list[Flow]) -> None:
        """Set one group, on a new slide where its beginning does not fit on this one."""
        if _columns(group[0]):
            self.columns([flow for flow in group if isinstance(flow, Para)])
            return
        if self.sheet.parts and self.beginning(group) > self.sheet.text_room:
            self.turn()
        for flow in group:
            match flow:
                case Para():
                    self.text(flow)
                case FlowTable():
                    self.table(flow)
                case FlowFigure():
                    self.figure(flow)
                case NewSlide():
                    if self.sheet.parts:
                        self.turn()
                case _:
                    assert_never(flow)

    def beginning(self, group: Sequence[Flow]) -> float:
        """The height that must be there for ``group`` to begin: what is kept together, and a start of the last."""
        *lead, last = group
        height = height_of([self.ready(flow) for flow in lead if isinstance(flow, Para)])
        if not lead:
            return 0.0
        match last:
            case Para():
                para = self.ready(last)
                return height + para.before + min(para.lines, 2) * para.line_height
            case FlowTable():
                rows = self.room.table(last, self.sheet.area.inner.width)[1]
                return height + GAP + sum(row.height for row in rows[: len(last.head) + 1])
            case FlowFigure():
                least = SMALLEST_SHARE * self.picture_size(last, self.tallest - height - GAP)[1]
                return height + GAP + least
            case NewSlide():
                return height
            case _:
                assert_never(last)

    # -- text -------------------------------------------------------------------------------------------------

    def text(self, para: Para) -> None:
        """Set a paragraph; one that does not fit moves to the next slide, one longer than a slide is cut."""
        ready = self.ready(para)
        if ready.before + ready.height <= self.sheet.text_room:
            self.add_text(ready)
            return
        if self.sheet.parts and self.fits_alone(para):
            self.turn()
            self.text(para)
            return
        lines = int((self.sheet.text_room - ready.before) // ready.line_height)
        if self.sheet.parts and lines < 3:
            self.turn()
            self.text(para)
        elif ready.lines == 1:
            self.add_text(ready)
        else:
            setter = self.setter(self.sheet.area)
            head, tail = setter.cut(ready, max(lines, 1))
            self.add_text(setter.set(head))
            if tail.runs:
                self.turn()
                self.text(tail)

    def fits_alone(self, para: Para) -> bool:
        ready = self.room.para(para, self.rest, self.scale)
        return ready.before + ready.height <= self.tallest

    def add_text(self, para: SetPara) -> None:
        text = self.sheet.open_text
        if text is None:
            text = TextPart([])
            self.sheet.parts.append(text)
        text.paras.append(para)
        text.height += para.before + para.height

    def columns(self, paras: list[Para]) -> None:
        """Set short items in two columns, filled downwards; items longer than a line are set as other lists are."""
        if any(para.lines > 1 for para in self.setter(self.rest, 2).set_all(paras)):
            for para in paras:
                self.text(para)
            return
        while paras:
            setter = self.setter(self.sheet.area, 2)
            ready = setter.set_all(paras)
            count, height = _in_two_columns(ready, self.sheet.room)
            if not count and self.sheet.parts:
                self.turn()
                continue
            if not count:
                self.text(replace(paras.pop(0), columns=False))
                continue
            self.sheet.parts.append(TextPart(list(ready[:count]), height, 2))
            paras = paras[count:]

    # -- tables -----------------------------------------------------------------------------------------------

    def table(self, table: FlowTable) -> None:
        """Set a table's rows, its head repeated on every slide."""
        self.leave_front()
        setter, rows, fits = self.room.table(table, self.sheet.area.inner.width)
        if not fits:
            self.narrow.append(table)
        head = [row for row in rows if row.head]
        if len(head) == len(rows) or sum(row.height for row in head) > self.tallest / 2:
            head = []
        waiting = rows[len(head) :]
        whole = sum(row.height for row in rows)
        if self.sheet.parts and whole > self.sheet.room and (whole <= self.tallest and not table.splittable):
            self.turn()
        while waiting:
            waiting = self.rows(table, setter, head, waiting)
            if waiting:
                self.turn()

    def rows(self, table: FlowTable, setter: TableSetter, head: list[SetRow], waiting: list[SetRow]) -> list[SetRow]:
        """Set what fits of ``waiting`` on this slide; gives back the rest."""
        room = self.sheet.room - sum(row.height for row in head)
        taken: list[SetRow] = []
        while waiting and waiting[0].height <= room:
            room -= waiting[0].height
            taken.append(waiting[0])
            waiting = waiting[1:]
        tallest = self.tallest - sum(row.height for row in head)
        if waiting and not taken and (not self.sheet.parts or waiting[0].height > tallest):
            if self.sheet.parts and room < tallest / 3:
                return waiting
            above, below = setter.cut_row(waiting[0], room)
            taken = [above]
            left = [below] if any(cell.paras for cell in below.cells) else []
            waiting = [*left, *waiting[1:]]
        if taken:
            self.sheet.parts.append(TablePart(table, setter.widths, [*head, *taken]))
        return waiting

    # -- pictures ---------------------------------------------------------------------------------------------

    def picture_size(self, figure: FlowFigure, room: float) -> tuple[float, float]:
        """Width and height of a picture that has ``room`` points above its caption."""
        width, height = (length * POINTS_PER_PIXEL for length in (figure.picture.width, figure.picture.height))
        scale = min(self.sheet.area.inner.width / width, max(room - self.caption(figure), 1.0) / height)
        scale = scale if figure.picture.format == "svg" else min(scale, LARGEST_SCALE)
        return width * scale, height * scale

    def caption(self, figure: FlowFigure) -> float:
        ready = [self.ready(para) for para in figure.caption]
        return height_of(ready) + GAP * bool(ready)

    def figure(self, figure: FlowFigure) -> None:
        """Set a picture with its caption below, as large as it may be."""
        self.leave_front()
        size = self.picture_size(figure, self.sheet.room)
        alone = self.picture_size(figure, self.tallest)
        if self.sheet.parts and size[1] < SMALLEST_SHARE * alone[1] and not self.is_lead():
            self.turn()
            size = self.picture_size(figure, self.sheet.room)
        self.sheet.parts.append(PicturePart(figure, *size))
        for para in figure.caption:
            self.add_text(self.ready(para))

    def is_lead(self) -> bool:
        """Whether this slide holds no more than words that belong to what follows."""
        return all(isinstance(part, TextPart) and part.paras[0].para.keep_next for part in self.sheet.parts)


def _in_two_columns(paras: Sequence[SetPara], room: float) -> tuple[int, float]:
    """How many of ``paras`` fit in two columns of ``room`` points, and the height that evens the columns out."""
    heights = [para.before + para.height for para in paras]
    count = 0
    while count < len(heights) and _columns_used(heights[: count + 1], room) <= 2:
        count += 1
    taken = heights[:count]
    least = max([sum(taken) / 2, *taken], default=0.0)
    tries = (sum(taken[:number]) for number in range(1, count + 1))
    return count, min(
        (height for height in tries if height >= least - 0.01 and _columns_used(taken, height) <= 2), default=least
    )


def _columns_used(heights: Sequence[float], room: float) -> int:
    columns, used = 1, 0.0
    for height in heights:
        if height > room:
            return 3
        if used + height > room + 0.01:
            columns, used = columns + 1, 0.0
        used += height
    return columns
