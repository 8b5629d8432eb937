"""Pages as they are seen: turned, cropped and scaled as the page dictionary says."""

from __future__ import annotations

from msgspec import Struct
from pikepdf import Object

from mottepakke.assemble.objects import items_of, number_of

A4 = (0.0, 0.0, 595.276, 841.89)
TURNS = {0: (1.0, 0.0, 0.0, 1.0), 90: (0.0, 1.0, -1.0, 0.0), 180: (-1.0, 0.0, 0.0, -1.0), 270: (0.0, -1.0, 1.0, 0.0)}
"""Where «right» and «up» of the seen page point in the page's own coordinates, by /Rotate."""

Box = tuple[float, float, float, float]


class Frame(Struct, frozen=True):
    """The seen page in points; ``origin`` is its lower left corner in its own coordinates, ``unit`` its /UserUnit."""

    width: float
    height: float
    rotation: int
    origin: tuple[float, float]
    unit: float

    def matrix(self, x: float, y: float) -> tuple[float, ...]:
        """The matrix that puts a drawing made in points with its lower left corner at a point of the seen page."""
        a, b, c, d = (value / self.unit for value in TURNS[self.rotation])
        return (a, b, c, d, self.origin[0] + a * x + c * y, self.origin[1] + b * x + d * y)

    def seen(self, box: Box) -> Box:
        """A box of the page's own coordinates as it lies on the seen page, in points."""
        a, b, c, d = TURNS[self.rotation]
        points = [(x - self.origin[0], y - self.origin[1]) for x in (box[0], box[2]) for y in (box[1], box[3])]
        xs = [(a * x + b * y) * self.unit for x, y in points]
        ys = [(c * x + d * y) * self.unit for x, y in points]
        return (min(xs), min(ys), max(xs), max(ys))


def frame_of(page: Object) -> Frame:
    """Read the boxes, /Rotate and /UserUnit (ISO 32000-1, table 30), each with its default where it makes no sense."""
    left, bottom, right, top = seen_box(page)
    rotate, unit = number_of(page.get("/Rotate")) or 0.0, number_of(page.get("/UserUnit")) or 1.0
    rotation = int(rotate) % 360 if rotate % 90 == 0 else 0
    unit = unit if unit > 0 else 1.0
    width, height = (right - left) * unit, (top - bottom) * unit
    if rotation in (90, 270):
        width, height = height, width
    corner = (right if rotation in (90, 180) else left, top if rotation in (180, 270) else bottom)
    return Frame(width, height, rotation, corner, unit)


def seen_box(page: Object) -> Box:
    """The part of the page a viewer shows: the CropBox as far as it lies in the MediaBox (ISO 32000-1, 14.11.2)."""
    media = _box(page.get("/MediaBox")) or A4
    crop = _box(page.get("/CropBox")) or media
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, bottom, right, top) if right > left and top > bottom else media


def _box(value: object) -> Box | None:
    numbers = [number for number in map(number_of, items_of(value)) if number is not None]
    if len(numbers) != 4:
        return None
    left, right = sorted(numbers[::2])
    bottom, top = sorted(numbers[1::2])
    return (left, bottom, right, top) if right > left and top > bottom else None
