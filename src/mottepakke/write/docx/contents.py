"""The table of contents: a TOC field whose entries stand in the file, so that Word asks nothing when it opens."""

from __future__ import annotations

from collections.abc import Sequence

from mottepakke.model.document import Contents, Heading
from mottepakke.write.docx.elements import Element, add
from mottepakke.write.docx.inlines import add_field, add_runs, close_field, open_field
from mottepakke.write.docx.paragraphs import PLAIN, Shape, open_paragraph
from mottepakke.write.docx.sections import filler
from mottepakke.write.docx.session import Place, Session
from mottepakke.write.docx.text import plain, reads_from_right

DEEPEST_STYLE = 3


def contents_bookmarks(headings: tuple[Heading, ...]) -> dict[int, str]:
    """A bookmark for each listed heading, by the identity of the node."""
    return {id(heading): f"_Toc{number:08d}" for number, heading in enumerate(headings, start=1)}


def write_contents(parent: Element, contents: Contents, session: Session, place: Place) -> None:
    r"""Title and entries, each a link to its heading.

    Page numbers are printed only where a layout pass has found them; else the field says with ``\n`` that it has none
    (ECMA-376 part 1 §17.16.5.68), since a wrong number is worse than none.
    """
    pages: Sequence[int | None] = session.pages or [None] * len(session.survey.headings)
    listed = zip(session.survey.headings, pages, strict=True)
    entries = [(heading, page) for heading, page in listed if contents.first <= heading.level <= contents.last]
    if not entries:
        return
    if contents.title:
        title = open_paragraph(parent, session, place, "contents_title", Shape(keep_next=True))
        add_runs(title, contents.title, session)
    code = f'TOC \\o "{contents.first}-{contents.last}" \\h \\z \\u' + ("" if session.pages else " \\n")
    for position, (heading, page) in enumerate(entries):
        role = f"contents{min(heading.level, DEEPEST_STYLE)}"
        shape = Shape(from_right=True) if reads_from_right(plain(heading.children)) else PLAIN
        paragraph = open_paragraph(parent, session, place, role, shape)
        if not position:
            open_field(paragraph, code)
        _add_entry(paragraph, heading, page, session)
    close_field(filler(parent))


def _add_entry(paragraph: Element, heading: Heading, page: int | None, session: Session) -> None:
    bookmark = session.toc[id(heading)]
    link = add(paragraph, "w:hyperlink", {"w:anchor": bookmark, "w:history": "1"})
    add_runs(link, plain(heading.children), session)
    if page is not None:
        add_runs(link, "\t", session)
        add_field(link, f"PAGEREF {bookmark} \\h", str(page), session)
