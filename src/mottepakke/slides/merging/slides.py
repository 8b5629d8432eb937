"""Slides of one returned deck, with their notes."""

from __future__ import annotations

from collections.abc import Mapping

from mottepakke.safe_xml import Element, serialise
from mottepakke.slides import codes
from mottepakke.slides.deck import NOTES_TYPE, SLIDE_TYPE, SlideEntry
from mottepakke.slides.merging.backgrounds import Sheet, stand_behind
from mottepakke.slides.merging.carrier import Carrier
from mottepakke.slides.merging.house import House, dress
from mottepakke.slides.merging.masters import carry_layout, carry_notes_master, free_id
from mottepakke.slides.merging.own_marks import take_out_draft_marks, take_out_our_notes
from mottepakke.slides.merging.tables import carry_styles
from mottepakke.slides.relations import OFFICE, Relationship
from mottepakke.slides.shapes import is_locked
from mottepakke.slides.xml import MC, P, below, remove


class Taken:
    """The slides taken of one deck: their new names by the old ones in small letters, and their new ids by the old."""

    def __init__(self, carrier: Carrier, entries: list[SlideEntry], first_id: int, house: House | None) -> None:
        self.carrier, self.entries, self._house = carrier, entries, house
        self.names = {entry.part.lower(): carrier.show.new_name(entry.part) for entry in entries}
        self.ids = {entry.id: first_id + index for index, entry in enumerate(entries)}

    def carry(self) -> list[str]:
        """Carry them all; returns their names, in order."""
        for entry in self.entries:
            self._carry(entry)
        return list(self.names.values())

    def _carry(self, entry: SlideEntry) -> None:
        carrier, package = self.carrier, self.carrier.deck.package
        root = package.xml(entry.part)
        if not carrier.show.draft:
            take_out_draft_marks(root, float(carrier.deck.size[0] * carrier.deck.size[1]))
        _mend_zooms(root, self.ids, entry.number, carrier)
        structure = dict(self.names)
        layout = next(carrier.deck.relations_of(entry.part, "slideLayout")).target
        house = self._house
        if house is None or is_locked(root) or carrier.identities.of(layout) in carrier.show.contents.layouts:
            house = None
            structure[layout.lower()] = carry_layout(carrier, layout, entry.number)
        else:
            structure[layout.lower()] = dress(root, layout, house, carrier, entry.number)
        for notes in carrier.deck.relations_of(entry.part, "notesSlide"):
            structure[notes.target.lower()] = self._carry_notes(notes.target, entry)
        relations = carrier.relations(entry.part, root, entry.number, structure)
        if house is None:
            stand_behind(Sheet(entry.part, root), relations, carrier, entry.number)
            carrier.fit(root)
        carry_styles(root, carrier.styles, carrier.show)
        _give_own_ids(root)
        _mend_timing(root, entry.number, carrier)
        carrier.show.put(self.names[entry.part.lower()], SLIDE_TYPE, serialise(root), relations)

    def _carry_notes(self, notes: str, entry: SlideEntry) -> str:
        """Carry the notes of a slide, related to that slide and to our notes master, whatever they were related to."""
        carrier = self.carrier
        name = carrier.show.new_name(notes)
        root = carrier.deck.package.xml(notes)
        take_out_our_notes(root)
        relations = carrier.relations(notes, root, entry.number, {})
        master = next(carrier.deck.relations_of(notes, "notesMaster")).target
        around = {"notesMaster": carry_notes_master(carrier, master, entry.number), "slide": self.names[entry.part.lower()]}
        for kind, target in around.items():
            relations.append(Relationship(free_id(relations), f"{OFFICE}/{kind}", target))
        carrier.show.put(name, NOTES_TYPE, serialise(root), relations)
        return name


def _give_own_ids(root: Element) -> None:
    """Give each shape of a slide an id of its own (ECMA-376 part 1 §19.3.1.12); the first with an id keeps it.

    The two branches of an alternative hold the same shapes (part 3 §10.2).
    """
    shapes = [one for one in below(root, "cNvPr") if next(one.iterancestors(f"{MC}Fallback"), None) is None]
    numbers = [int(one.get("id", "")) if one.get("id", "").isdecimal() else 0 for one in shapes]
    highest = max((number for number in numbers if number < 2**31), default=0)
    seen: set[int] = set()
    for shape, number in zip(shapes, numbers, strict=True):
        if number in seen or not 0 < number < 2**31:
            highest += 1
            number = highest
            shape.set("id", str(number))
        seen.add(number)


def _mend_timing(root: Element, slide: int, carrier: Carrier) -> None:
    """Take out the animations of a slide where one moves a shape that is not there (ECMA-376 part 1 §19.5.72)."""
    shapes = {one.get("id") for one in below(root, "cNvPr")}
    if any(one.get("spid") not in shapes for one in root.iter(f"{P}spTgt")):
        carrier.findings.note(codes.CONTENT_MISSING, slide=slide)
        for timing in below(root, "timing"):
            remove(timing)


def _mend_zooms(root: Element, ids: Mapping[int, int], slide: int, carrier: Carrier) -> None:
    """Zooms name slides and sections by id: follow slides that are taken, or fall back to the picture."""
    for zoom in below(root, "sldZmObj"):
        target = zoom.get("sldId", "")
        if target.isdecimal() and int(target) in ids:
            zoom.set("sldId", str(ids[int(target)]))
        else:
            _fall_back(zoom, slide, carrier)
    for zoom in below(root, "sectionZmObj", "summaryZm"):
        _fall_back(zoom, slide, carrier)


def _fall_back(zoom: Element, slide: int, carrier: Carrier) -> None:
    choice = next(zoom.iterancestors(f"{MC}AlternateContent"), None)
    if choice is None or choice.getparent() is None:
        return
    carrier.findings.note(codes.JUMP_REMOVED, slide=slide)
    fallback = choice.find(f"{MC}Fallback")
    holder, index = choice.getparent(), choice.getparent().index(choice)
    holder[index : index + 1] = [] if fallback is None else list(fallback)
