"""The Word writer: a document tree to the bytes of a docx file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mottepakke.model.document import Document
from mottepakke.model.look import Look
from mottepakke.write.docx.blocks import flow
from mottepakke.write.docx.contents import contents_bookmarks
from mottepakke.write.docx.elements import name
from mottepakke.write.docx.footnotes import write_footnotes
from mottepakke.write.docx.furniture import write_furniture
from mottepakke.write.docx.numbering import Numbering
from mottepakke.write.docx.properties import set_properties
from mottepakke.write.docx.sections import Sections, page_of
from mottepakke.write.docx.session import Place, Session, Story
from mottepakke.write.docx.styles import StyleBook
from mottepakke.write.docx.survey import survey
from mottepakke.write.docx.template import numbering_of, open_template
from mottepakke.write.office_package import packed
from mottepakke.write.written import Written


def write_docx(document: Document, look: Look, links: Mapping[str, str], pages: Sequence[int] = ()) -> Written:
    """Write a document as a Word file.

    Args:
        document: The tree.
        look: The house style; its Word template gives page, styles, head and foot.
        links: Relative addresses of ``pakke:`` links, by the whole ``href``; one that is not in it is plain text.
        pages: The page of each listed heading in order, when a layout pass has found them. Without them the table of
            contents has no page numbers.

    Returns:
        The file, the same bytes for the same input, and what Word cannot express.

    Raises:
        OSError: A picture cannot be read.
        MissingStop: The template is not a Word file that can be read.
    """
    package = open_template(look, document.properties.language)
    body = package.element.body
    last = body.find(name("w:sectPr"))
    styles = StyleBook(package.part.styles.element, look.word_styles)
    surveyed = survey(document)
    session = Session(
        document=document,
        look=look,
        links=links,
        pages=pages,
        package=package.part.package,
        styles=styles,
        survey=surveyed,
        numbering=Numbering(numbering_of(package.part)),
        page=page_of(last),
        sections=Sections(last),
        cell_margins=styles.cell_margins(),
        toc=contents_bookmarks(surveyed.headings) if surveyed.has_contents else {},
    )
    settings = package.settings.element
    write_furniture(session, package.sections[0], settings.find(name("w:evenAndOddHeaders")) is not None)
    body.remove(last)
    flow(body, document.blocks, session, Place(Story(package.part), session.page.width, top=True))
    session.sections.finish(body)
    write_footnotes(session, settings, flow)
    set_properties(package, document.properties)
    return Written(packed(package.part.package), tuple(dict.fromkeys(session.found)))
