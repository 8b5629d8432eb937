"""Documents for the tests of the PDF writer."""

import datetime as dt
import struct
import typing
import zlib
from pathlib import Path

from mottepakke.model import document as dom
from mottepakke.model.document import (
    Cell,
    Document,
    Field,
    Fields,
    Figure,
    Footnote,
    FootnoteReference,
    Group,
    Heading,
    Items,
    LineBreak,
    Link,
    Paragraph,
    Picture,
    Properties,
    Quote,
    Row,
    Strong,
    Table,
    Text,
)

SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 80">
<rect x="10" y="20" width="60" height="40" fill="#00566B"/><text x="90" y="45" font-family="Arial">Søyle</text></svg>"""


def properties(title: str = "Prøvedokument") -> Properties:
    return Properties(title, "nb-NO", "Helsedirektoratet", "Møte 2/2025", ("NUIT", "møte"), dt.date(2025, 5, 15))


def document(*blocks: dom.Block, **more: typing.Any) -> Document:
    return Document("toppnotat/prove", "toppnotat", properties(), blocks, **more)


def words(text: str, role: str = "text", **more: typing.Any) -> Paragraph:
    return Paragraph((Text(text),), role, **more)


def heading(level: int, text: str, **more: typing.Any) -> Heading:
    return Heading(level, (Text(text),), **more)


def cell(text: str, **more: typing.Any) -> Cell:
    return Cell((words(text),), **more)


def row(*texts: str, role: str = "row") -> Row:
    return Row(tuple(map(cell, texts)), role)


def items(*texts: str, **more: typing.Any) -> Items:
    return Items(tuple((words(text),) for text in texts), **more)


def nested(levels: int) -> Items:
    inner = (nested(levels - 1),) if levels > 1 else ()
    return Items(((words(f"nivå {levels}"), *inner), (words("neste"),)), ordered=levels % 2 == 0)


def png(folder: Path) -> Picture:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes((0, 86, 107)) * 8 for _ in range(8))
    header = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    path = folder / "rute.png"
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + parts)
    return Picture(path, "png", 8, 8)


def svg(folder: Path, content: str = SVG) -> Picture:
    path = folder / "figur.svg"
    path.write_text(content, encoding="utf-8")
    return Picture(path, "svg", 200, 80)


def everything(folder: Path) -> Document:
    """Every block, inline and role."""
    note = Footnote("1", (words("Første note."), items("punkt i noten")))
    head = Row(tuple(cell(text, header=True) for text in ("Sak", "Tittel", "Tid")))
    agenda = Table(
        (0.15, 0.65, 0.2),
        (head,),
        (row("1/25", "Godkjenning", "09.00"), row("", "Pause", "09.15", role="pause")),
        role="agenda",
        summary="Agenda",
    )
    plain = Table(
        (0.5, 0.25, 0.25),
        (row("Post", "2025", "2026"),),
        (
            Row((cell("Drift", header=True), cell("1,0", align="right"), cell("2,0", align="center"))),
            Row((cell("Alle år", colspan=3),), anchor="alle"),
        ),
        caption=(Text("Kostnader"),),
        splittable=False,
    )
    return document(
        Group("tittelside", (words("Vedlegg 1", "type"), heading(1, "Prøvedokument"), words("Undertittel", "subtitle"),
                             words("15. mai 2025", "meta"))),
        dom.Contents("Innhold"),
        dom.PageBreak(),
        Group("hode", (Fields((Field("Dato", (words("15. mai 2025"),)), Field("Sted", (items("Oslo", "Bergen"),)))),)),
        Group("vedtak", (heading(2, "Forslag til vedtak", listed=False), words("NUIT tar saken til orientering.")), "v"),
        heading(2, "Bakgrunn", anchor="bakgrunn"),
        words("Innledende linjer.", "lead"),
        Paragraph((
            Text("Vanlig, "), Strong((Text("viktig"),)), Text(", "), dom.Emphasis((Text("betont"),)), Text(", "),
            dom.Strike((Text("strøket"),)), Text(", "), dom.Code("kode()"), Text(" note"), note, Text(" og igjen"),
            FootnoteReference("1"), LineBreak(), Link("https://www.fhi.no/", (Text("FHI"),)), Text(", "),
            Link("#bakgrunn", (Text("over"),)), Text(", "), Link("pakke:vedlegg/2a#del", (Text("vedlegget"),)),
        )),
        Heading(3, (Text("Med note"), Footnote("2", (words("Note i en overskrift."),)))),
        nested(3),
        items("a", "b", "c", role="columns"),
        items("tredje", "fjerde", ordered=True, start=3, tight=False),
        agenda,
        plain,
        Figure(svg(folder), "En søyle", (Text("Søylen"),), "Figur 1", "fig"),
        Figure(png(folder), "En rute"),
        Quote((words("Et sitat."),)),
        dom.CodeBlock("linje 1\n  linje 2"),
        dom.Rule(),
        words("Etikett", "label"),
        words("Liten skrift.", "note"),
        words("مرحبا بالعالم"),
        Group("unntatt", (words("Unntatt offentlighet", "warning"), heading(2, "Økonomi"), words("Tall."))),
        Group("plassholder", (words("Filen mangler.", "warning"),)),
        head="NUIT",
        foot="Helsedirektoratet",
        page_label="Side {page} av {pages}",
        draft=True,
    )  # fmt: skip
