"""Stamps: the document's name and «Side 41 av 60» in the top margin of every page, as the page is seen.

They are drawn after the page's own content, in a graphics state of their own, as pagination artifacts (ISO 32000-1,
14.8.2.2), so that a screen reader does not meet them as text of the document. One Typst run sets all names, the ten
digits and the words around them; every page draws from that one set of forms, so a stamp costs a page 150 bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pikepdf
from msgspec import Struct
from pikepdf import Array, Dictionary, Object, Page, Pdf

from mottepakke.assemble.content import SAVE, STAMP_BEGIN, STAMP_END, STAMP_PREFIX
from mottepakke.assemble.frames import Box, Frame, frame_of
from mottepakke.assemble.ink import Ink
from mottepakke.assemble.objects import items_of, mapping, number_of
from mottepakke.assemble.opening import Sources
from mottepakke.assemble.typesetting import Press

TEMPLATE = "stempel.typ"
MM = 72 / 25.4
MIDDLE = 5.5 * MM
"""From the upper edge to the middle of the line, which so ends well within the top 9 mm."""
SIDE = 25 * MM
GAP = 8 * MM
AIR = 1.5
"""Points between a stamp and the nearest ink."""
NARROW = 0.12
"""The greatest part of the width a side margin takes on a small page."""
DIGITS = "0123456789"

Fields = tuple[Box, Box]
"""Where name and number stand on the seen page."""


class Drawing(Struct, frozen=True):
    """A form in the shared resources, and its size in points."""

    name: str
    width: float
    height: float


class StampSet(Struct, frozen=True):
    """All drawings of a pack: ``words`` are the texts before, between and after the page number's places."""

    forms: Dictionary
    digits: dict[str, Drawing]
    words: tuple[Drawing | None, ...]
    names: dict[tuple[str, int], Drawing]
    missing: tuple[str, ...]

    def number(self, label: str) -> list[Drawing]:
        """The drawings that make up the stamp of a page number, in order."""
        figure = [self.digits[digit] for digit in label]
        drawings: list[Drawing] = []
        for index, word in enumerate(self.words):
            drawings += figure if index else []
            drawings += [word] if word else []
        return drawings


class Stamped(Struct, frozen=True):
    """A page to be stamped: the name of its document, its number, and where it has ink."""

    page: Object
    name: str
    label: str
    ink: Ink


def stamp_pages(press: Press, sources: Sources, out: Pdf, pages: Sequence[Stamped], total: str) -> tuple[str, ...]:
    """Stamp every page with its number of ``total`` and the name of its document; gives the characters no font has."""
    frames = [frame_of(item.page) for item in pages]
    wanted = [(item.name, _room(frame)) for item, frame in zip(pages, frames, strict=True)]
    characters = DIGITS + "".join(sorted({letter for item in pages for letter in item.label if letter not in DIGITS}))
    stamps = _stamp_set(press, sources, out, wanted, characters, total)
    save = out.make_stream(SAVE)
    shared = out.make_indirect(stamps.forms)
    for item, frame, key in zip(pages, frames, wanted, strict=True):
        title, figure = stamps.names[key], stamps.number(item.label)
        line = out.make_stream(_line(frame, title, figure, item.ink))
        item.page.Contents = Array([save, *items_of(item.page.get("/Contents")), line])
        _add_forms(item.page, [title, *figure], stamps, shared)
    return stamps.missing


def _stamp_set(
    press: Press, sources: Sources, out: Pdf, wanted: list[tuple[str, int]], characters: str, total: str
) -> StampSet:
    names = list(dict.fromkeys(wanted))
    words = press.plan.words.page_of_pages.replace("{pages}", total).split("{page}")
    texts = [*characters, *(word for word in words if word)]
    result = press.typeset(TEMPLATE, {"texts": texts, "names": names})
    forms = Dictionary()
    drawings = [_drawing(out, page, forms) for page in sources.open(result.data).pages]
    queue = iter(drawings[len(characters) : len(texts)])
    return StampSet(
        forms=forms,
        digits=dict(zip(characters, drawings, strict=False)),
        words=tuple(next(queue) if word else None for word in words),
        names=dict(zip(names, drawings[len(texts) :], strict=True)),
        missing=result.missing,
    )


def _drawing(out: Pdf, page: Page, forms: Dictionary) -> Drawing:
    """A typeset page as a form, without its own artifact mark: the page that draws it marks it."""
    form = out.copy_foreign(page.as_form_xobject())
    instructions = pikepdf.parse_content_stream(page)
    kept = [item for item in instructions if bytes(item.operator) not in (b"BDC", b"BMC", b"EMC")]
    form.write(pikepdf.unparse_content_stream(kept))
    left, bottom, right, top = (number_of(value) or 0.0 for value in items_of(form.BBox))
    name = f"{STAMP_PREFIX}{len(forms.keys())}"
    forms[name] = form
    return Drawing(name, right - left, top - bottom)


def _side(frame: Frame) -> float:
    return min(SIDE, frame.width * NARROW)


def _room(frame: Frame) -> int:
    """The width for a name, in whole points, so that pages of nearly one size share a drawing."""
    return max(20, int(frame.width - 2 * _side(frame) - GAP - 70))


def _line(frame: Frame, name: Drawing, number: Sequence[Drawing], ink: Ink) -> bytes:
    """Name and number on one line of the seen page, in the place that `_placed` chooses."""
    width = sum(drawing.width for drawing in number)
    left, right = _side(frame), frame.width - _side(frame) - width
    heights = (frame.height - MIDDLE - name.height / 2, MIDDLE - name.height / 2)
    places = [((left, y, left + name.width, y + name.height), (right, y, right + width, y + name.height)) for y in heights]
    fields, on_white = _placed(places, [frame.seen(box) for box in ink.texts], [frame.seen(box) for box in ink.shapes])
    plates = [_plate(frame, field) for field in fields] if on_white else []
    drawn = [_draw(frame, fields[0], [name]), _draw(frame, fields[1], number)]
    return b"\n".join((STAMP_BEGIN, *plates, *drawn, STAMP_END))


def _placed(places: Sequence[Fields], texts: Sequence[Box], shapes: Sequence[Box]) -> tuple[Fields, bool]:
    """The first place without ink, else the first without text, else the first; and whether it needs white under it."""
    for avoided in ((*texts, *shapes), texts):
        for fields in places:
            if not any(_overlap(field, box) for field in fields for box in avoided):
                return fields, avoided is texts
    return places[0], True


def _overlap(field: Box, ink: Box) -> bool:
    return ink[0] < field[2] + AIR and ink[2] > field[0] - AIR and ink[1] < field[3] + AIR and ink[3] > field[1] - AIR


def _plate(frame: Frame, field: Box) -> bytes:
    """White paper under a stamp, for pages with ink up to both edges."""
    numbers = " ".join(f"{value:.4f}" for value in frame.matrix(field[0] - AIR, field[1]))
    return f"q {numbers} cm 1 g 0 0 {field[2] - field[0] + 2 * AIR:.4f} {field[3] - field[1]:.4f} re f Q".encode()


def _draw(frame: Frame, field: Box, drawings: Sequence[Drawing]) -> bytes:
    """Drawings side by side in a field of the seen page."""
    matrix = " ".join(f"{value:.4f}" for value in frame.matrix(field[0], field[1]))
    steps = [f"{drawing.name} Do 1 0 0 1 {drawing.width:.4f} 0 cm" for drawing in drawings]
    return f"q {matrix} cm {' '.join(steps)} Q".encode()


def _add_forms(page: Object, drawings: Iterable[Drawing], stamps: StampSet, shared: Object) -> None:
    """Add drawings to the page's resources. Others may share these, and their names mean the same on every page."""
    if mapping(page.get("/Resources")) is None:
        page.Resources = Dictionary()
    resources = page.Resources
    own = mapping(resources.get("/XObject"))
    if own is None:
        resources.XObject = shared
    elif not own.is_same_object_as(shared):
        for drawing in drawings:
            own[drawing.name] = stamps.forms[drawing.name]
