"""Runs, links and note marks: what stands inside a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import assert_never
from urllib.parse import quote

from docx.opc.constants import RELATIONSHIP_TYPE
from msgspec import Struct
from msgspec.structs import replace

from mottepakke.model.document import (
    Code,
    Emphasis,
    Footnote,
    FootnoteReference,
    Inline,
    LineBreak,
    Link,
    Strike,
    Strong,
    Text,
)
from mottepakke.write.docx.codes import FOOTNOTE_IN_FOOTNOTE, FOOTNOTE_UNKNOWN, LINK_NOT_POSSIBLE
from mottepakke.write.docx.elements import Element, add, add_text, name, val
from mottepakke.write.docx.paragraphs import PLAIN, Shape, add_bookmark, bookmark_name, open_paragraph
from mottepakke.write.docx.session import Place, Session
from mottepakke.write.docx.text import by_direction, plain, reads_from_right, running_text

CODE_FONT = "Consolas"
URL_CHARACTERS = "%/:=&?~#+!$,;'@()*[]"
"""Characters of an address that are not percent-encoded (RFC 3986 §2.2, and ``%`` itself)."""

_SPECIAL = re.compile("([\t\n\u00ad\u2011])")
_SPECIAL_TAGS = {"\t": "w:tab", "\n": "w:br", "\u00ad": "w:softHyphen", "\u2011": "w:noBreakHyphen"}


class Format(Struct, frozen=True):
    """Character formatting of a run."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    link: bool = False


NO_FORMAT = Format()
BOLD = Format(bold=True)


def write_paragraph(
    parent: Element, inlines: tuple[Inline, ...], session: Session, place: Place, role: str, shape: Shape = PLAIN
) -> Element:
    """A paragraph with its runs."""
    if reads_from_right(plain(inlines)):
        shape = replace(shape, from_right=True)
    paragraph = open_paragraph(parent, session, place, role, shape)
    write_inlines(paragraph, inlines, session, place)
    return paragraph


def write_inlines(
    parent: Element, inlines: Iterable[Inline], session: Session, place: Place, form: Format = NO_FORMAT
) -> None:
    """The runs of inlines at the end of a paragraph or link."""
    for inline in inlines:
        match inline:
            case Text():
                add_runs(parent, inline.value, session, form)
            case Strong() | Emphasis() | Strike():
                write_inlines(parent, inline.children, session, place, _marked(form, inline))
            case Code():
                add_runs(parent, inline.value, session, replace(form, code=True))
            case LineBreak():
                add(add(parent, "w:r"), "w:br")
            case Link():
                _write_link(parent, inline, session, place, form)
            case Footnote():
                _write_footnote(parent, inline, session, place)
            case FootnoteReference():
                _write_reference(parent, inline, session, place)
            case _:
                assert_never(inline)


def _marked(form: Format, inline: Strong | Emphasis | Strike) -> Format:
    match inline:
        case Strong():
            return replace(form, bold=True)
        case Emphasis():
            return replace(form, italic=True)
        case Strike():
            return replace(form, strike=True)
        case _:
            assert_never(inline)


def add_runs(parent: Element, text: str, session: Session, form: Format = NO_FORMAT) -> None:
    """Text as runs, one for each stretch of one direction; tabs, breaks and special hyphens as elements."""
    for stretch, from_right in by_direction(text):
        if not stretch:
            continue
        run = add(parent, "w:r")
        if from_right or form != NO_FORMAT:
            _add_format(add(run, "w:rPr"), session, form, from_right)
        for piece in _SPECIAL.split(stretch):
            if piece in _SPECIAL_TAGS:
                add(run, _SPECIAL_TAGS[piece])
            elif piece:
                add_text(run, piece)


def _add_format(properties: Element, session: Session, form: Format, from_right: bool) -> None:
    """Run properties in the order of the schema (§17.3.2.28); a link looks like one without the style too."""
    style = session.styles.id("hyperlink") if form.link else None
    bare_link = form.link and style is None
    if style is not None:
        val(properties, "w:rStyle", style)
    if form.code:
        font = session.styles.font("code") or CODE_FONT
        add(properties, "w:rFonts", {"w:ascii": font, "w:hAnsi": font, "w:cs": font})
    for wanted, tags in ((form.bold, ("w:b", "w:bCs")), (form.italic, ("w:i", "w:iCs")), (form.strike, ("w:strike",))):
        for tag in tags if wanted else ():
            add(properties, tag)
    if form.code:
        add(properties, "w:noProof")
    if bare_link:
        val(properties, "w:color", session.look.colours["accent"])
        val(properties, "w:u", "single")
    if from_right:
        add(properties, "w:rtl")


def _write_link(parent: Element, link: Link, session: Session, place: Place, form: Format) -> None:
    target = None if form.link else _target(link.href, session)
    if target is None:
        if not form.link and not link.href.startswith("pakke:"):
            session.report(LINK_NOT_POSSIBLE, place.span, link=link.href)
        write_inlines(parent, link.children, session, place, form)
        return
    address, anchor = target
    attributes = {"w:history": "1"}
    if address:
        attributes = {"r:id": _relationship(address, place)} | attributes
    if anchor:
        attributes["w:anchor"] = anchor
    element = add(parent, "w:hyperlink", attributes)
    write_inlines(element, link.children, session, place, replace(form, link=True))


def _target(href: str, session: Session) -> tuple[str, str] | None:
    """Address and bookmark of a link; None where it cannot be made."""
    if href.startswith("#"):
        return ("", bookmark_name(href[1:])) if href[1:] in session.survey.anchors else None
    if href.startswith("pakke:"):
        return _in_pack(session.links[href]) if href in session.links else None
    if href.lower().startswith(("https:", "http:", "mailto:")):
        return quote(href, safe=URL_CHARACTERS), ""
    return None


def _in_pack(url: str) -> tuple[str, str]:
    """A place in a Word file of the pack goes by bookmark; other files take the address as it is."""
    path, _, anchor = url.partition("#")
    if path.endswith(".docx") and anchor:
        return quote(path, safe=URL_CHARACTERS), bookmark_name(anchor)
    return quote(url, safe=URL_CHARACTERS), ""


def _relationship(address: str, place: Place) -> str:
    story = place.story
    if address not in story.links:
        story.links[address] = story.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    return story.links[address]


def _write_footnote(parent: Element, note: Footnote, session: Session, place: Place) -> None:
    if place.note:
        session.report(FOOTNOTE_IN_FOOTNOTE, place.span, label=note.label)
        _write_in_brackets(parent, note, session, place)
        return
    session.notes.append(note)
    number = len(session.notes)
    run = add(parent, "w:r")
    add_mark_format(run, session)
    add(run, "w:footnoteReference", {"w:id": str(number)})
    if session.survey.notes.get(note.label) == number:
        add_bookmark(parent, session, note_bookmark(number), around=run)


def _write_in_brackets(parent: Element, note: Footnote, session: Session, place: Place) -> None:
    add_runs(parent, " (", session)
    for position, words in enumerate(running_text(note.blocks)):
        if position:
            add_runs(parent, " ", session)
        write_inlines(parent, words, session, place)
    add_runs(parent, ")", session)


def note_bookmark(number: int) -> str:
    """The hidden bookmark around the mark of a footnote."""
    return f"_RefNote{number}"


def _write_reference(parent: Element, reference: FootnoteReference, session: Session, place: Place) -> None:
    """A further mark of a footnote: a NOTEREF field, which Word keeps right (§17.16.5.40)."""
    number = session.survey.notes.get(reference.label)
    if number is None:
        session.report(FOOTNOTE_UNKNOWN, place.span, label=reference.label)
        add_runs(parent, f"[{reference.label}]", session)
        return
    open_field(parent, f"NOTEREF {note_bookmark(number)} \\f \\h")
    run = add(parent, "w:r")
    add_mark_format(run, session)
    add_text(run, str(number))
    close_field(parent)


def add_mark_format(run: Element, session: Session) -> None:
    """The looks of a footnote mark, for a run that is still empty."""
    properties = add(run, "w:rPr")
    style = session.styles.id("footnote_mark")
    if style is None:
        val(properties, "w:vertAlign", "superscript")
    else:
        val(properties, "w:rStyle", style)


def add_field(parent: Element, code: str, result: str, session: Session, form: Format = NO_FORMAT) -> None:
    """A complex field with its cached result (§17.16.2)."""
    open_field(parent, code)
    add_runs(parent, result, session, form)
    close_field(parent)


def open_field(parent: Element, code: str) -> None:
    """The start of a complex field, up to where its result begins."""
    _add_field_mark(parent, "begin")
    instruction = add(add(parent, "w:r"), "w:instrText")
    instruction.text = f" {code} "
    instruction.set(name("xml:space"), "preserve")
    _add_field_mark(parent, "separate")


def close_field(parent: Element) -> None:
    """The end of a complex field; it may stand in a later paragraph than its start."""
    _add_field_mark(parent, "end")


def _add_field_mark(parent: Element, kind: str) -> None:
    add(add(parent, "w:r"), "w:fldChar", {"w:fldCharType": kind})
