"""PDFs of every kind, made on the spot."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zlib
from functools import cache
from pathlib import Path
from typing import Any

import font_source_sans_pro
import pikepdf
import typst
from pikepdf import Array, Dictionary, Name, Pdf, String

from mottepakke.assemble.plan import PackPart, PackPlan, PackWords
from tests.support.looks import standard_look
from tests.unit.assemble import raw

FONTS: Any = [str(Path(font_source_sans_pro.__file__).parent / "files")]
WORDS = PackWords(contents="Innhold", page_of_pages="Side {page} av {pages}")

NOTE = """
#set document(title: "TITLE", date: datetime(year: 2025, month: 5, day: 15))
#set text(font: "Source Sans Pro", lang: "nb", region: "no")
#show link: underline
BODY
"""


def typeset(body: str, title: str = "Notat") -> bytes:
    source = NOTE.replace("TITLE", title).replace("BODY", body)
    compiler = typst.Compiler(input=source.encode(), font_paths=[*FONTS], ignore_system_fonts=True)
    result = compiler.compile(format="pdf", pdf_standards=["a-2a", "ua-1"])
    assert isinstance(result, bytes)
    return result


@cache
def note(number: int = 1, pages: int = 2) -> bytes:
    """A case note with headings, a table, a footnote, labels, and links inside, to the next note and to the web."""
    filler = "\n".join(f"#pagebreak()\nSide {page} av notat {number}" for page in range(2, pages + 1))
    return typeset(
        f"""
= Notat {number} <topp>
Ord{number}ord i notatet. Se #link(<bakgrunn>)[bakgrunnen], #link("../vedlegg/{number}a-fil.pdf")[vedlegget]
og #link("https://example.org/")[nettstedet].
== Bakgrunn <bakgrunn>
Tekst#footnote[Fotnote i notat {number}.] og #link("{number + 1}-25-sak.pdf#bakgrunn")[neste notat].
#table(columns: 2, table.header([A], [B]), [1], [2], [3], [4])
{filler}
#heading(level: 2)[Slutt]
#link(<topp>)[Til toppen]
""",
        f"Notat {number}",
    )


def new_pdf() -> Pdf:
    pdf = Pdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    pdf.Root.TestFont = pdf.make_indirect(font)
    return pdf


def add_page(pdf: Pdf, text: str = "Vanlig tekst", size: tuple[float, float] = (595, 842), **entries: Any) -> Any:
    """A page with one line of text in its middle and a frame along its edge."""
    width, height = size
    content = f"0.5 w 2 2 {width - 4} {height - 4} re S BT /F1 12 Tf {width / 3} {height / 2} Td ({text}) Tj ET"
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, width, height]),
        Resources=Dictionary(Font=Dictionary(F1=pdf.Root.TestFont)),
        Contents=pdf.make_stream(content.encode("latin-1")),
    )
    for key, value in entries.items():
        page[f"/{key}"] = value
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return pdf.pages[-1].obj


def saved(pdf: Pdf, **options: Any) -> bytes:
    if "/TestFont" in pdf.Root:
        del pdf.Root.TestFont
    target = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
        pdf.save(target, static_id=True, **options)
    return target.getvalue()


def plain(text: str = "Vanlig tekst", pages: int = 1) -> bytes:
    """An untagged file."""
    pdf = new_pdf()
    for number in range(1, pages + 1):
        add_page(pdf, f"{text} {number}")
    return saved(pdf)


def odd_pages() -> bytes:
    """Pages that are turned, cropped, scaled, large and small."""
    pdf = new_pdf()
    for rotation in (0, 90, 180, 270):
        add_page(pdf, f"Rotate {rotation}", Rotate=rotation)
    add_page(pdf, "Liggende", (842, 595))
    add_page(pdf, "A3 liggende", (1191, 842))
    add_page(pdf, "A3", (842, 1191))
    add_page(pdf, "Letter", (612, 792))
    add_page(pdf, "CropBox", (700, 950), CropBox=Array([50, 60, 645, 902]))
    add_page(pdf, "CropBox og Rotate 90", (700, 950), CropBox=Array([50, 60, 645, 902]), Rotate=90)
    add_page(pdf, "CropBox og Rotate 270", (700, 950), CropBox=Array([50, 60, 645, 902]), Rotate=270)
    add_page(pdf, "UserUnit 2", (297, 421), UserUnit=2)
    add_page(pdf, "UserUnit 2, Rotate 180", (297, 421), UserUnit=2, Rotate=180)
    page = add_page(pdf, "Skjev MediaBox", (595, 842))
    page.MediaBox = Array([595, 842, 0, 0])
    page = add_page(pdf, "Forskjovet MediaBox", (595, 842))
    page.MediaBox = Array([-10, -20, 585, 822])
    add_page(pdf, "A6", (298, 420))
    return saved(pdf)


def plan(*parts: PackPart, **changes: Any) -> PackPlan:
    given: dict[str, Any] = {
        "title": "Innkalling til møte 2/2025 i NUIT",
        "language": "nb-NO",
        "date": dt.date(2025, 5, 15),
        "parts": parts,
        "words": WORDS,
        "look": standard_look(),
    }
    return PackPlan(**(given | changes))


def part(number: int, data: bytes | Path | None = None, **changes: Any) -> PackPart:
    given: dict[str, Any] = {
        "id": f"toppnotat/{number}-25-sak",
        "title": f"Toppnotat om sak {number}",
        "label": f"Vedlegg {number}",
        "case": f"Sak {number}/25 En sak om noe",
        "data": note(number) if data is None else data,
    }
    return PackPart(**(given | changes))


def attachment(number: int, data: bytes | None = None, **changes: Any) -> PackPart:
    given: dict[str, Any] = {
        "id": f"vedlegg/{number}a-fil",
        "title": f"Fil til sak {number}",
        "label": f"Vedlegg {number}A",
        "case": f"Sak {number}/25 En sak om noe",
        "level": 2,
        "data": plain() if data is None else data,
    }
    return PackPart(**(given | changes))


def form(name: str = "felt", value: str = "Svar", **field: Any) -> bytes:
    """A page with a text field."""
    pdf = new_pdf()
    page = add_page(pdf, "Skjema")
    appearance = pdf.make_stream(
        f"/Tx BMC q BT /Helv 10 Tf 2 5 Td ({value}) Tj ET Q EMC".encode("latin-1"),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 200, 20]),
        Resources=Dictionary(Font=Dictionary(Helv=pdf.Root.TestFont)),
    )
    widget = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Tx,
        T=String(name),
        V=String(value),
        DA=String("/Helv 10 Tf 0 g"),
        Rect=Array([100, 600, 300, 620]),
        F=4,
        P=page,
        AP=Dictionary(N=appearance),
    )
    for key, given in field.items():
        widget[f"/{key}"] = given
    page.Annots = Array([pdf.make_indirect(widget)])
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([page.Annots[0]]), DA=String("/Helv 0 Tf 0 g"), DR=Dictionary(Font=Dictionary(Helv=pdf.Root.TestFont))
    )
    return saved(pdf)


def signed() -> bytes:
    signature = Dictionary(
        Type=Name.Sig,
        Filter=Name("/Adobe.PPKLite"),
        SubFilter=Name("/adbe.pkcs7.detached"),
        Contents=String("x" * 64),
        ByteRange=Array([0, 10, 20, 30]),
    )
    return form("Signatur", "Signert av Kari", FT=Name.Sig, V=signature)


def active() -> bytes:
    """A file with every kind of thing that acts by itself, and with embedded files."""
    pdf = new_pdf()
    page = add_page(pdf, "Aktiv")
    add_page(pdf, "Aktiv 2")
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('hei')"))
    launch = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    stream = pdf.make_stream(b"skjult innhold", Type=Name.EmbeddedFile)
    file = pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String("hemmelig.txt"), EF=Dictionary(F=stream)))
    rect = Array([10, 10, 20, 20])
    page.AA = Dictionary(O=script)
    page.Annots = Array(
        [
            pdf.make_indirect(annotation)
            for annotation in (
                Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, A=script),
                Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, A=launch),
                Dictionary(
                    Type=Name.Annot,
                    Subtype=Name.Link,
                    Rect=rect,
                    A=Dictionary(S=Name.URI, URI=String("https://example.org/"), Next=script),
                ),
                Dictionary(
                    Type=Name.Annot,
                    Subtype=Name.Link,
                    Rect=rect,
                    A=Dictionary(S=Name.URI, URI=String("javascript:alert(1)")),
                ),
                Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=rect, FS=file),
                Dictionary(
                    Type=Name.Annot, Subtype=Name.Text, Rect=rect, Contents=String("Merknad"), AA=Dictionary(E=script)
                ),
            )
        ]
    )
    pdf.Root.OpenAction = script
    pdf.Root.AA = Dictionary(WC=script)
    names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("a"), script])), EmbeddedFiles=Dictionary(Names=Array([String("f"), file]))
    )
    pdf.Root.Names = names
    return saved(pdf)


def layered() -> bytes:
    """A page with a visible and a hidden layer."""
    pdf = new_pdf()
    page = add_page(pdf, "Lag")
    shown, hidden = (pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in ("Synlig", "Skjult"))
    page.Resources.Properties = Dictionary(L1=shown, L2=hidden)
    page.Contents = pdf.make_stream(
        b"/OC /L1 BDC BT /F1 20 Tf 100 500 Td (Synlig lag) Tj ET EMC "
        b"/OC /L2 BDC BT /F1 20 Tf 100 400 Td (Skjult lag) Tj ET EMC"
    )
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([shown, hidden]), D=Dictionary(OFF=Array([hidden]), Order=Array([shown, hidden]))
    )
    return saved(pdf)


def outlined() -> bytes:
    """An untagged file with an outline, named destinations in both forms, and links to them."""
    pdf = new_pdf()
    first, second = add_page(pdf, "Kapittel 1"), add_page(pdf, "Kapittel 2")
    rect = Array([10, 10, 50, 20])
    first.Annots = Array(
        [
            pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, Dest=String("del2"))),
            pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, Dest=Name.gammel)),
            pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, Dest=String("finnes ikke"))),
            pdf.make_indirect(
                Dictionary(
                    Type=Name.Annot, Subtype=Name.Link, Rect=rect, A=Dictionary(S=Name.GoTo, D=Array([second, Name.Fit]))
                )
            ),
        ]
    )
    pdf.Root.Dests = Dictionary(gammel=Array([second, Name.XYZ, 0, 100, 0]))
    pdf.Root.Names = Dictionary(
        Dests=Dictionary(Names=Array([String("del2"), Dictionary(D=Array([second, Name.FitH, 300]))]))
    )
    with pdf.open_outline() as outline:
        chapter = pikepdf.OutlineItem("Kapittel 1", 0)
        chapter.children.append(pikepdf.OutlineItem("Avsnitt 1.1", 1))
        outline.root.append(chapter)
        outline.root.append(pikepdf.OutlineItem("Kapittel 2", 1))
    return saved(pdf)


def encrypted(user: str = "", owner: str = "eier") -> bytes:
    with Pdf.open(io.BytesIO(plain("Kryptert"))) as pdf:
        target = io.BytesIO()
        pdf.save(target, encryption=pikepdf.Encryption(user=user, owner=owner, aes=True, R=6))
    return target.getvalue()


def portfolio() -> bytes:
    with Pdf.open(io.BytesIO(active())) as pdf:
        pdf.Root.Collection = Dictionary(Type=Name.Collection, View=Name.D)
        return saved(pdf)


def content(data: bytes, **entries: Any) -> bytes:
    """A page with the given content."""
    pdf = new_pdf()
    add_page(pdf, "", Contents=pdf.make_stream(data), **entries)
    return saved(pdf)


def scanned(space: Name = Name.DeviceGray, pages: int = 1) -> bytes:
    """Pages that are nothing but a picture, the last one with text."""
    pdf = new_pdf()
    for _ in range(pages):
        page = add_page(pdf)
        size = {Name.DeviceGray: 1, Name.DeviceCMYK: 4}[space]
        picture = pdf.make_stream(
            bytes(4 * size), Type=Name.XObject, Subtype=Name.Image, Width=2, Height=2, BitsPerComponent=8, ColorSpace=space
        )
        page.Resources = Dictionary(XObject=Dictionary(I=picture))
        page.Contents = pdf.make_stream(b"q 500 0 0 700 50 50 cm /I Do Q")
    add_page(pdf, "Siste side")
    return saved(pdf)


def without_pages() -> bytes:
    return saved(new_pdf())


def cut_off() -> bytes:
    data = plain()
    return data[: len(data) // 2]


def dynamic_form() -> bytes:
    """A form of Acrobat's own kind, which no other program can show."""
    with Pdf.open(io.BytesIO(form())) as pdf:
        pdf.Root.NeedsRendering = True
        pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp/>")
        return saved(pdf)


def static_form() -> bytes:
    """A form with fields for every program, and XFA beside them."""
    with Pdf.open(io.BytesIO(form())) as pdf:
        pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp/>")
        return saved(pdf)


def bomb() -> bytes:
    """A page of some hundred bytes whose content is packed twice, and would be 300 MB."""
    pdf = new_pdf()
    page = add_page(pdf)
    page.Contents = pdf.make_stream(b"")
    page.Contents.write(zlib.compress(raw.zeros(300), 9), filter=Array([Name.FlateDecode, Name.FlateDecode]))
    return saved(pdf)


def mended(language: bool = True) -> bytes:
    """A case note's PDF, which keeps every promise, without its title, and perhaps without its language."""
    with Pdf.open(io.BytesIO(note(1))) as pdf:
        del pdf.trailer.Info
        if language:
            del pdf.Root.Lang
        return saved(pdf)
