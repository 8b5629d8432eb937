"""Paragraphs: style, indentation, border and all else that stands in ``w:pPr``."""

from __future__ import annotations

from copy import deepcopy
from hashlib import blake2s

from msgspec import Struct

from mottepakke.write.docx.elements import Element, add, name, val
from mottepakke.write.docx.numbering import STEP, Number
from mottepakke.write.docx.session import TWIPS_PER_POINT, Place, Session
from mottepakke.write.docx.styles import Box, Indent

AFTER_TABLE = 200
"""Space in twips between a table and the text below it."""

LARGEST_BORDER_SPACE = 31
"""In points (ECMA-376 part 1 §17.18.68, ST_PointMeasure as Word reads it for borders)."""

LONGEST_BOOKMARK = 40


class Shape(Struct, frozen=True):
    """What a paragraph has beside its style. Lengths in twips; None leaves the matter to the style."""

    keep_next: bool = False
    keep_lines: bool = False
    hanging: int | None = None
    tabs: tuple[tuple[int, str], ...] = ()
    from_right: bool = False
    outline: int | None = None


PLAIN = Shape()


def open_paragraph(parent: Element, session: Session, place: Place, role: str, shape: Shape = PLAIN) -> Element:
    """A new last paragraph of ``parent``, without runs yet; it takes up what was pending."""
    paragraph = add(parent, "w:p")
    properties = add(paragraph, "w:pPr")
    number, session.pending.number = session.pending.number, None
    indent = _indent(session, place, role, number, shape)
    style = session.styles.id(role)
    if style is not None:
        val(properties, "w:pStyle", style)
    _add_flags(properties, session, shape)
    _add_number(properties, number)
    if place.box is not None:
        _add_box(properties, place.box, role, indent)
    _add_tabs(properties, shape)
    if shape.from_right:
        add(properties, "w:bidi")
    _add_spacing(properties, role, session)
    if indent is not None:
        _add_indent(properties, indent)
    if place.loose and role == place.text:
        val(properties, "w:contextualSpacing", "0")
    if place.align != "left":
        val(properties, "w:jc", place.align)
    if shape.outline is not None:
        val(properties, "w:outlineLvl", shape.outline)
    if not len(properties):
        paragraph.remove(properties)
    _add_anchors(paragraph, session)
    return paragraph


def _add_anchors(paragraph: Element, session: Session) -> None:
    for anchor in session.pending.anchors:
        add_bookmark(paragraph, session, bookmark_name(anchor))
    session.pending.anchors.clear()


def _add_flags(properties: Element, session: Session, shape: Shape) -> None:
    if shape.keep_next:
        add(properties, "w:keepNext")
    if shape.keep_lines:
        add(properties, "w:keepLines")
    if session.pending.page_break:
        add(properties, "w:pageBreakBefore")


def _add_number(properties: Element, number: Number | None) -> None:
    if number is not None:
        numbering = add(properties, "w:numPr")
        val(numbering, "w:ilvl", number.level)
        val(numbering, "w:numId", number.num_id)


def _indent(session: Session, place: Place, role: str, number: Number | None, shape: Shape) -> Indent | None:
    """The indentation a paragraph needs beyond its style and its list level, or None."""
    own = session.styles.indent(role)
    right = own.right if place.box is None else place.box.indent.right
    if number is not None:
        wanted, given = Indent(place.left, right, STEP), Indent(STEP * (number.level + 1), own.right, STEP)
    elif not place.left and shape.hanging is None:
        return None
    elif role in (place.text, place.items):
        wanted, given = Indent(place.left, right, shape.hanging or 0), own
    else:
        hanging = own.hanging if shape.hanging is None else shape.hanging
        wanted, given = Indent(place.left + own.left, right, hanging), own
    return None if wanted == given else wanted


def _add_indent(properties: Element, indent: Indent) -> None:
    attributes = {"w:left": str(indent.left)}
    if indent.right:
        attributes["w:right"] = str(indent.right)
    attributes |= {"w:hanging": str(indent.hanging)} if indent.hanging else {"w:firstLine": "0"}
    add(properties, "w:ind", attributes)


def _add_box(properties: Element, box: Box, role: str, indent: Indent | None) -> None:
    """Border and shade of the group, unless the paragraph's style has them; the left border stays in line."""
    edge = box.indent.left if indent is None else indent.left - indent.hanging
    shift = edge - box.indent.left
    if role == box.role and not shift:
        return
    if box.borders is not None:
        borders = deepcopy(box.borders)
        properties.append(borders)
        left = borders.find(name("w:left"))
        if left is not None:
            space = int(left.get(name("w:space"), "0")) + max(shift, 0) // TWIPS_PER_POINT
            left.set(name("w:space"), str(min(space, LARGEST_BORDER_SPACE)))
    if box.shade is not None:
        properties.append(deepcopy(box.shade))


def _add_tabs(properties: Element, shape: Shape) -> None:
    if shape.tabs:
        tabs = add(properties, "w:tabs")
        for position, kind in sorted(shape.tabs):
            add(tabs, "w:tab", {"w:val": kind, "w:pos": str(position)})


def _add_spacing(properties: Element, role: str, session: Session) -> None:
    """Space above where the style's is wrong: none at the top of a new page, some below a table."""
    pending = session.pending
    if pending.page_break:
        add(properties, "w:spacing", {"w:before": "0"})
    elif pending.gap and not role.startswith("heading"):
        add(properties, "w:spacing", {"w:before": str(AFTER_TABLE)})
    pending.page_break = pending.gap = False


def add_bookmark(paragraph: Element, session: Session, label: str, around: Element | None = None) -> None:
    """A bookmark at the start of a paragraph, or around one run; a name is used once in a document (§17.13.6.2)."""
    if label.casefold() in session.bookmarked:
        return
    session.bookmarked.add(label.casefold())
    identity = str(next(session.bookmark_ids))
    start = add(paragraph, "w:bookmarkStart", {"w:id": identity, "w:name": label})
    if around is not None:
        around.addprevious(start)
    end = add(paragraph, "w:bookmarkEnd", {"w:id": identity})
    if around is not None:
        around.addnext(end)


def bookmark_name(anchor: str) -> str:
    """A name Word takes: letters, digits and low lines, a letter first, at most 40 characters, case ignored.

    A name that had to be changed ends in a hash of the anchor, so that two anchors never become one.
    """
    kept = "".join(character if character.isalnum() and character.isascii() else "_" for character in anchor)
    if kept == anchor == anchor.lower() and kept[:1].isalpha() and len(kept) <= LONGEST_BOOKMARK:
        return kept
    digest = blake2s(anchor.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return f"m_{kept[: LONGEST_BOOKMARK - len(digest) - 3]}_{digest}"
