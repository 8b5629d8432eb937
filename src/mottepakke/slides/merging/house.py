"""Returned slides in the layouts of our own deck, chosen by layout role (ECMA-376 part 1 §19.7.15)."""

from __future__ import annotations

from copy import deepcopy

from msgspec import Struct

from mottepakke.safe_xml import Element, local
from mottepakke.slides import codes
from mottepakke.slides.deck import DeckFile
from mottepakke.slides.merging.carrier import Carrier
from mottepakke.slides.merging.defaults import sort_levels
from mottepakke.slides.merging.placement import place
from mottepakke.slides.merging.resetting import reset_fonts, reset_title
from mottepakke.slides.xml import A, P, below, child, remove

CONTENT = ("obj", "tx")
ROLES = {
    "title": ("title",),
    "secHead": ("secHead",),
    **dict.fromkeys(("obj", "tx", "tbl", "chart", "dgm"), CONTENT),
    **dict.fromkeys(("titleOnly", "blank", "objOnly"), ("titleOnly", *CONTENT)),
}
"""Roles that have a counterpart: the types of our layouts to look for, in order."""
CLOSEST = (*CONTENT, "titleOnly", "title")
TITLES = ("title", "ctrTitle")
FURNITURE = ("ftr", "dt", "sldNum", "hdr")
TEXTS = ("obj", "body", "subTitle")


class Holder(Struct, frozen=True):
    """A placeholder of a layout (ECMA-376 part 1 §19.3.1.36)."""

    type: str
    index: str


class HouseLayout(Struct, frozen=True):
    """One of our layouts: the name of its part, its role, what people call it, its placeholders."""

    part: str
    role: str
    label: str
    holders: tuple[Holder, ...]

    def title(self) -> Holder | None:
        """The placeholder of the title."""
        return next((one for one in self.holders if one.type in TITLES), None)


class House(Struct, frozen=True):
    """Our layouts, and the levels of text in a body as our master sets them."""

    layouts: tuple[HouseLayout, ...]
    body: tuple[Element, ...]


def read_house(ours: DeckFile) -> House:
    """The layouts of the first master of our deck."""
    master = next(ours.relations_of(ours.main, "slideMaster")).target
    layouts = []
    for one in ours.relations_of(master, "slideLayout"):
        root = ours.package.xml(one.target)
        holders = tuple(Holder(*_kind(mark)) for mark in root.iter(f"{P}ph"))
        layouts.append(HouseLayout(one.target, root.get("type", ""), root.find(f"{P}cSld").get("name", ""), holders))
    style = ours.package.xml(master).find(f"{P}txStyles/{P}bodyStyle")
    return House(tuple(layouts), () if style is None else tuple(style))


def dress(root: Element, layout: str, house: House, carrier: Carrier, slide: int) -> str:
    """Point a slide to the layout of ours with the role of its ``layout``; returns its name.

    Placeholders take the place of ours; what has none there keeps its own place, scaled with the slide. Background and
    colours become ours.
    """
    package = carrier.deck.package
    theirs = package.xml(layout)
    patterns = (theirs, package.xml(next(carrier.deck.relations_of(layout, "slideMaster")).target))
    chosen, is_counterpart = _chosen(_role(theirs, root), house)
    if not is_counterpart:
        carrier.findings.note(codes.LAYOUT_GUESSED, slide=slide, layout=chosen.label or chosen.role)
    free = [one for one in chosen.holders if one.type in TEXTS]
    for mark in list(root.iter(f"{P}ph")):
        shape = mark.getparent().getparent().getparent()
        _settle(shape, mark, chosen, free, patterns, house, keeps_place=not is_counterpart)
    for background in root.findall(f"{P}cSld/{P}bg"):
        remove(background)
    for colours in root.findall(f"{P}clrMapOvr"):
        colours[:] = [colours.makeelement(f"{A}masterClrMapping")]
    root.attrib.pop("showMasterSp", None)
    if carrier.placement.is_needed:
        place(root, carrier.placement)
    return chosen.part


def _chosen(role: str, house: House) -> tuple[HouseLayout, bool]:
    """Our layout for a role, and whether it has that role."""
    for wanted in ROLES.get(role, ()):
        for one in house.layouts:
            if one.role == wanted:
                return one, True
    ranked = [one for wanted in CLOSEST for one in house.layouts if one.role == wanted]
    return (ranked or list(house.layouts))[0], False


def _role(layout: Element, slide: Element) -> str:
    """The role that a layout names; where it names none, or another than the slide shows, that of the placeholders."""
    kinds = [kind for kind, _ in map(_kind, slide.iter(f"{P}ph")) if kind not in FURNITURE]
    if "ctrTitle" in kinds or "subTitle" in kinds:
        return "title"
    named = str(layout.get("type", ""))
    return named or ("obj" if sorted(kinds) in (["obj", "title"], ["body", "title"]) else "")


def _kind(mark: Element) -> tuple[str, str]:
    return mark.get("type", "obj"), mark.get("idx", "0")


def _settle(
    shape: Element,
    mark: Element,
    layout: HouseLayout,
    free: list[Holder],
    patterns: tuple[Element, Element],
    house: House,
    *,
    keeps_place: bool,
) -> None:
    """Put one placeholder of a slide into one of ours, or let it stand by itself where it stood."""
    kind, index = _kind(mark)
    if kind in FURNITURE or kind in TITLES:
        group = TITLES if kind in TITLES else (kind,)
        ours = next((one for one in layout.holders if one.type in group), None)
        if ours is None and kind in FURNITURE:
            remove(shape)
        elif ours is not None:
            _take_place(shape, mark, ours)
        return
    if local(shape) == "sp" and kind in TEXTS and free:
        if keeps_place:
            _bake(shape, kind, index, patterns)
        ours = free.pop(0)
        mark.attrib.pop("sz", None)
        _set_kind(mark, ours)
        reset_fonts(shape)
        if kind == "subTitle" and not keeps_place:
            reset_title(shape)
        return
    _bake(shape, kind, index, patterns)
    remove(mark)
    _let_stand(shape, house)


def _take_place(shape: Element, mark: Element, ours: Holder) -> None:
    _set_kind(mark, ours)
    reset_title(shape)


def _set_kind(mark: Element, ours: Holder) -> None:
    mark.attrib.pop("type", None)
    mark.attrib.pop("idx", None)
    if ours.type != "obj":
        mark.set("type", ours.type)
    if ours.index != "0":
        mark.set("idx", ours.index)


def _bake(shape: Element, kind: str, index: str, patterns: tuple[Element, Element]) -> None:
    """Write out the place that a shape has from its layout or master."""
    properties = child(shape, f"{P}spPr")
    if properties is None or child(properties, f"{A}xfrm") is not None:
        return
    for level, pattern in enumerate(patterns):
        for mark in pattern.iter(f"{P}ph"):
            other, number = _kind(mark)
            is_same = number == index if level == 0 else other == ("body" if kind in TEXTS else kind)
            transform = mark.getparent().getparent().getparent().find(f"{P}spPr/{A}xfrm")
            if is_same and transform is not None:
                properties.insert(0, deepcopy(transform))
                return


def _let_stand(shape: Element, house: House) -> None:
    """Make a shape that was a placeholder one of its own, its text set like a body of ours."""
    properties = child(shape, f"{P}spPr")
    if properties is not None and not any(one.tag in (f"{A}prstGeom", f"{A}custGeom") for one in properties):
        geometry = properties.makeelement(f"{A}prstGeom", {"prst": "rect"})
        geometry.append(geometry.makeelement(f"{A}avLst"))
        properties.insert(1 if child(properties, f"{A}xfrm") is not None else 0, geometry)
    body = child(shape, f"{P}txBody")
    for style in below(body, "lstStyle") if body is not None else ():
        said = {one.tag for one in style}
        style[:0] = [deepcopy(level) for level in house.body if level.tag not in said]
        sort_levels(style)
