"""Where a page has ink, roughly: enough to know whether its margins are free.

Text is taken as wide as its letters at half a font size, curves as the box of their points. White fills are paper.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import pikepdf
from msgspec import Struct, field
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, Object, Page, PdfError, Stream

from mottepakke.assemble.budget import Budget
from mottepakke.assemble.frames import Box
from mottepakke.assemble.objects import entry, items_of, mapping, number_of

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)
MAX_DEPTH = 6
DRAWING = 100
"""What looking a drawing up costs, in bytes of content."""
LETTER = 0.5
ASCENT, DESCENT = 0.9, -0.25


class Ink(Struct, frozen=True):
    """The boxes of what a page shows, in its own coordinates: of text, and of lines, areas and pictures."""

    texts: Sequence[Box] = ()
    shapes: Sequence[Box] = ()


def ink_of(page: Object, budget: Budget) -> Ink:
    """The ink of a page; none where its content cannot or should not be read."""
    if not budget.allows(page):
        return Ink()
    reader = _Reader(budget)
    try:
        reader.run(Page(page), page.get("/Resources"), 0)
    except (PdfError, ValueError, TypeError, IndexError, RuntimeError):
        return Ink()
    return Ink(reader.texts, [*reader.shapes, *_annotation_boxes(page)])


class _State(Struct, frozen=True):
    """The part of the graphics state that says where ink goes."""

    matrix: Matrix = IDENTITY
    clip: Box = EVERYWHERE
    is_white: bool = False
    size: float = 1.0
    leading: float = 0.0


class _Reader(Struct):
    """Reads content streams operator by operator (ISO 32000-1, annex A)."""

    budget: Budget
    texts: list[Box] = field(default_factory=list)
    shapes: list[Box] = field(default_factory=list)
    state: _State = field(default_factory=_State)
    saved: list[_State] = field(default_factory=list)
    strokes: list[list[Point]] = field(default_factory=list)
    clips: bool = False
    text: Matrix = IDENTITY
    line: Matrix = IDENTITY
    resources: object = None

    def run(self, content: Any, resources: object, depth: int) -> None:
        """Read a page or form."""
        before, self.resources = self.resources, resources
        for instruction in pikepdf.parse_content_stream(content):
            operator, operands = bytes(instruction.operator), list(instruction.operands)
            if operator == b"Do":
                self._draw(operands, depth)
            elif operator in OPERATORS:
                OPERATORS[operator](self, operands)
        self.resources = before

    def _draw(self, operands: Sequence[Any], depth: int) -> None:
        self.budget.spend(DRAWING)
        form = entry(entry(mapping(self.resources), "/XObject"), str(operands[0]))
        if not isinstance(form, Stream):
            return
        if form.get("/Subtype") == Name.Image:
            self.paint([(0, 0), (1, 0), (1, 1), (0, 1)])
        elif form.get("/Subtype") == Name.Form and depth < MAX_DEPTH and self.budget.allows_stream(form):
            before, depth_before = self.state, len(self.saved)
            matrix = [number_of(item) for item in items_of(form.get("/Matrix"))]
            if len(matrix) == 6 and None not in matrix:
                self.concatenate(matrix)
            self.run(form, form.get("/Resources") or self.resources, depth + 1)
            self.state = before
            del self.saved[depth_before:]

    def save(self, _: Sequence[Any]) -> None:
        self.saved.append(self.state)

    def restore(self, _: Sequence[Any]) -> None:
        if self.saved:
            self.state = self.saved.pop()

    def concatenate(self, operands: Sequence[Any]) -> None:
        self.state = replace(self.state, matrix=_product(_matrix(operands), self.state.matrix))

    @property
    def path(self) -> list[Point]:
        """All points of the path."""
        return [point for stroke in self.strokes for point in stroke]

    def start(self, operands: Sequence[Any]) -> None:
        x, y = (float(value) for value in operands)
        self.strokes.append([(x, y)])

    def point(self, operands: Sequence[Any]) -> None:
        numbers = [float(value) for value in operands]
        before = self.strokes[-1][-1:] if self.strokes else []
        self.strokes.append([*before, *zip(numbers[::2], numbers[1::2], strict=False)])

    def rectangle(self, operands: Sequence[Any]) -> None:
        x, y, width, height = (float(value) for value in operands)
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
        self.strokes += [list(side) for side in pairwise(corners)]

    def mark_clip(self, _: Sequence[Any]) -> None:
        self.clips = True

    def fill(self, _: Sequence[Any]) -> None:
        if not self.state.is_white:
            self.paint(self.path)
        self.end_path(())

    def stroke(self, _: Sequence[Any]) -> None:
        for stroke in self.strokes:
            self.paint(stroke)
        self.end_path(())

    def fill_and_stroke(self, _: Sequence[Any]) -> None:
        if not self.state.is_white:
            self.paint(self.path)
        self.stroke(())

    def end_path(self, _: Sequence[Any]) -> None:
        if self.clips and self.strokes:
            inside = _common(self.state.clip, _around(self.path, self.state.matrix))
            self.state = replace(self.state, clip=inside or (0, 0, 0, 0))
        self.strokes, self.clips = [], False

    def shade(self, _: Sequence[Any]) -> None:
        self.shapes.append(self.state.clip)

    def colour(self, operands: Sequence[Any]) -> None:
        paper = 0 if len(operands) == 4 else 1
        numbers = [number_of(value) for value in operands]
        self.state = replace(self.state, is_white=bool(numbers) and all(number == paper for number in numbers))

    def image(self, _: Sequence[Any]) -> None:
        self.paint([(0, 0), (1, 0), (1, 1), (0, 1)])

    def begin_text(self, _: Sequence[Any]) -> None:
        self.text = self.line = IDENTITY

    def font(self, operands: Sequence[Any]) -> None:
        self.state = replace(self.state, size=float(operands[1]))

    def lead(self, operands: Sequence[Any]) -> None:
        self.state = replace(self.state, leading=float(operands[0]))

    def move(self, operands: Sequence[Any]) -> None:
        x, y = (float(value) for value in operands)
        self.text = self.line = _product((1, 0, 0, 1, x, y), self.line)

    def move_and_lead(self, operands: Sequence[Any]) -> None:
        self.lead([-float(operands[1])])
        self.move(operands)

    def set_matrix(self, operands: Sequence[Any]) -> None:
        self.text = self.line = _matrix(operands)

    def next_line(self, _: Sequence[Any]) -> None:
        self.move((0, -self.state.leading))

    def show(self, operands: Sequence[Any]) -> None:
        pieces = operands[-1] if isinstance(operands[-1], Array) else [operands[-1]]
        letters = sum(len(bytes(piece)) for piece in pieces if isinstance(piece, pikepdf.String))
        size = self.state.size
        width = letters * LETTER * size
        matrix = _product(self.text, self.state.matrix)
        corners = [(x, y * size) for x in (0, width) for y in (DESCENT, ASCENT)]
        self._add(self.texts, _around(corners, matrix))
        self.text = _product((1, 0, 0, 1, width, 0), self.text)

    def show_on_next_line(self, operands: Sequence[Any]) -> None:
        self.next_line(())
        self.show(operands)

    def paint(self, points: Sequence[Point]) -> None:
        """Ink within the box of these points."""
        if points:
            self._add(self.shapes, _around(points, self.state.matrix))

    def _add(self, boxes: list[Box], box: Box) -> None:
        inside = _common(box, self.state.clip)
        if inside:
            boxes.append(inside)


Handler = Callable[[_Reader, Sequence[Any]], None]

OPERATORS: dict[bytes, Handler] = {
    b"q": _Reader.save,
    b"Q": _Reader.restore,
    b"cm": _Reader.concatenate,
    b"m": _Reader.start,
    **dict.fromkeys((b"l", b"c", b"v", b"y"), _Reader.point),
    b"re": _Reader.rectangle,
    **dict.fromkeys((b"W", b"W*"), _Reader.mark_clip),
    **dict.fromkeys((b"f", b"F", b"f*"), _Reader.fill),
    **dict.fromkeys((b"S", b"s"), _Reader.stroke),
    **dict.fromkeys((b"B", b"B*", b"b", b"b*"), _Reader.fill_and_stroke),
    b"n": _Reader.end_path,
    b"sh": _Reader.shade,
    **dict.fromkeys((b"g", b"rg", b"k", b"sc", b"scn"), _Reader.colour),
    b"INLINE IMAGE": _Reader.image,
    b"BT": _Reader.begin_text,
    b"Tf": _Reader.font,
    b"TL": _Reader.lead,
    b"Td": _Reader.move,
    b"TD": _Reader.move_and_lead,
    b"Tm": _Reader.set_matrix,
    b"T*": _Reader.next_line,
    **dict.fromkeys((b"Tj", b"TJ"), _Reader.show),
    **dict.fromkeys((b"'", b'"'), _Reader.show_on_next_line),
}


def _annotation_boxes(page: Object) -> list[Box]:
    """The frames of annotations that draw something."""
    found = []
    for annotation in items_of(page.get("/Annots")):
        numbers = [number_of(item) for item in items_of(entry(annotation, "/Rect"))]
        corners = [number for number in numbers if number is not None]
        if isinstance(annotation, Dictionary) and "/AP" in annotation and len(corners) == 4:
            found.append(_around([(corners[0], corners[1]), (corners[2], corners[3])], IDENTITY))
    return found


def _matrix(operands: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return (a, b, c, d, e, f)


def _product(first: Matrix, second: Matrix) -> Matrix:
    """First, then second (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _around(points: Sequence[Point], matrix: Matrix) -> Box:
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x, y in points]
    ys = [b * x + d * y + f for x, y in points]
    return (min(xs), min(ys), max(xs), max(ys))


def _common(first: Box, second: Box) -> Box | None:
    left, bottom = max(first[0], second[0]), max(first[1], second[1])
    right, top = min(first[2], second[2]), min(first[3], second[3])
    return (left, bottom, right, top) if left <= right and bottom <= top else None
