"""Layouts and masters with their themes: those that carried slides use, each once."""

from __future__ import annotations

from mottepakke.safe_xml import serialise
from mottepakke.slides.deck import LAYOUT_TYPE, MASTER_TYPE, NOTES_MASTER_TYPE, DeckFile
from mottepakke.slides.merging.carrier import Carrier
from mottepakke.slides.merging.identity import Identities
from mottepakke.slides.merging.show import Show
from mottepakke.slides.relations import OFFICE, Relationship
from mottepakke.slides.xml import P, R, child, parse, remove

FIRST_ID = 2**31
"""Masters and layouts share one space of ids (ECMA-376 part 1 §19.7.14 and §19.7.16)."""


def take_masters(show: Show, ours: DeckFile) -> None:
    """Take note of the masters and layouts of our own deck, so that returned slides in the same template use them."""
    identities, contents = Identities(ours), show.contents
    for master in ours.relations_of(ours.main, "slideMaster"):
        contents.masters.setdefault(identities.of(master.target), master.target)
        layouts = [one.target for one in ours.relations_of(master.target, "slideLayout")]
        contents.members[master.target] = tuple(layouts)
        for layout in layouts:
            contents.layouts.setdefault(identities.of(layout), layout)


def carry_layout(carrier: Carrier, layout: str, slide: int) -> str:
    """Carry a layout and its master, where no equal ones are there; returns the layout's name."""
    contents, package = carrier.show.contents, carrier.deck.package
    identity = carrier.identities.of(layout)
    if identity not in contents.layouts:
        master = next(one.target for one in carrier.deck.relations_of(layout, "slideMaster"))
        carried = _carry_master(carrier, master, slide)
        name = contents.layouts[identity] = carrier.show.new_name(layout)
        root = package.xml(layout)
        relations = carrier.relations(layout, root, slide, {master.lower(): carried})
        carrier.fit(root)
        carrier.show.put(name, LAYOUT_TYPE, serialise(root), relations)
        contents.members[carried] += (name,)
    return contents.layouts[identity]


def _carry_master(carrier: Carrier, master: str, slide: int) -> str:
    contents = carrier.show.contents
    identity = carrier.identities.of(master)
    if identity not in contents.masters:
        name = contents.masters[identity] = carrier.show.new_name(master)
        root = carrier.deck.package.xml(master)
        for listing in root.findall(f"{P}sldLayoutIdLst"):
            remove(listing)
        relations = carrier.relations(master, root, slide, {})
        carrier.fit(root)
        carrier.show.put(name, MASTER_TYPE, serialise(root), relations)
        contents.members[name] = ()
    return contents.masters[identity]


def carry_notes_master(carrier: Carrier, master: str, slide: int) -> str:
    """Our notes master, since a deck has one; theirs where we have none (ECMA-376 part 1 §13.3.4)."""
    contents = carrier.show.contents
    if not contents.notes_master:
        name = contents.notes_master = carrier.show.new_name(master)
        root = carrier.deck.package.xml(master)
        relations = carrier.relations(master, root, slide, {})
        carrier.show.put(name, NOTES_MASTER_TYPE, serialise(root), relations)
    return contents.notes_master


def number_masters(show: Show) -> list[tuple[int, str]]:
    """Give all masters and their layouts ids of one space, and list the layouts in each; returns the masters with ids."""
    found: list[tuple[int, str]] = []
    number = FIRST_ID
    for name, layouts in show.contents.members.items():
        found.append((number, name))
        _list_layouts(show, name, layouts, number + 1)
        number += 1 + len(layouts)
    return found


def _list_layouts(show: Show, name: str, layouts: tuple[str, ...], number: int) -> None:
    part = show.contents.parts[name]
    root = parse(show.data(name), name)
    relations = list(part.relations)
    ids = {one.target: one.id for one in relations if one.kind == "slideLayout"}
    for layout in layouts:
        if layout not in ids:
            ids[layout] = free_id(relations)
            relations.append(Relationship(ids[layout], f"{OFFICE}/slideLayout", layout))
    listing = child(root, f"{P}sldLayoutIdLst")
    if listing is None:
        listing = root.makeelement(f"{P}sldLayoutIdLst")
        colours = child(root, f"{P}clrMap")
        root.insert(1 if colours is None else root.index(colours) + 1, listing)
    listing[:] = [
        listing.makeelement(f"{P}sldLayoutId", {"id": str(number + index), f"{R}id": ids[layout]})
        for index, layout in enumerate(layouts)
    ]
    show.put(name, MASTER_TYPE, serialise(root), relations)


def free_id(relations: list[Relationship]) -> str:
    """An id that none of the relationships has."""
    taken = {one.id for one in relations}
    number = len(relations) + 1
    while f"rId{number}" in taken:
        number += 1
    return f"rId{number}"
