"""What the merged file says about itself: catalog, Info dictionary and XMP, which say the same."""

from __future__ import annotations

from lxml import etree
from lxml.builder import ElementMaker
from pikepdf import Dictionary, Name, Pdf, String

from mottepakke.assemble.plan import Claim, PackPlan

PRODUCER = "mottepakke"
HEADER = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
TRAILER = '<?xpacket end="r"?>'

SPACES = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
X, RDF, DC, XMP, PDF, PDFAID, PDFUAID, EXTENSION, SCHEMA, PROPERTY = (
    ElementMaker(namespace=space, nsmap={prefix: space}) for prefix, space in SPACES.items()
)


def write_metadata(out: Pdf, front: Pdf, plan: PackPlan, claim: Claim) -> None:
    """Write title, language, dates and claims into the merged file; ``front`` lends its output intent, sRGB."""
    catalog = out.Root
    catalog.Lang = String(plan.language)
    catalog.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    catalog.Metadata = out.make_stream(xmp_packet(plan, claim), Type=Name.Metadata, Subtype=Name.XML)
    catalog.OutputIntents = out.copy_foreign(front.make_indirect(front.Root.OutputIntents))
    stamp = f"D:{plan.date:%Y%m%d}000000Z"
    info = Dictionary(
        Title=String(plan.title), Producer=String(PRODUCER), Creator=String(PRODUCER), CreationDate=stamp, ModDate=stamp
    )
    for key, value in (("/Author", plan.author), ("/Subject", plan.subject), ("/Keywords", _keywords(plan))):
        if value:
            info[key] = String(value)
    out.trailer.Info = out.make_indirect(info)


def xmp_packet(plan: PackPlan, claim: Claim) -> bytes:
    """The XMP packet (ISO 16684-1).

    Where PDF/UA is claimed, PDF/A asks for a description of its schema (ISO 19005-2, 6.6.2.3).
    """
    when = f"{plan.date:%Y-%m-%d}T00:00:00Z"
    description = etree.Element(f"{{{SPACES['rdf']}}}Description", nsmap=_prefixes(claim))
    description.set(f"{{{SPACES['rdf']}}}about", "")
    description.append(DC.format("application/pdf"))
    description.append(DC.title(RDF.Alt(RDF.li(plan.title, {XML_LANG: "x-default"}))))
    description.append(DC.language(RDF.Bag(RDF.li(plan.language))))
    if plan.author:
        description.append(DC.creator(RDF.Seq(RDF.li(plan.author))))
    if plan.subject:
        description.append(DC.description(RDF.Alt(RDF.li(plan.subject, {XML_LANG: "x-default"}))))
    if plan.keywords:
        description.append(DC.subject(RDF.Bag(*(RDF.li(word) for word in plan.keywords))))
        description.append(PDF.Keywords(_keywords(plan)))
    description.extend((PDF.Producer(PRODUCER), XMP.CreatorTool(PRODUCER), XMP.CreateDate(when), XMP.ModifyDate(when)))
    description.append(XMP.MetadataDate(when))
    description.extend(_claims(claim))
    packet = X.xmpmeta(RDF.RDF(description))
    etree.cleanup_namespaces(packet, keep_ns_prefixes=list(_prefixes(claim)))
    body = etree.tostring(packet, encoding="unicode")
    return f"{HEADER}\n{body}\n{TRAILER}".encode()


def _keywords(plan: PackPlan) -> str:
    return ", ".join(plan.keywords)


def _prefixes(claim: Claim) -> dict[str, str]:
    wanted = {"rdf", "dc", "xmp", "pdf"}
    if claim.pdfa:
        wanted.add("pdfaid")
    if claim.pdfua:
        wanted |= {"pdfuaid", "pdfaExtension", "pdfaSchema", "pdfaProperty"}
    return {prefix: space for prefix, space in SPACES.items() if prefix in wanted}


def _claims(claim: Claim) -> list[etree._Element]:
    found: list[etree._Element] = []
    if claim.pdfa:
        found += [PDFAID.part(claim.pdfa[0]), PDFAID.conformance(claim.pdfa[1].upper())]
    if claim.pdfua:
        found += [PDFUAID.part("1"), EXTENSION.schemas(RDF.Bag(_resource(*_pdfua_schema())))]
    return found


def _pdfua_schema() -> tuple[etree._Element, ...]:
    prop = _resource(
        PROPERTY.name("part"),
        PROPERTY.valueType("Integer"),
        PROPERTY.category("internal"),
        PROPERTY.description("Part of PDF/UA the document conforms to"),
    )
    return (
        SCHEMA.schema("PDF/UA identification"),
        SCHEMA.namespaceURI(SPACES["pdfuaid"]),
        SCHEMA.prefix("pdfuaid"),
        SCHEMA.property(RDF.Seq(prop)),
    )


def _resource(*children: etree._Element) -> etree._Element:
    item = RDF.li(*children)
    item.set(f"{{{SPACES['rdf']}}}parseType", "Resource")
    return item
