"""Lists, nested to nine levels, with as many blocks to an item as it has."""

from __future__ import annotations

from msgspec.structs import replace

from mottepakke.model.document import Items
from mottepakke.write.docx.codes import COLUMNS_IN_A_BOX, LIST_START_TOO_LARGE, LIST_TOO_DEEP
from mottepakke.write.docx.elements import Element
from mottepakke.write.docx.numbering import LARGEST_START, LEVELS, STEP, Number
from mottepakke.write.docx.paragraphs import open_paragraph
from mottepakke.write.docx.sections import COLUMN_GAP
from mottepakke.write.docx.session import Flow, Place, Session


def write_items(parent: Element, items: Items, session: Session, place: Place, flow: Flow) -> None:
    """A list, in two columns where it asks for them and may have them."""
    if items.role != "columns":
        _write_list(parent, items, session, place, flow)
    elif place.top:
        session.sections.close(parent, columns=1)
        narrow = replace(place, width=(place.width - COLUMN_GAP) // 2, top=False)
        _write_list(parent, items, session, narrow, flow)
        session.sections.close(parent, columns=2)
    else:
        session.report(COLUMNS_IN_A_BOX, items.span or place.span)
        _write_list(parent, items, session, place, flow)


def _write_list(parent: Element, items: Items, session: Session, place: Place, flow: Flow) -> None:
    if place.level >= LEVELS:
        session.report(LIST_TOO_DEEP, items.span or place.span, levels=LEVELS)
    level = min(place.level, LEVELS - 1)
    number = Number(_list_id(items, session, place, level), level)
    inner = replace(
        place,
        left=place.left + STEP,
        width=place.width - STEP,
        text=place.items,
        level=place.level + 1,
        loose=not items.tight,
        top=False,
    )
    for item in items.items:
        session.pending.number = number
        if not item or isinstance(item[0], Items):
            open_paragraph(parent, session, inner, inner.text)
        flow(parent, item, session, inner)
        if session.pending.number is not None:
            open_paragraph(parent, session, inner, inner.text)


def _list_id(items: Items, session: Session, place: Place, level: int) -> int:
    if not items.ordered:
        return session.numbering.bullets()
    if items.start > LARGEST_START:
        session.report(LIST_START_TOO_LARGE, items.span or place.span, start=items.start)
    return session.numbering.numbers(level, min(max(items.start, 0), LARGEST_START), place.nest)
