"""Word files of every kind, made on the spot."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.document import Document
from lxml import etree
from PIL import Image

from tests.unit.convert import packages

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = {
    "w": W,
    "r": packages.OFFICE,
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items())
DOCUMENT = "word/document.xml"
SETTINGS = "word/settings.xml"
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"


def picture(size: tuple[int, int] = (200, 100)) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, (10, 90, 110)).save(target, "PNG")
    return target.getvalue()


def saved(document: Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def plain(text: str = "Vanlig tekst.") -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    return saved(document)


def with_body(*paragraphs: str, language: str | None = "nb-NO") -> bytes:
    """A Word file whose body is the XML given."""

    def put(root: Any) -> None:
        body = root[0]
        for index, xml in enumerate(paragraphs):
            body.insert(index, etree.fromstring(f"<x {DECLARED}>{xml}</x>")[0])

    package = packages.edited(saved(docx.Document()), DOCUMENT, put)

    def speak(root: Any) -> None:
        for one in list(root.iter(f"{{{W}}}lang")):
            if language is None:
                one.getparent().remove(one)
            else:
                one.set(f"{{{W}}}val", language)

    return packages.edited(package, "word/styles.xml", speak)


def report(language: str | None = "nb-NO") -> bytes:
    """Headings, a table with a header row, a picture with alt text, a list, a link."""
    document = docx.Document()
    document.add_heading("Årsrapport", 1)
    document.add_paragraph("Innledning med æ, ø og å.")
    document.add_heading("Økonomi", 2)
    table = document.add_table(3, 2)
    for row, (name, value) in zip(table.rows, (("Post", "Kroner"), ("Lønn", "100"), ("Drift", "40")), strict=True):
        row.cells[0].text, row.cells[1].text = name, value
    properties = table.rows[0]._tr.get_or_add_trPr()
    etree.SubElement(properties, f"{{{W}}}tblHeader")
    document.add_picture(io.BytesIO(picture()))._inline.docPr.set("descr", "En blå firkant")
    document.add_paragraph("Første punkt", style="List Bullet")
    document.add_paragraph("Andre punkt", style="List Bullet")
    made = saved(document)

    def speak(root: Any) -> None:
        for one in list(root.iter(f"{{{W}}}lang")):
            if language is None:
                one.getparent().remove(one)
            else:
                one.set(f"{{{W}}}val", language)

    return packages.edited(made, "word/styles.xml", speak)


def composed() -> bytes:
    """What makes trees hard: skipped levels, notes, merged cells, a table in a table, styles named as PDF types, columns."""
    document = docx.Document()
    for text, level in (("En", 1), ("For dypt", 4), ("To", 1), ("Under", 2)):
        document.add_heading(text, level)
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Slått sammen"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Nedover"
    table.cell(2, 2).add_table(1, 2).cell(0, 0).text = "Indre"
    for style in ("List Bullet 2", "List Number", "Quote", "Caption", "Title"):
        document.add_paragraph(f"Avsnitt i {style}", style)
    document.sections[0].header.paragraphs[0].text = "Topptekst"
    notes = (f"<w:footnote w:id='{number}'><w:p>{run(f'Fotnote {number}')}</w:p></w:footnote>" for number in (2, 3))
    package = packages.with_parts(
        saved(document), {"word/footnotes.xml": f"<w:footnotes {DECLARED}>{''.join(notes)}</w:footnotes>"}
    )
    package = packages.typed(
        package, "word/footnotes.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    )
    package = packages.related(package, DOCUMENT, "rNoter", "footnotes", "footnotes.xml")
    marks = "".join(f"<w:r><w:footnoteReference w:id='{number}'/></w:r>" for number in (2, 3))
    noted = etree.fromstring(f"<w:p {DECLARED}>{run('Med noter')}{marks}</w:p>")
    return packages.edited(package, DOCUMENT, lambda root: root[0].insert(0, noted))


def private_signs() -> bytes:
    """A letter of the font Symbol, which stands where no character has a meaning."""
    return with_body('<w:p><w:r><w:sym w:font="Symbol" w:char="F06C"/></w:r></w:p>')


def run(text: str, kind: str = "t") -> str:
    return f'<w:r><w:{kind} xml:space="preserve">{text}</w:{kind}></w:r>'


BY = 'w:id="9" w:author="Kari Nordmann" w:date="2025-01-01T10:00:00Z"'


def tracked() -> bytes:
    """Every common kind of tracked change, and a comment."""
    deletion = f"<w:del {BY}>{run('SLETTETRAD', 'delText')}</w:del>"
    deleted_row = f"<w:tr><w:trPr><w:del {BY}/></w:trPr><w:tc><w:p>{deletion}</w:p></w:tc></w:tr>"
    package = with_body(
        f"<w:p>{run('Beholdt ')}<w:ins {BY}>{run('INNSATT ')}</w:ins><w:del {BY}>{run('SLETTET', 'delText')}</w:del></w:p>",
        f"<w:p><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>{run('Første halvdel ')}</w:p>",
        f"<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr>{run('andre halvdel')}</w:p>",
        f"<w:p><w:moveFrom {BY}>{run('FLYTTETFRA')}</w:moveFrom></w:p>",
        f"<w:p><w:moveTo {BY}>{run('FLYTTETTIL')}</w:moveTo></w:p>",
        f"<w:p><w:r><w:rPr><w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr><w:t>FETSKRIFT</w:t></w:r></w:p>",
        f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='4000'/></w:tblGrid>{deleted_row}"
        f"<w:tr><w:trPr><w:ins {BY}/></w:trPr><w:tc><w:p>{run('NYRAD')}</w:p></w:tc></w:tr></w:tbl>",
        f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='4000'/></w:tblGrid>{deleted_row}</w:tbl>",
        f"<w:p><w:commentRangeStart w:id='1'/>{run('Omtalt')}<w:commentRangeEnd w:id='1'/>"
        "<w:r><w:commentReference w:id='1'/></w:r></w:p>",
    )
    comment = (
        f"<w:comments {DECLARED}><w:comment {BY.replace('9', '1', 1)}><w:p>{run('MERKNAD')}</w:p></w:comment></w:comments>"
    )
    package = packages.with_parts(package, {"word/comments.xml": comment})
    package = packages.typed(
        package, "word/comments.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    )
    return packages.related(package, DOCUMENT, "rKomm", "comments", "comments.xml")


def complex_field(instruction: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return mark.format("begin") + run(instruction, "instrText") + mark.format("separate") + run(result) + mark.format("end")


def vml_picture(source: str) -> str:
    shape = f"<v:shape style='width:50pt;height:50pt'><v:imagedata {source}/></v:shape>"
    return f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>"


def remote(address: str) -> bytes:
    """Everything in a Word file that may fetch from ``address``."""
    blip = (
        "<w:p><w:r><w:drawing><wp:inline xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'>"
        "<wp:extent cx='914400' cy='914400'/><wp:docPr id='7' name='b' descr='Lenket bilde'/><a:graphic><a:graphicData "
        "uri='http://schemas.openxmlformats.org/drawingml/2006/picture'>"
        "<pic:pic xmlns:pic='http://schemas.openxmlformats.org/drawingml/2006/picture'>"
        "<pic:nvPicPr><pic:cNvPr id='0' name='b'/><pic:cNvPicPr/></pic:nvPicPr>"
        "<pic:blipFill><a:blip r:link='rBilde'/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        "<pic:spPr><a:xfrm><a:off x='0' y='0'/><a:ext cx='914400' cy='914400'/></a:xfrm><a:prstGeom prst='rect'/></pic:spPr>"
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    package = with_body(
        f"<w:p>{run('Før bildet')}</w:p>",
        blip,
        vml_picture(f"src='{address}/vml.png'"),
        vml_picture("r:id='rBilde'"),
        f"<w:p>{complex_field(f' INCLUDEPICTURE &quot;{address}/felt.png&quot; ', 'BILDEFELT')}</w:p>",
        f"<w:p>{complex_field(f' INCLUDETEXT &quot;{address}/tekst.docx&quot; ', 'TEKSTFELT')}</w:p>",
        "<w:p>" + complex_field(" DDEAUTO excel &quot;C:\\bok.xls&quot; A1 ", "DDEFELT") + "</w:p>",
        f"<w:p><w:hyperlink r:id='rFil'>{run('LENKETILFIL')}</w:hyperlink></w:p>",
        f"<w:p><w:hyperlink r:id='rNett'>{run('Nettsted')}</w:hyperlink></w:p>",
        "<w:subDoc r:id='rDel'/>",
    )
    package = packages.related(package, DOCUMENT, "rBilde", "image", f"{address}/bilde.png", external=True)
    package = packages.related(package, DOCUMENT, "rDel", "subDocument", f"{address}/del.docx", external=True)
    package = packages.related(package, DOCUMENT, "rFil", "hyperlink", "file:///etc/passwd", external=True)
    package = packages.related(package, DOCUMENT, "rNett", "hyperlink", "https://example.org/side", external=True)
    package = packages.related(package, SETTINGS, "rMal", "attachedTemplate", f"{address}/mal.dotm", external=True)
    return packages.edited(
        package, SETTINGS, lambda root: root.append(etree.fromstring(f"<w:attachedTemplate {DECLARED} r:id='rMal'/>"))
    )


def clock() -> bytes:
    """Fields that show the day of printing and the name of the file."""
    return with_body(
        "<w:p>" + complex_field(" DATE \\@ &quot;d. MMMM yyyy&quot; ", "FELTDATO") + "</w:p>",
        "<w:p><w:fldSimple w:instr=' FILENAME \\p '>" + run("C:\\mappe\\notat.docx") + "</w:fldSimple></w:p>",
        f"<w:p>{complex_field(' PAGE ', '1')} av {complex_field(' NUMPAGES ', '1')}</w:p>",
    )


def with_macros() -> bytes:
    package = packages.with_parts(plain("Tekst med makro."), {"word/vbaProject.bin": packages.compound_file("VBA")})
    package = packages.typed(package, "word/vbaProject.bin", "application/vnd.ms-office.vbaProject")
    package = packages.related(package, DOCUMENT, "rVba", "vbaProject", "vbaProject.bin")
    return packages.typed(package, DOCUMENT, MACRO_TYPE)


def with_object() -> bytes:
    """An embedded workbook with a picture of it, and an ActiveX control."""
    package = with_body(
        f"<w:p>{run('Før objektet')}</w:p>",
        "<w:p><w:r><w:object>"
        "<v:shape id='s1' style='width:100pt;height:50pt'><v:imagedata r:id='rVis' o:title=''/></v:shape>"
        "<o:OLEObject Type='Embed' ProgID='Excel.Sheet.12' ShapeID='s1' DrawAspect='Content' ObjectID='_1' r:id='rOle'/>"
        "</w:object></w:r></w:p>",
    )
    package = packages.with_parts(
        package, {"word/embeddings/bok.bin": packages.compound_file("Workbook"), "word/media/vis.png": picture()}
    )
    package = packages.related(package, DOCUMENT, "rOle", "oleObject", "embeddings/bok.bin")
    package = packages.related(package, DOCUMENT, "rVis", "image", "media/vis.png")
    return packages.with_parts(
        package,
        {
            "[Content_Types].xml": packages.parts_of(package)["[Content_Types].xml"].replace(
                b"<Default ", b'<Default Extension="bin" ContentType="application/octet-stream"/><Default ', 1
            )
        },
    )


def with_chunk() -> bytes:
    """A Word file whose text stands in an HTML file inside it."""
    package = with_body("<w:altChunk r:id='rBit'/>")
    package = packages.with_parts(package, {"word/bit.html": "<html><body>HTMLBIT</body></html>"})
    return packages.related(package, DOCUMENT, "rBit", "aFChunk", "bit.html")
