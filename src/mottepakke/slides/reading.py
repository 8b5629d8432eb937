"""A returned deck to what `mottepakke.model.slides` tells of it. Layouts and masters are read once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, field

from mottepakke.model.slides import ReturnedDeck, ReturnedSlide
from mottepakke.safe_xml import Element
from mottepakke.slides.deck import DeckFile, SlideEntry, open_deck
from mottepakke.slides.limits import Limits
from mottepakke.slides.package import Package
from mottepakke.slides.relations import Relationship
from mottepakke.slides.shapes import Reading
from mottepakke.slides.sizes import (
    SILENT,
    Holder,
    Levels,
    Sheet,
    list_style,
    master_levels,
    over,
    parent_of,
    stated,
)
from mottepakke.slides.text import lines_of
from mottepakke.slides.xml import A, P, child

EMU = 12700
"""English metric units in a point."""
TITLES = frozenset({"title", "ctrTitle"})
PICTURES = frozenset({"image", "chart"})
"""Kinds of relationships (ECMA-376 part 1 §14.2.1, §15.2.14)."""
NO_SHEET = Sheet("", "", {}, {}, SILENT)


def read_deck(source: Path | bytes, name: str, limits: Limits | None = None) -> ReturnedDeck:
    """What stands in a deck that may be taken in; ``name`` is how messages name it.

    Raises:
        Refused: it may not; see `open_deck`.
    """
    with open_deck(source, name, limits) as deck:
        return deck_content(deck)


def deck_content(deck: DeckFile) -> ReturnedDeck:
    """What stands in an open deck."""
    return _Reader(deck.package, deck.size, stated(child(deck.presentation, f"{P}defaultTextStyle"))).deck(deck)


class _Reader(Struct):
    """Reads one deck; remembers the layouts and masters that its slides share."""

    package: Package
    size: tuple[int, int]
    deck_levels: Levels
    sheets: dict[str, Sheet] = field(default_factory=dict)
    masters: dict[str, dict[str, Levels]] = field(default_factory=dict)

    def deck(self, deck: DeckFile) -> ReturnedDeck:
        return ReturnedDeck(tuple(map(self.slide, deck.slides)), self.size[1] / EMU)

    def relations(self, part: str) -> dict[str, Relationship]:
        return {one.id: one for one in self.package.relations(part)}

    def target(self, part: str, kind: str) -> str:
        """The part that ``part`` leads to by a relationship of ``kind``, or ''."""
        found = (one.target for one in self.package.relations(part) if one.kind == kind and not one.external)
        return next((target for target in found if target in self.package), "")

    def slide(self, entry: SlideEntry) -> ReturnedSlide:
        part = entry.part
        root = self.package.xml(part)
        sheet = self.sheet(self.target(part, "slideLayout"))
        reading = Reading(self.package, self.relations(part), sheet, self.size[0] * self.size[1])
        content = child(root, f"{P}cSld")
        tree = child(content, f"{P}spTree")
        if tree is not None:
            reading.tree(tree)
        background = child(content, f"{P}bg")
        has_background = background is not None and next(background.iter("{*}blip"), None) is not None
        title = next((shape for shape in reading.texts if shape.holder in TITLES), None)
        return ReturnedSlide(
            number=entry.number,
            hidden=entry.hidden,
            layout=sheet.name,
            layout_type=sheet.type,
            title=" ".join(line.text for line in title.lines) if title else "",
            texts=tuple(reading.texts),
            graphics=tuple(reading.graphics),
            notes=self.notes(self.target(part, "notesSlide")),
            drawn=reading.drawn or has_background,
            locked=reading.locked,
            linked=next(root.iter(f"{A}hlinkClick"), None) is not None,
            pictures=self.pictures(part),
            links=tuple(
                sorted({one.target for one in self.package.relations(part) if one.external and one.kind == "hyperlink"})
            ),
        )

    def pictures(self, part: str) -> tuple[str, ...]:
        """What tells the pictures and charts of a slide from others: the checksums that the package has of them, sorted."""
        shown = (one.target for one in self.package.relations(part) if one.kind in PICTURES and not one.external)
        return tuple(sorted({f"{self.package.checksum(one):08x}" for one in shown if one in self.package}))

    def notes(self, part: str) -> str:
        """The notes of the presenter, a line a paragraph."""
        if not part:
            return ""
        bodies = (shape for shape, kind, _ in _holders(self.package.xml(part)) if kind == "body")
        return "\n".join(line.text for shape in bodies for line in lines_of(child(shape, f"{P}txBody"), SILENT))

    def sheet(self, part: str) -> Sheet:
        """The layout in ``part``, '' for a slide without one."""
        if part not in self.sheets:
            self.sheets[part] = self.read_sheet(part) if part else NO_SHEET
        return self.sheets[part]

    def read_sheet(self, part: str) -> Sheet:
        root = self.package.xml(part)
        master = self.master(self.target(part, "slideMaster"))
        holders: dict[str, Holder] = {}
        for shape, kind, index in _holders(root):
            levels = over(list_style(shape), master.get(parent_of(kind), self.deck_levels))
            body = child(shape, f"{P}txBody")
            prompt = " ".join(line.text for line in lines_of(body, SILENT)[:1])
            holders.setdefault(index, Holder(kind or "obj", levels, prompt))
        content = child(root, f"{P}cSld")
        name = content.get("name", "") if content is not None else ""
        return Sheet(name, root.get("type", ""), holders, master, over(self.deck_levels, master.get("", SILENT)))

    def master(self, part: str) -> dict[str, Levels]:
        if part not in self.masters:
            self.masters[part] = master_levels(self.package.xml(part), self.deck_levels) if part else {}
        return self.masters[part]


def _holders(root: Element) -> Iterator[tuple[Element, str, str]]:
    """The placeholder shapes of a slide, layout or notes page, with their types ('' where none is named) and indices."""
    for shape in root.iter(f"{P}sp"):
        mark = next(shape.iter(f"{P}ph"), None)
        if mark is not None:
            yield shape, mark.get("type", ""), mark.get("idx", "0")
