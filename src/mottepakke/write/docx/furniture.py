"""What stands on every page: running head, foot with page number, draft mark."""

from __future__ import annotations

import re
import struct
from typing import Any

from mottepakke.write.docx.elements import Element, is_paragraph, last_child, name
from mottepakke.write.docx.inlines import add_field, add_runs
from mottepakke.write.docx.paragraphs import Shape, open_paragraph
from mottepakke.write.docx.pictures import EMU_PER_TWIP, write_behind
from mottepakke.write.docx.session import Place, Session, Story
from mottepakke.write.docx.text import reads_from_right

MARK_WIDTH = 0.9
"""Width of the draft mark as a share of the text's width."""

_FIELD = re.compile(r"\{(page|pages)\}")
_CODES = {"page": "PAGE", "pages": "NUMPAGES"}


def write_furniture(session: Session, section: Any, facing_pages: bool) -> None:
    """Fill the heads and feet of a section (of python-docx); what the template's hold already stays above the text.

    A first page of its own, as a title page has and some templates want, carries no running head. A title page carries
    no page number either, but the draft mark stands on every page.
    """
    document = session.document
    if session.survey.has_title_page:
        section.different_first_page_header_footer = True
    mark = session.look.draft_mark_png.read_bytes() if document.draft else b""
    pairs = [(section.header, section.footer, document.head, True)]
    if section.different_first_page_header_footer:
        numbered = not session.survey.has_title_page
        pairs.append((section.first_page_header, section.first_page_footer, "", numbered))
    if facing_pages:
        pairs.append((section.even_page_header, section.even_page_footer, document.head, True))
    for header, footer, head, numbered in pairs:
        if head or mark:
            _write_header(session, Story(header.part), head, mark)
        if numbered and (document.foot or document.page_label):
            _write_footer(session, Story(footer.part))


def _write_header(session: Session, story: Story, head: str, mark: bytes) -> None:
    paragraph = _last_line(session, story, "header", Shape(from_right=reads_from_right(head)))
    add_runs(paragraph, head, session)
    if mark:
        pixels = struct.unpack(">II", mark[16:24])  # PNG (ISO/IEC 15948 §11.2.2): width and height of IHDR
        width = round(session.page.width * MARK_WIDTH * EMU_PER_TWIP)
        write_behind(paragraph, session, story, mark, (width, round(width * pixels[1] / pixels[0])))


def _write_footer(session: Session, story: Story) -> None:
    """The foot's text on the left, the page number on the right."""
    document, width = session.document, session.page.width
    stops = session.styles.tab_positions("footer")
    tabs = tuple((position, "clear") for position in stops if position != width)
    if stops.get(width) != "right":
        tabs += ((width, "right"),)
    paragraph = _last_line(session, story, "footer", Shape(tabs=tabs))
    add_runs(paragraph, document.foot, session)
    if document.page_label:
        add_runs(paragraph, "\t", session)
        _write_page_label(paragraph, document.page_label, session)


def _write_page_label(paragraph: Element, label: str, session: Session) -> None:
    for position, piece in enumerate(_FIELD.split(label)):
        if position % 2:
            add_field(paragraph, _CODES[piece], "1", session)
        else:
            add_runs(paragraph, piece, session)


def _last_line(session: Session, story: Story, role: str, shape: Shape) -> Element:
    """A new paragraph at the end of a head or foot, in place of an empty last one."""
    element = story.part.element
    last = last_child(element)
    if last is not None and is_paragraph(last) and all(child.tag == name("w:pPr") for child in last):
        element.remove(last)
    return open_paragraph(element, session, Place(story, session.page.width, text=role), role, shape)
