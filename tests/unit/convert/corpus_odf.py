"""OpenDocument files of every kind, from raw XML."""

from __future__ import annotations

from collections.abc import Mapping

from tests.unit.convert import packages
from tests.unit.convert.corpus_word import picture

SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "presentation": "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "script": "urn:oasis:names:tc:opendocument:xmlns:script:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    "of": "urn:oasis:names:tc:opendocument:xmlns:of:1.2",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
MANIFEST = "META-INF/manifest.xml"
MANIFEST_SPACE = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
PAGE = (
    '<style:page-layout style:name="pm1"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" '
    'fo:margin="2cm"/></style:page-layout>'
)


def package(
    kind: str,
    body: str,
    *,
    automatic: str = "",
    styles: str = "",
    masters: str = "",
    extra: Mapping[str, bytes] | None = None,
) -> bytes:
    """An OpenDocument file; ``kind`` is text, presentation or spreadsheet."""
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    head = f'<?xml version="1.0" encoding="UTF-8"?><office:document-{{}} {DECLARED} office:version="1.3">'
    parts: dict[str, bytes | str] = {
        "mimetype": mimetype.encode(),
        "content.xml": head.format("content")
        + f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        + f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
        "styles.xml": head.format("styles")
        + f"<office:styles>{styles}</office:styles><office:automatic-styles>{PAGE}</office:automatic-styles>"
        + f"<office:master-styles>{masters}</office:master-styles></office:document-styles>",
        "meta.xml": head.format("meta")
        + "<office:meta><dc:date>2025-05-15T12:00:00</dc:date></office:meta></office:document-meta>",
        **(extra or {}),
    }
    return sealed({name: data.encode() if isinstance(data, str) else data for name, data in parts.items()}, mimetype)


def sealed(parts: dict[str, bytes], mimetype: str, encrypted: str = "") -> bytes:
    """The parts with a manifest."""
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml">{encrypted}</manifest:file-entry>'
        for name in parts
        if name != "mimetype"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{MANIFEST_SPACE}" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{mimetype}"/>'
        f"{entries}</manifest:manifest>"
    )
    return packages.packed({**parts, MANIFEST: manifest.encode()})


TEXT_STYLES = (
    '<style:default-style style:family="paragraph"><style:text-properties {}/></style:default-style>'
    '<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" '
    'style:default-outline-level="1"/>'
)
TEXT_MASTER = '<style:master-page style:name="Standard" style:page-layout-name="pm1"/>'


def note(language: str = 'fo:language="nn" fo:country="NO"') -> bytes:
    """A heading, a list, a table and a picture with alt text."""
    body = (
        '<text:h text:style-name="Heading_20_1" text:outline-level="1">Notat</text:h>'
        "<text:p>Tekst på nynorsk.</text:p>"
        "<text:list><text:list-item><text:p>Punkt</text:p></text:list-item></text:list>"
        '<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/>'
        "<table:table-header-rows><table:table-row>"
        "<table:table-cell><text:p>Post</text:p></table:table-cell><table:table-cell><text:p>Sum</text:p></table:table-cell>"
        "</table:table-row></table:table-header-rows><table:table-row>"
        "<table:table-cell><text:p>Drift</text:p></table:table-cell><table:table-cell><text:p>40</text:p></table:table-cell>"
        "</table:table-row></table:table>"
        '<text:p><draw:frame draw:name="b" svg:width="3cm" svg:height="2cm" text:anchor-type="as-char">'
        '<draw:image xlink:href="Pictures/b.png" xlink:type="simple"/><svg:desc>Blå flate</svg:desc></draw:frame></text:p>'
    )
    styles = TEXT_STYLES.format(language)
    return package("text", body, styles=styles, masters=TEXT_MASTER, extra={"Pictures/b.png": picture()})


def remote(address: str) -> bytes:
    """All that a text may fetch or run, tracked changes, a comment, fields, macros."""
    by = "<office:change-info><dc:creator>Kari</dc:creator><dc:date>2025-01-01T10:00:00</dc:date></office:change-info>"
    body = (
        '<office:forms/><text:tracked-changes><text:changed-region xml:id="c1" text:id="c1">'
        f"<text:deletion>{by}<text:p>SLETTET</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        '<text:p>Beholdt <text:change text:change-id="c1"/>tekst'
        "<office:annotation><dc:creator>Kari</dc:creator><text:p>MERKNAD</text:p></office:annotation></text:p>"
        '<text:p><draw:frame draw:name="b" svg:width="3cm" svg:height="2cm" text:anchor-type="as-char">'
        f'<draw:image xlink:href="{address}/odt.png" xlink:type="simple"/></draw:frame></text:p>'
        '<text:p><draw:frame draw:name="f" svg:width="3cm" svg:height="2cm" text:anchor-type="as-char">'
        f'<draw:floating-frame xlink:href="{address}/ramme.html" xlink:type="simple"/></draw:frame></text:p>'
        f'<text:section text:name="S"><text:section-source xlink:href="{address}/del.odt"/>'
        "<text:p>SEKSJONSTEKST</text:p></text:section>"
        '<text:p>Dato <text:date text:date-value="2024-02-03">FELTDATO</text:date> '
        "<text:file-name>FELTFIL</text:file-name></text:p>"
        '<text:p><text:a xlink:href="../annet.odt" xlink:type="simple">LENKETILFIL</text:a> '
        '<text:a xlink:href="https://example.org/odt" xlink:type="simple">Nettsted</text:a></text:p>'
        '<text:p><text:a xlink:href="https://example.org/x" xlink:type="simple"><office:event-listeners>'
        '<script:event-listener script:language="ooo:script" script:event-name="dom:click" '
        'xlink:href="vnd.sun.star.script:Standard.M.Main?language=Basic&amp;location=document" xlink:type="simple"/>'
        "</office:event-listeners>Trygg</text:a></text:p>"
    )
    module = b'<?xml version="1.0"?><script:module xmlns:script="http://openoffice.org/2000/script" script:name="M"/>'
    extra = {
        "Basic/script-lc.xml": b"<x/>",
        "Basic/Standard/script-lb.xml": b"<x/>",
        "Basic/Standard/M.xml": module,
        "Object 3": packages.compound_file("Workbook"),
        "META-INF/documentsignatures.xml": b"<x/>",
    }
    made = package("text", body, styles=TEXT_STYLES.format(""), masters=TEXT_MASTER, extra=extra)
    template = f'<office:meta><meta:template xlink:href="{address}/mal.ott" xlink:type="simple"/>'
    return packages.replaced(made, "meta.xml", ("<office:meta>", template))


SLIDE_STYLES = (
    '<style:style style:name="dp1" style:family="drawing-page"><style:drawing-page-properties presentation:visibility="{}" '
    'presentation:display-date-time="true"/></style:style>'
)
SLIDE_MASTER = '<style:master-page style:name="M" style:page-layout-name="pm1"/>'


def _slide(number: int, text: str, style: str = "") -> str:
    return (
        f'<draw:page draw:name="s{number}" draw:master-page-name="M" {style}>'
        '<draw:frame presentation:class="title" svg:x="1cm" svg:y="1cm" svg:width="15cm" svg:height="3cm"><draw:text-box>'
        f"<text:p>{text}</text:p></draw:text-box></draw:frame></draw:page>"
    )


def deck(*, all_hidden: bool = False) -> bytes:
    """Two slides, the second hidden, with today's date in the footer."""
    date = '<presentation:date-time-decl presentation:name="d1" presentation:source="current-date"/>'
    hidden = 'draw:style-name="dp1" presentation:use-date-time-name="d1"'
    body = date + _slide(1, "Synlig lysbilde", hidden if all_hidden else "") + _slide(2, "SKJULTLYSBILDE", hidden)
    return package("presentation", body, automatic=SLIDE_STYLES.format("hidden"), masters=SLIDE_MASTER)


def _cells(*texts: str) -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in texts
    )
    return f"<table:table-row>{cells}</table:table-row>"


SHEET_STYLES = (
    '<style:style style:name="co1" style:family="table-column"><style:table-column-properties style:column-width="4cm"/>'
    "</style:style>"
    '<style:style style:name="ta1" style:family="table" style:master-page-name="Default">'
    '<style:table-properties table:display="true"/></style:style>'
    '<style:style style:name="ta2" style:family="table" style:master-page-name="Default">'
    '<style:table-properties table:display="false"/></style:style>'
)


def sheets(address: str, columns: int = 10) -> bytes:
    """A wide sheet, a hidden one, formulas that fetch or follow the clock."""
    body = (
        f'<table:table table:name="Ark" table:style-name="ta1"><table:table-column table:style-name="co1" '
        f'table:number-columns-repeated="{columns}"/>{_cells(*(f"k{number}" for number in range(columns)))}'
        '<table:table-row><table:table-cell table:formula="of:=TODAY()" office:value-type="float" office:value="45000">'
        "<text:p>45000</text:p></table:table-cell>"
        f'<table:table-cell table:formula="of:=\'{address}/bok.ods\'#$Ark.A1" office:value-type="string">'
        "<text:p>ANNENBOK</text:p></table:table-cell>"
        f'<table:table-cell table:formula="of:=WEBSERVICE(&quot;{address}/celle&quot;)" office:value-type="string">'
        "<text:p>HENTETVERDI</text:p></table:table-cell></table:table-row></table:table>"
        f'<table:table table:name="Skjult" table:style-name="ta2"><table:table-column/>{_cells("HEMMELIGARK")}</table:table>'
        f'<table:table table:name="Lenket" table:style-name="ta1"><table:table-source xlink:href="{address}/kilde.ods"/>'
        f"<table:table-column/>{_cells('LENKETARK')}</table:table>"
    )
    default = '<style:default-style style:family="table-cell"><style:text-properties/></style:default-style>'
    master = '<style:master-page style:name="Default" style:page-layout-name="pm1"/>'
    return package("spreadsheet", body, automatic=SHEET_STYLES, styles=default, masters=master)
