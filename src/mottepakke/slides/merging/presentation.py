"""The presentation part of the merged deck: its slides, masters and sections (ECMA-376 part 1 §19.2.1.26)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from mottepakke.safe_xml import Element, serialise
from mottepakke.slides.deck import DeckFile
from mottepakke.slides.merging.masters import free_id, number_masters
from mottepakke.slides.merging.show import Show
from mottepakke.slides.merging.tables import write_styles
from mottepakke.slides.relations import OFFICE, Relationship
from mottepakke.slides.xml import P14, P, R, child

FIRST_SLIDE_ID = 256
"""ECMA-376 part 1 §19.7.13: ids of slides lie from 256 and below those of masters."""
ORDER = ("sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst", "sldIdLst", "sldSz")


class Slot(Struct, frozen=True):
    """A slide of the merged deck: the name of its part, its id, and the id of our slide whose section it belongs to."""

    part: str
    id: int
    section_of: int


def write_presentation(show: Show, ours: DeckFile, slots: Sequence[Slot]) -> None:
    """Write the presentation part with its relationships, and number the masters."""
    root = ours.presentation
    kept = {slot.part for slot in slots}
    relations = [one for one in ours.package.relations(ours.main) if one.kind != "slide" or one.target in kept]
    ids = {one.target: one.id for one in relations if not one.external}

    def related(part: str, kind: str) -> str:
        if part not in ids:
            ids[part] = free_id(relations)
            relations.append(Relationship(ids[part], f"{OFFICE}/{kind}", part))
        return ids[part]

    _fill(root, "sldMasterIdLst", "sldMasterId", [(id, related(name, "slideMaster")) for id, name in number_masters(show)])
    if show.contents.notes_master:
        _fill(root, "notesMasterIdLst", "notesMasterId", [(None, related(show.contents.notes_master, "notesMaster"))])
    _fill(root, "sldIdLst", "sldId", [(slot.id, related(slot.part, "slide")) for slot in slots])
    _fill_sections(root, slots)
    write_styles(show, ours, relations, free_id(relations))
    show.put(ours.main, ours.package.content_type(ours.main), serialise(root), relations)


def _fill(root: Element, listing: str, entry: str, ids: Sequence[tuple[int | None, str]]) -> None:
    """Write one of the lists of ids; extensions of entries that stay are kept."""
    holder = child(root, f"{P}{listing}")
    if holder is None:
        holder = root.makeelement(f"{P}{listing}")
        before = [one for one in root if one.tag in [f"{P}{name}" for name in ORDER[: ORDER.index(listing)]]]
        root.insert(root.index(before[-1]) + 1 if before else 0, holder)
    known: Mapping[str, Element] = {one.get(f"{R}id"): one for one in holder}
    entries = []
    for number, relation in ids:
        element = known.get(relation)
        if element is None:
            element = holder.makeelement(f"{P}{entry}", {f"{R}id": relation})
        if number is not None:
            element.set("id", str(number))
        entries.append(element)
    holder[:] = entries


def _fill_sections(root: Element, slots: Sequence[Slot]) -> None:
    """Let slides join the section of the slide of ours that they follow (MS-PPTX 2.2.5)."""
    for listing in root.iter(f"{P14}sectionLst"):
        for section in listing.findall(f"{P14}section"):
            holder = child(section, f"{P14}sldIdLst")
            if holder is None:
                continue
            members = {one.get("id") for one in holder}
            holder[:] = [
                holder.makeelement(f"{P14}sldId", {"id": str(slot.id)}) for slot in slots if str(slot.section_of) in members
            ]
