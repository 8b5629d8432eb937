"""The footnotes part: separators, then each note whose mark the text holds (ECMA-376 part 1 §17.11)."""

from __future__ import annotations

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart

from mottepakke.model.document import Footnote
from mottepakke.write.docx.elements import (
    SETTINGS_ORDER,
    Element,
    add,
    add_text,
    is_paragraph,
    last_child,
    properties_of,
    remove_children,
    root,
    set_child,
)
from mottepakke.write.docx.inlines import add_mark_format
from mottepakke.write.docx.paragraphs import open_paragraph
from mottepakke.write.docx.session import Flow, Place, Session, Story

SEPARATORS = {-1: ("separator", "w:separator"), 0: ("continuationSeparator", "w:continuationSeparator")}
"""Ids and kinds of the lines above notes; they hold nothing else, or Word offers to repair the file."""

NEST = 1_000
"""Numbered lists in notes never share counters with lists of the text."""


def write_footnotes(session: Session, settings: Element, flow: Flow) -> None:
    """Add the part with all notes and declare its separators; without notes neither stands in the file."""
    remove_children(settings, "w:footnotePr")
    if not session.notes:
        return
    notes = root("w:footnotes")
    part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, notes, session.package)
    session.package.main_document_part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    declared = set_child(settings, "w:footnotePr", SETTINGS_ORDER)
    for identity, (kind, tag) in SEPARATORS.items():
        _add_separator(notes, identity, kind, tag)
        add(declared, "w:footnote", {"w:id": str(identity)})
    story = Story(part)
    place = Place(story, session.page.width, text="footnote", items="footnote", nest=NEST, note=True)
    for number, note in enumerate(session.notes, start=1):
        _write_note(notes, number, note, session, place, flow)


def _add_separator(notes: Element, identity: int, kind: str, tag: str) -> None:
    note = add(notes, "w:footnote", {"w:type": kind, "w:id": str(identity)})
    paragraph = add(note, "w:p")
    add(add(paragraph, "w:pPr"), "w:spacing", {"w:after": "0", "w:line": "240", "w:lineRule": "auto"})
    add(add(paragraph, "w:r"), tag)


def _write_note(notes: Element, number: int, note: Footnote, session: Session, place: Place, flow: Flow) -> None:
    """A note; its own mark stands in its first paragraph, for which a note that begins with another block gets one."""
    element = add(notes, "w:footnote", {"w:id": str(number)})
    flow(element, note.blocks, session, place)
    session.pending.gap = False
    if not is_paragraph(last_child(element)):
        open_paragraph(element, session, place, place.text)
    first = element[0]
    if not is_paragraph(first):
        first = open_paragraph(element, session, place, place.text)
        element.insert(0, first)
    _add_own_mark(first, session)


def _add_own_mark(paragraph: Element, session: Session) -> None:
    properties = properties_of(paragraph)
    mark, space = add(paragraph, "w:r"), add(paragraph, "w:r")
    add_mark_format(mark, session)
    add(mark, "w:footnoteRef")
    add_text(space, " ")
    properties.addnext(space)
    properties.addnext(mark)
