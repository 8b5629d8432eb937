"""The head of a document: labels with values on lines with a hanging indentation, no layout table."""

from __future__ import annotations

from msgspec.structs import replace

from mottepakke.model.document import Field, Fields, Items, Paragraph
from mottepakke.write.docx.elements import Element
from mottepakke.write.docx.inlines import BOLD, add_runs, write_inlines
from mottepakke.write.docx.paragraphs import Shape, open_paragraph
from mottepakke.write.docx.session import Flow, Place, Session
from mottepakke.write.docx.text import plain, reads_from_right

HANGING = 2552
"""Where values begin, in twips (45 mm), when the template's style does not say."""


def write_fields(parent: Element, block: Fields, session: Session, place: Place, flow: Flow) -> None:
    """One line a field; further blocks of a value stand under the value."""
    own = session.styles.indent("field")
    hanging = min(own.hanging or HANGING, place.width // 2)
    for field in block.fields:
        if place.top and any(isinstance(one, Items) and one.role == "columns" for one in field.blocks):
            _write_label(parent, field, session, place, Shape(keep_next=True))
            flow(parent, field.blocks, session, place)
        else:
            _write_field(parent, field, session, place, hanging, flow)


def _write_field(parent: Element, field: Field, session: Session, place: Place, hanging: int, flow: Flow) -> None:
    inner = replace(place, left=place.left + hanging, width=place.width - hanging, text="field", items="field", top=False)
    first = field.blocks[0] if field.blocks else None
    shape = Shape(hanging=hanging, tabs=_tabs(session, inner))
    if not isinstance(first, Paragraph) or first.role != "text":
        _write_label(parent, field, session, inner, replace(shape, keep_next=bool(field.blocks)))
        flow(parent, field.blocks, session, inner)
        return
    if first.anchor:
        session.pending.anchors.append(first.anchor)
    from_right = reads_from_right(field.label + plain(first.children))
    paragraph = _write_label(parent, field, session, inner, replace(shape, from_right=from_right))
    add_runs(paragraph, "\t", session)
    write_inlines(paragraph, first.children, session, inner)
    flow(parent, field.blocks[1:], session, inner)


def _write_label(parent: Element, field: Field, session: Session, place: Place, shape: Shape) -> Element:
    paragraph = open_paragraph(parent, session, place, "field", shape)
    add_runs(paragraph, field.label, session, BOLD)
    return paragraph


def _tabs(session: Session, place: Place) -> tuple[tuple[int, str], ...]:
    """A stop where values begin, unless the style has it."""
    return () if place.left in session.styles.tab_positions("field") else ((place.left, "left"),)
