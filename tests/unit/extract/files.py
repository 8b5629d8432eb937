"""Small files of every kind whose words are read."""

from __future__ import annotations

import io
import zipfile

import docx
import pikepdf

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'
    for name, uri in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"))
)


def pdf(*pages: str, password: str = "") -> bytes:
    """A PDF with a line of text a page."""
    file = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    for text in pages:
        page = file.add_blank_page(page_size=(400, 200))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = file.make_stream(f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode("latin-1"))
    out = io.BytesIO()
    file.save(out, encryption=pikepdf.Encryption(user=password, owner=password) if password else False)
    return out.getvalue()


def word(*paragraphs: str) -> bytes:
    """A Word file with paragraphs, the same in a table cell and in the header."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.add_heading("Overskriften", 1)
    document.add_table(1, 1).cell(0, 0).text = "Cellen"
    document.sections[0].header.paragraphs[0].text = "Hodet"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def package(**parts: str) -> bytes:
    """A zip file of XML parts; «__» in a name stands for a slash, the last «_» for the point."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return out.getvalue()


def open_document(body: str) -> bytes:
    """An OpenDocument file with a body."""
    return package(content_xml=f"<office:document-content {ODF}><office:body>{body}</office:body></office:document-content>")
