"""Groups and quotations: blocks that share a border, a shade, an indentation or a page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from mottepakke.model.document import Group, Quote
from mottepakke.write.docx.elements import Element, add, is_paragraph, last_child, name, root, set_property
from mottepakke.write.docx.session import Flow, Place, Session
from mottepakke.write.docx.styles import Box, Indent

TITLE_PAGE_TOP = 3400
"""Space above the title of a title page in twips (6 cm)."""

AROUND_BOX = 240
"""Space around a decision proposal in twips."""

EXEMPT_INDENT = 240
EXEMPT_BORDER = {"w:val": "single", "w:sz": "18", "w:space": "8"}


def write_group(parent: Element, group: Group, session: Session, place: Place, flow: Flow) -> None:
    """A group by its role; a role unknown here is set as its blocks alone."""
    start = last_child(parent)
    if group.anchor:
        session.pending.anchors.append(group.anchor)
    if group.role == "vedtak":
        box = session.styles.box("decision")
        flow(parent, group.blocks, session, _boxed(place, box, "decision"))
        _space_box(list(_since(parent, start)), box)
    elif group.role == "unntatt":
        flow(parent, group.blocks, session, _boxed(place, _exempt_box(session), ""))
    else:
        flow(parent, group.blocks, session, place)
    if group.role == "hode":
        _keep_together(list(_since(parent, start)))
    elif group.role == "tittelside":
        _begin_title_page(_since(parent, start))
        session.pending.page_break = True


def write_quote(parent: Element, quote: Quote, session: Session, place: Place, flow: Flow) -> None:
    """A quotation: its style's border and indentation hold for all its blocks."""
    flow(parent, quote.blocks, session, _boxed(place, session.styles.box("quote"), "quote"))


def _boxed(place: Place, box: Box, role: str) -> Place:
    """The place inside a box; ``role`` is the style of its plain and list paragraphs, or empty to keep them."""
    left = place.left + box.indent.left
    return replace(
        place,
        left=left,
        width=place.width - box.indent.left - box.indent.right,
        text=role or place.text,
        items=role or place.items,
        box=replace(box, indent=replace(box.indent, left=left)),
        top=False,
    )


def _exempt_box(session: Session) -> Box:
    """A rule in the warning colour beside what is exempt from public access."""
    borders = root("w:pBdr")
    add(borders, "w:left", EXEMPT_BORDER | {"w:color": session.look.colours["warning"]})
    return Box("", Indent(left=EXEMPT_INDENT), borders, None)


def _since(parent: Element, start: Element | None) -> Iterator[Element]:
    """The paragraphs of ``parent`` after ``start``."""
    elements = parent.iterchildren() if start is None else start.itersiblings()
    return filter(is_paragraph, elements)


def _space_box(paragraphs: list[Element], box: Box) -> None:
    """Space around a shaded box, and none where its border begins anew (at a nested list): the white would show.

    Word joins the boxes of neighbours whose borders are equal and whose left edges, the first line's indentation
    counted in, are in line; the space between them is then shaded too.
    """
    spaces = [_border_space(paragraph.find(f"{name('w:pPr')}/{name('w:pBdr')}"), box) for paragraph in paragraphs]
    for (above, space_above), (below, space_below) in pairwise(zip(paragraphs, spaces, strict=True)):
        if space_above != space_below:
            set_property(above, "w:spacing", {"w:after": "0"})
            set_property(below, "w:spacing", {"w:before": "0"})
    for paragraph, side in zip(paragraphs[:1] + paragraphs[-1:], ("w:before", "w:after"), strict=False):
        set_property(paragraph, "w:spacing", {side: str(AROUND_BOX)})


def _border_space(borders: Element | None, box: Box) -> str | None:
    """The distance of the left border from the text: the paragraph's own or the box's."""
    borders = box.borders if borders is None else borders
    left = None if borders is None else borders.find(name("w:left"))
    return None if left is None else str(left.get(name("w:space")))


def _keep_together(paragraphs: list[Element]) -> None:
    for paragraph in paragraphs[:-1]:
        set_property(paragraph, "w:keepNext")


def _begin_title_page(paragraphs: Iterator[Element]) -> None:
    first = next(paragraphs, None)
    if first is not None:
        set_property(first, "w:spacing", {"w:before": str(TITLE_PAGE_TOP)})
