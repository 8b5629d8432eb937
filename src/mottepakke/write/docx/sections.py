"""Sections: the page of the template, and stretches set in two columns."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field

from msgspec import Struct

from mottepakke.write.docx.elements import (
    PARAGRAPH_ORDER,
    SECTION_ORDER,
    Element,
    add,
    is_paragraph,
    last_child,
    name,
    properties_of,
    remove_children,
    set_child,
    sort_in,
    val,
)

A4 = {"w:w": "11906", "w:h": "16838"}
MARGINS = dict.fromkeys(("w:top", "w:right", "w:bottom", "w:left"), "1417") | {"w:header": "709", "w:footer": "709"}
COLUMN_GAP = 454
"""Space between two columns in twips (8 mm)."""


class Page(Struct, frozen=True):
    """Text width and height and page height in twips."""

    width: int
    height: int
    paper_height: int


def page_of(section: Element) -> Page:
    """The measures of a ``w:sectPr``; what it lacks is set to A4 with margins of 25 mm."""
    size, margins = section.find(name("w:pgSz")), section.find(name("w:pgMar"))
    if size is None:
        size = set_child(section, "w:pgSz", SECTION_ORDER, A4)
    if margins is None:
        margins = set_child(section, "w:pgMar", SECTION_ORDER, MARGINS | {"w:gutter": "0"})

    def length(element: Element, key: str) -> int:
        return abs(int(element.get(name(key), "0")))

    across = length(margins, "w:left") + length(margins, "w:right") + length(margins, "w:gutter")
    down = length(margins, "w:top") + length(margins, "w:bottom")
    height = length(size, "w:h")
    return Page(length(size, "w:w") - across, height - down, height)


@dataclass(slots=True)
class Sections:
    """The ends of sections. ``last`` is the body's own ``w:sectPr``, the model of all."""

    last: Element
    _count: int = field(init=False, default=0)

    def close(self, body: Element, columns: int) -> None:
        """End the section that the paragraphs since the last end make; nothing happens when there are none."""
        end = self._end(body)
        if end is None:
            return
        section = deepcopy(self.last)
        self._finish(section, columns)
        properties = properties_of(end)
        properties.append(section)
        sort_in(properties, section, PARAGRAPH_ORDER)

    def finish(self, body: Element) -> None:
        """Give the body its own ``w:sectPr``, after a last paragraph that belongs to it (§17.6.17)."""
        if not is_paragraph(last_child(body)) or self._ends_here(body):
            filler(body)
        self._finish(self.last, 1 if self._count else None)
        body.append(self.last)

    def _finish(self, section: Element, columns: int | None) -> None:
        if self._count:
            remove_children(section, "w:titlePg")
            remove_children(section, "w:pgNumType")
            set_child(section, "w:type", SECTION_ORDER, {"w:val": "continuous"})
        if columns is not None:
            _set_columns(section, columns)
        self._count += 1

    def _end(self, body: Element) -> Element | None:
        last = last_child(body)
        if last is None or self._ends_here(body):
            return None
        return last if is_paragraph(last) else filler(body)

    def _ends_here(self, body: Element) -> bool:
        last = last_child(body)
        return last is not None and last.find(f"{name('w:pPr')}/{name('w:sectPr')}") is not None


def _set_columns(section: Element, columns: int) -> None:
    remove_children(section, "w:cols")
    made = set_child(section, "w:cols", SECTION_ORDER, {"w:space": str(COLUMN_GAP)})
    if columns > 1:
        made.set(name("w:num"), str(columns))


def filler(parent: Element, height: int = 20) -> Element:
    """A paragraph that the format requires but nobody should see; ``height`` in twips.

    Word fuses tables without a paragraph between them, and wants one after the last table and the last section.
    """
    paragraph = add(parent, "w:p")
    properties = add(paragraph, "w:pPr")
    spacing = {"w:before": "0", "w:after": "0", "w:line": str(height), "w:lineRule": "exact"}
    add(properties, "w:spacing", spacing)
    val(add(properties, "w:rPr"), "w:sz", 2)
    return paragraph
