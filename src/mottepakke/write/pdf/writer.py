"""Documents to PDF."""

from __future__ import annotations

from collections.abc import Mapping

from mottepakke.model.document import Document
from mottepakke.model.look import Look
from mottepakke.write.pdf.tree import document_tree
from mottepakke.write.typesetting.desk import Desk
from mottepakke.write.written import Written

SOURCE = """#import "/stil/dokument.typ": document-of
#document-of(json("/{data}"))
"""


class PdfWriter(Desk):
    """Writes documents of one look. `write` may be called from several threads."""

    def write(self, document: Document, links: Mapping[str, str]) -> Written:
        """The PDF of ``document``, PDF/A-2a and PDF/UA-1, with what could not be expressed.

        ``links`` maps ``pakke:`` addresses to relative ones; a link without an entry becomes plain text.

        Raises:
            BugStop: Typst refuses what this module made of the document.
        """
        tree, report = document_tree(document, links, self.fit, self.staging.picture, self.look.logo)
        return Written(self.pdf(SOURCE, tree, document.id), tuple(report))


def write_pdf(document: Document, look: Look, links: Mapping[str, str]) -> Written:
    """One document as PDF; for several, one `PdfWriter` saves reading the fonts again."""
    with PdfWriter(look) as writer:
        return writer.write(document, links)
