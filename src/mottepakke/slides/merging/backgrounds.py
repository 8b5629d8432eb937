"""Pictures that fill the background, on slides of another form than they were made for.

A background fills the whole slide, so that the picture would be stretched; the crop that would prevent it
(ECMA-376 part 1 §20.1.8.30) is not followed by all programs. So such a slide gets the picture as a shape behind all others.
The shapes of layout and master would lie behind it too: the slide carries copies of them, and shows the originals no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree
from msgspec import Struct

from mottepakke.safe_xml import Element, local
from mottepakke.slides.deck import LINKS, STRUCTURE
from mottepakke.slides.merging.carrier import Carrier
from mottepakke.slides.merging.masters import free_id
from mottepakke.slides.merging.references import drop_references, is_safe_link
from mottepakke.slides.relations import Relationship
from mottepakke.slides.xml import MC, A, P, R, below, child, remove

FALSE = frozenset(("0", "false", "off"))
FIRST_THEME_FILL = 1001
"""``p:bgRef`` counts the background fills of the theme from here (ECMA-376 part 1 §19.3.1.3)."""
DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
ADEC = "http://schemas.microsoft.com/office/drawing/2017/decorative"
"""MS-ODRAWXML 2.34."""
SHAPES = ("sp", "pic", "grpSp", "cxnSp", "graphicFrame", "AlternateContent")


class Sheet(Struct, frozen=True):
    """A slide, layout, master or theme: the name of its part, and its tree."""

    part: str
    root: Element


def stand_behind(slide: Sheet, relations: list[Relationship], carrier: Carrier, number: int) -> None:
    """Turn a picture that fills the background of a slide into a shape; ``relations``, the slide's own, are added to."""
    if carrier.placement.offset == (0, 0):
        return
    sheets = [slide, *_sheets_below(slide, carrier)]
    found = _picture_fill(sheets, carrier)
    if found is None:
        return
    source, fill = found
    tree = slide.root.find(f"{P}cSld/{P}spTree")
    behind = [_picture(fill, carrier.deck.size), *_copies(sheets, relations, carrier, number)]
    _relate(behind[0], source, slide, relations, carrier, number)
    highest = max((int(one.get("id")) for one in below(tree, "cNvPr") if one.get("id", "").isdecimal()), default=1)
    for one in behind:
        for shape in below(one, "cNvPr"):
            highest += 1
            shape.set("id", str(highest))
    tree[2:2] = behind
    slide.root.set("showMasterSp", "0")
    _set_plain_background(slide.root)
    drop_references(slide.root, {one.id for one in relations}, number, carrier.findings)


def _sheets_below(slide: Sheet, carrier: Carrier) -> Iterator[Sheet]:
    part = slide.part
    for kind in ("slideLayout", "slideMaster"):
        part = next(carrier.deck.relations_of(part, kind)).target
        yield Sheet(part, carrier.deck.package.xml(part))


def _picture_fill(sheets: list[Sheet], carrier: Carrier) -> tuple[Sheet, Element] | None:
    """The stretched picture that a slide shows as its background, and the part that relates to it."""
    for sheet in sheets:
        background = sheet.root.find(f"{P}cSld/{P}bg")
        if background is None:
            continue
        reference = child(background, f"{P}bgRef")
        source, fill = sheet, background.find(f"{P}bgPr/{A}blipFill")
        if reference is not None:
            source = _theme(sheets[-1], carrier)
            fills = source.root.find(f"{A}themeElements/{A}fmtScheme/{A}bgFillStyleLst")
            index = int(reference.get("idx", "0")) - FIRST_THEME_FILL
            fill = fills[index] if fills is not None and 0 <= index < len(fills) else None
        is_picture = fill is not None and local(fill) == "blipFill" and child(fill, f"{A}stretch") is not None
        return (source, fill) if is_picture else None
    return None


def _theme(master: Sheet, carrier: Carrier) -> Sheet:
    part = next(carrier.deck.relations_of(master.part, "theme")).target
    return Sheet(part, carrier.deck.package.xml(part))


def _picture(fill: Element, size: tuple[int, int]) -> Element:
    """A picture as large as the slide it was made for (ECMA-376 part 1 §19.3.1.37)."""
    picture = etree.Element(f"{P}pic")
    names = etree.SubElement(picture, f"{P}nvPicPr")
    shape = etree.SubElement(names, f"{P}cNvPr", id="0", name="Background", descr="")
    extension = etree.SubElement(etree.SubElement(shape, f"{A}extLst"), f"{A}ext", uri=DECORATIVE)
    etree.SubElement(extension, f"{{{ADEC}}}decorative", nsmap={"adec": ADEC}, val="1")
    etree.SubElement(names, f"{P}cNvPicPr")
    etree.SubElement(names, f"{P}nvPr")
    filled = etree.SubElement(picture, f"{P}blipFill")
    filled[:] = [deepcopy(one) for one in fill]
    for colour in below(filled, "schemeClr"):
        if colour.get("val") == "phClr":
            remove(next(one for one in (colour, *colour.iterancestors()) if local(one.getparent()) == "blip"))
    properties = etree.SubElement(picture, f"{P}spPr")
    transform = etree.SubElement(properties, f"{A}xfrm")
    etree.SubElement(transform, f"{A}off", x="0", y="0")
    etree.SubElement(transform, f"{A}ext", cx=str(size[0]), cy=str(size[1]))
    etree.SubElement(etree.SubElement(properties, f"{A}prstGeom", prst="rect"), f"{A}avLst")
    return picture


def _copies(sheets: list[Sheet], relations: list[Relationship], carrier: Carrier, number: int) -> Iterator[Element]:
    """Copies of the shapes that master and layout show on the slide, the lowest first; placeholders show nothing there."""
    slide, layout, master = sheets
    shown = [] if slide.root.get("showMasterSp", "") in FALSE else [layout]
    shown = [master, *shown] if shown and layout.root.get("showMasterSp", "") not in FALSE else shown
    for sheet in shown:
        for shape in sheet.root.find(f"{P}cSld/{P}spTree"):
            if local(shape) in SHAPES and next(shape.iter(f"{P}ph"), None) is None:
                for copy in _plain(deepcopy(shape)):
                    _relate(copy, sheet, slide, relations, carrier, number)
                    yield copy


def _plain(shape: Element) -> list[Element]:
    """A shape without alternatives, for the prefixes they name are declared where it was (ECMA-376 part 3 §10.2)."""
    holder = etree.Element(f"{P}grpSp")
    holder.append(shape)
    for choice in below(holder, "AlternateContent"):
        place, index, fallback = choice.getparent(), choice.getparent().index(choice), choice.find(f"{MC}Fallback")
        place[index : index + 1] = [] if fallback is None else list(fallback)
    return list(holder)


def _relate(
    copy: Element, source: Sheet, slide: Sheet, relations: list[Relationship], carrier: Carrier, number: int
) -> None:
    """Give what a copied shape relates to new ids on the slide; what is not carried keeps none."""
    if source.part == slide.part:
        return
    theirs = {one.id: one for one in carrier.deck.package.relations(source.part)}
    given: dict[str, str] = {}
    for element in copy.iter("{*}*"):
        for key, value in element.attrib.items():
            if str(key).startswith(R) and value:
                if value not in given:
                    given[value] = _related(theirs.get(value), relations, carrier, number)
                element.set(key, given[value])


def _related(one: Relationship | None, relations: list[Relationship], carrier: Carrier, number: int) -> str:
    """The id of a new relationship on the slide; one that nothing has where it is not carried."""
    identity = free_id(relations)
    if one is None or one.kind in STRUCTURE:
        return f"{identity}-"
    if one.external:
        if one.kind not in LINKS or not is_safe_link(one.target):
            return f"{identity}-"
        relations.append(Relationship(identity, one.type, one.target, external=True))
    elif one.target in carrier.deck.package:
        relations.append(Relationship(identity, one.type, carrier.part(one.target, number)))
    return identity


def _set_plain_background(root: Element) -> None:
    """Let the slide's own background be the colour that the theme gives backgrounds (ECMA-376 part 1 §19.3.1.1)."""
    sheet = root.find(f"{P}cSld")
    for old in sheet.findall(f"{P}bg"):
        remove(old)
    properties = etree.Element(f"{P}bgPr")
    etree.SubElement(etree.SubElement(properties, f"{A}solidFill"), f"{A}schemeClr", val="bg1")
    etree.SubElement(properties, f"{A}effectLst")
    background = etree.Element(f"{P}bg")
    background.append(properties)
    sheet.insert(0, background)
