"""Blocks: one match over the closed set of nodes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from msgspec.structs import replace

from mottepakke.model.document import (
    Block,
    CodeBlock,
    Contents,
    Fields,
    Figure,
    Group,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from mottepakke.write.docx.contents import write_contents
from mottepakke.write.docx.elements import Element, add, set_property
from mottepakke.write.docx.fields import write_fields
from mottepakke.write.docx.groups import write_group, write_quote
from mottepakke.write.docx.inlines import add_runs, write_paragraph
from mottepakke.write.docx.lists import write_items
from mottepakke.write.docx.paragraphs import Shape, add_bookmark, open_paragraph
from mottepakke.write.docx.pictures import write_figure
from mottepakke.write.docx.sections import filler
from mottepakke.write.docx.session import Place, Session
from mottepakke.write.docx.tables import write_table

DEEPEST_HEADING = 6
BODY_TEXT = 9
"""The outline level of text (ECMA-376 part 1 §17.3.1.20)."""

UNBROKEN_LINES = 20
"""Literal text of up to so many lines stays on one page."""

RULE_SPACE = {"w:before": "200", "w:after": "200"}


def flow(parent: Element, blocks: Sequence[Block], session: Session, place: Place) -> None:
    """Write blocks at the end of ``parent``."""
    for block in blocks:
        span = getattr(block, "span", None)
        _write(parent, block, session, replace(place, span=span) if span else place)


def _write(parent: Element, block: Block, session: Session, place: Place) -> None:
    match block:
        case Heading():
            _write_heading(parent, block, session, place)
        case Paragraph():
            if block.anchor:
                session.pending.anchors.append(block.anchor)
            write_paragraph(parent, block.children, session, place, session.role_at(place, block.role))
        case Items():
            write_items(parent, block, session, place, flow)
        case Table():
            write_table(parent, block, session, place, flow)
        case Quote():
            write_quote(parent, block, session, place, flow)
        case Fields():
            write_fields(parent, block, session, place, flow)
        case Group():
            write_group(parent, block, session, place, flow)
        case _:
            _write_plain(parent, block, session, place)


def _write_plain(
    parent: Element, block: Figure | CodeBlock | Rule | Contents | PageBreak, session: Session, place: Place
) -> None:
    """Blocks that hold no blocks."""
    match block:
        case Figure():
            write_figure(parent, block, session, place)
        case CodeBlock():
            shape = Shape(keep_lines=block.value.count("\n") < UNBROKEN_LINES)
            add_runs(open_paragraph(parent, session, place, "code", shape), block.value.rstrip("\n"), session)
        case Rule():
            _write_rule(parent, session)
        case Contents():
            write_contents(parent, block, session, place)
        case PageBreak():
            session.pending.page_break = True
        case _:
            assert_never(block)


def _write_heading(parent: Element, heading: Heading, session: Session, place: Place) -> None:
    """A heading in the built-in style of its level; one that contents leave out is no part of the outline there."""
    if heading.anchor:
        session.pending.anchors.append(heading.anchor)
    hidden = session.survey.has_contents and not heading.listed
    shape = Shape(outline=BODY_TEXT) if hidden else Shape()
    role = f"heading{min(heading.level, DEEPEST_HEADING)}"
    bookmark = session.toc.get(id(heading))
    paragraph = write_paragraph(parent, heading.children, session, place, role, shape)
    if bookmark is not None:
        add_bookmark(paragraph, session, bookmark)


def _write_rule(parent: Element, session: Session) -> None:
    """A thematic break: the border of a paragraph that holds nothing else."""
    paragraph = filler(parent)
    set_property(paragraph, "w:spacing", RULE_SPACE)
    line = {"w:val": "single", "w:sz": "6", "w:space": "1", "w:color": session.look.colours["rule"]}
    add(set_property(paragraph, "w:pBdr"), "w:bottom", line)
