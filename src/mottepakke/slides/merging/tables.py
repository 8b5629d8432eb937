"""Table styles (ECMA-376 part 1 §20.1.4.2.26): those that carried tables use join ours."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from mottepakke.safe_xml import Element, serialise
from mottepakke.slides.deck import DeckFile
from mottepakke.slides.merging.show import Show
from mottepakke.slides.relations import OFFICE, Relationship
from mottepakke.slides.xml import A, R, parse

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.tableStyles+xml"
NAME = "ppt/tableStyles.xml"
DEFAULT = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"
"""The style that programs give a new table, known to them without its definition."""


def read_styles(deck: DeckFile) -> dict[str, bytes]:
    """The table styles of a deck by id, as canonical XML; a style that names a picture is left out."""
    found: dict[str, bytes] = {}
    for one in deck.relations_of(deck.main, "tableStyles"):
        for style in deck.package.xml(one.target).findall(f"{A}tblStyle"):
            if not any(str(key).startswith(R) for part in style.iter() for key in part.attrib):
                found.setdefault(style.get("styleId", "").upper(), etree.tostring(style, method="c14n", exclusive=True))
    return found


def carry_styles(root: Element, theirs: dict[str, bytes], show: Show) -> None:
    """Take in the styles that the tables of a slide use; where ours has that id for another style, theirs gets a new one."""
    ours = show.contents.styles
    for mark in root.iter(f"{A}tableStyleId"):
        identity = (mark.text or "").strip().upper()
        style = theirs.get(identity)
        if style is None:
            continue
        if ours.get(identity, style) != style:
            identity = f"{{{str(uuid5(NAMESPACE_URL, style.decode())).upper()}}}"
            mark.text = identity
        ours[identity] = style


def write_styles(show: Show, deck: DeckFile, presentation: list[Relationship], new_id: str) -> None:
    """Write the part with table styles, and relate the presentation to it where it was not."""
    mine = next((one.target for one in deck.relations_of(deck.main, "tableStyles")), "")
    before = read_styles(deck)
    more = {identity: style for identity, style in show.contents.styles.items() if identity not in before}
    if not more:
        return
    if mine:
        root = deck.package.xml(mine)
    else:
        root = etree.Element(f"{A}tblStyleLst", attrib={"def": DEFAULT}, nsmap={"a": A[1:-1]})
        presentation.append(Relationship(new_id, f"{OFFICE}/tableStyles", NAME))
    for identity, style in more.items():
        element = parse(style, mine or NAME)
        element.set("styleId", identity)
        root.append(element)
    show.put(mine or NAME, CONTENT_TYPE, serialise(root))
