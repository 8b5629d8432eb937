"""Case notes: a YAML head and Markdown sections; inline cases share the head's keys."""

from __future__ import annotations

import re
from collections.abc import Sequence as Seq
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from mottepakke import codes
from mottepakke.diagnostics import Diagnostic, Report
from mottepakke.model.document import Block, Heading, Picture
from mottepakke.model.meeting import (
    OFFICE_ENDINGS,
    Attachment,
    Case,
    EarlierReference,
    FileAttachment,
    MinutesAttachment,
    Section,
    SectionKind,
    SlidesFile,
)
from mottepakke.model.source import Origin, Span
from mottepakke.model.walk import plain_text
from mottepakke.read.exemption import (
    EXEMPT_KEY,
    exempt_from,
    exemption,
    misplaced_exemptions,
    section_exemption,
)
from mottepakke.read.fields import (
    TEXT,
    AnyOf,
    Field,
    Keyed,
    Listed,
    Schema,
    Text,
    Values,
    brief,
    list_of,
    people,
    read_mapping,
    reads,
    text,
)
from mottepakke.read.nodes import Body, Mapping, Node, Scalar
from mottepakke.read.parser import PARSER, Parser
from mottepakke.read.paths import find_file
from mottepakke.read.pictures import read_picture
from mottepakke.read.sections import section_kind
from mottepakke.read.settings import IGNORED_FIELD

SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
ELSEWHERE = re.compile(r"//|[a-z][a-z0-9+.-]+:", re.IGNORECASE)
"""How an address begins that is no path: with a host, or with a scheme (RFC 3986, 3.1) longer than a drive letter."""
ATTACHABLE = (".pdf", ".md", ".markdown", ".png", ".jpg", ".jpeg", ".svg", *OFFICE_ENDINGS)
SLIDES = (".pptx", ".ppsx", ".potx", ".pptm", ".ppsm", ".potm", ".ppt", ".pps")
"""Endings of what a presenter returns; those that cannot be merged are refused by what they hold, with the reason."""
FENCE = re.compile(r"^---[ \t]*$")


class Place(Struct, frozen=True):
    """Where a text stands: its file as printed, the folder its paths start from, the workspace; and what parses it."""

    shown: str
    folder: Path
    root: Path
    parser: Parser = PARSER


def split_front_matter(source: str, shown: str, report: Report) -> tuple[str | None, str, int]:
    """The YAML head (None: there is none), the body, and the body's first line number."""
    lines = source.split("\n")
    if not FENCE.match(lines[0]):
        return None, source, 1
    for number, line in enumerate(lines[1:], 1):
        if FENCE.match(line) or line.rstrip() == "...":
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    report.add(codes.UNCLOSED_FRONT_MATTER, Span(shown))
    return None, "", 1


@reads(Text(means="prose"))
def markdown_value(node: Node, report: Report) -> Scalar | None:
    """Markdown text, kept with its place until its file is known."""
    if isinstance(node, Scalar):
        return node
    report.add(codes.WRONG_TYPE, node.span, key="", expected="@plain_text")
    return None


@reads(Text(r"[A-Za-z0-9][A-Za-z0-9-]* .*[0-9].*"))
def earlier_reference(node: Node, report: Report) -> EarlierReference | None:
    """``nufa 7/25``: a committee's slug and a printed number."""
    written = text(node, report)
    committee, _, number = (written or "").partition(" ")
    committee = committee.lower()
    if not SLUG.fullmatch(committee) or not re.search(r"\d", number):
        report.add(codes.UNKNOWN_EARLIER, node.span, reference=written or "", nearest="")
        return None
    return EarlierReference(committee, number.strip(), node.span)


ATTACHMENT = Schema(
    "vedlegg",
    (
        Field("fil", text, "Filnavn, relativt til sakens mappe."),
        Field("referat", text, "Et annet møtes referat: nuit/2025-1."),
        Field("tittel", text, "Vedleggets tittel."),
        Field(EXEMPT_KEY, exemption, "Unntatt offentlighet."),
    ),
)


@reads(AnyOf((TEXT, Keyed(ATTACHMENT))))
def raw_attachment(node: Node, report: Report) -> Values | None:
    """An attachment's keys; a bare file name is short for ``fil``."""
    if isinstance(node, Scalar):
        return Values({"fil": " ".join(node.text.split())}, Origin(node.span))
    values = read_mapping(node, ATTACHMENT, report, node.span)
    if values.wrote("fil") == values.wrote("referat"):
        if isinstance(node, Mapping):
            report.add(codes.AMBIGUOUS_ROW, node.span, choices="fil, referat")
        return None
    return values if values.get("fil") or values.get("referat") else None


ACTION_STATUS = "aksjoner"
"""Stands alone under ``punkter`` for the status of the committee's action points."""


@reads(Listed(TEXT))
def points(node: Node, report: Report) -> tuple[str, ...] | str:
    """The points of a case, or `ACTION_STATUS`."""
    if isinstance(node, Scalar) and node.text.strip().lower() == ACTION_STATUS:
        return ACTION_STATUS
    written: tuple[str, ...] = list_of(text)(node, report)
    return written


CASE_FIELDS = (
    Field("tittel", text, "Sakens tittel.", required=True),
    Field("korttittel", text, "Kort tittel for bokmerker og filnavn."),
    Field("sakstype", text, "Sakstype."),
    Field("sakseier", people, "Sakseier, én eller flere."),
    Field("saksbehandler", people, "Saksbehandler, én eller flere."),
    Field("presenterer", people, "Hvem som legger fram saken."),
    Field("omtale", markdown_value, "Tekst i sakslisten."),
    Field("forslag_til_vedtak", markdown_value, "Forslag til vedtak."),
    Field("tidligere", list_of(earlier_reference), "Tidligere behandlinger: utvalg og saksnummer."),
    Field("vedlegg", list_of(raw_attachment), "Vedlegg til saken."),
    Field("presentasjon", text, "Innlederens egne lysbilder."),
    Field("punkter", points, "Underpunkter i agendaen, eller «aksjoner» for status på aksjonspunkter."),
    Field(EXEMPT_KEY, exemption, "Saken er unntatt offentlighet."),
)
NOTE = Schema("toppnotat.md", (*CASE_FIELDS, IGNORED_FIELD))


def markdown_at(source: str, first_line: int, place: Place, report: Report) -> Body:
    """Markdown of a file whose pictures lie beside it."""

    def open_picture(name: str, span: Span, report: Report) -> Picture | None:
        if ELSEWHERE.match(name):
            report.add(codes.REMOTE_PICTURE, span, address=brief(name))
            return None
        path = find_file(name, place.folder, place.root, span, report)
        return read_picture(path, name, span, report) if path else None

    return place.parser.markdown(source, place.shown, first_line, report, open_picture)


def value_blocks(value: Scalar | None, place: Place, report: Report) -> tuple[Block, ...]:
    """The blocks of a Markdown value in YAML."""
    if value is None:
        return ()
    body = markdown_at(value.text, value.text_line, place, report)
    misplaced_exemptions(body.marks, (), place.shown, report)
    return body.blocks


def _attachment(values: Values, place: Place, report: Report) -> Attachment:
    span = values.origin.span
    exempt = exempt_from(values, report)
    if "referat" in values.values:
        return MinutesAttachment(values.get("referat"), values.get("tittel", ""), exempt, values.origin)
    file: str = values.get("fil")
    path = find_file(file, place.folder, place.root, values.origin.of("fil"), report)
    if path is not None:
        _judge_ending(file, values.origin.of("fil"), report)
    title = values.get("tittel") or Path(file).stem.replace("-", " ").capitalize()
    return FileAttachment(file, path, title, exempt, Origin(span, values.origin.fields))


def _judge_ending(file: str, span: Span, report: Report) -> None:
    if Path(file).suffix.lower() not in ATTACHABLE:
        report.add(codes.UNSUPPORTED_ATTACHMENT, span, file=file)


def _slides(values: Values, place: Place, report: Report) -> SlidesFile | None:
    file: str = values.get("presentasjon", "")
    if not file:
        return None
    span = values.origin.of("presentasjon")
    path = find_file(file, place.folder, place.root, span, report)
    if path is not None and not file.lower().endswith(SLIDES):
        report.add(codes.NOT_SLIDES, span, file=brief(file))
        path = None
    return SlidesFile(file, path, span)


def case_from(
    key: str, values: Values, sections: tuple[Section, ...], place: Place, report: Report, *, has_note: bool
) -> Case | None:
    """A case from its converted keys and its sections; None without a title."""
    title = values.get("tittel")
    if not title:
        return None
    by_section = next((section for section in sections if section.kind is SectionKind.PROPOSAL), None)
    proposal = value_blocks(values.get("forslag_til_vedtak"), place, report)
    if proposal and by_section:
        report.add(codes.DOUBLE_PROPOSAL, by_section.span, line=values.origin.of("forslag_til_vedtak").line)
    return Case(
        key=key,
        title=title,
        short_title=values.get("korttittel") or title,
        type=values.get("sakstype", ""),
        owners=values.get("sakseier", ()),
        officers=values.get("saksbehandler", ()),
        presenters=values.get("presenterer", ()),
        summary=value_blocks(values.get("omtale"), place, report),
        proposal=proposal or (by_section.blocks if by_section else ()),
        earlier=values.get("tidligere", ()),
        attachments=tuple(_attachment(item, place, report) for item in values.get("vedlegg", ())),
        slides=_slides(values, place, report),
        exempt=exempt_from(values, report),
        points=written if (written := values.get("punkter", ())) != ACTION_STATUS else (),
        sections=sections,
        has_note=has_note,
        origin=values.origin,
        proposal_exempt=by_section.exempt if by_section else None,
        lists_actions=values.get("punkter") == ACTION_STATUS,
    )


def read_note(source: str, key: str, place: Place, report: Report, *, head_only: bool = False) -> Case | None:
    """The case of a toppnotat.md, without sections when ``head_only``, or None when its head cannot be used."""
    head, body, first_line = split_front_matter(source, place.shown, report)
    if head is None:
        if Diagnostic.at(codes.UNCLOSED_FRONT_MATTER, Span(place.shown)) not in report.found:
            report.add(codes.MISSING_FRONT_MATTER, Span(place.shown))
        return None
    values = read_mapping(place.parser.yaml(head, place.shown, report, 2), NOTE, report, Span(place.shown))
    sections: tuple[Section, ...] = ()
    if not head_only:
        sections = split_sections(markdown_at(body, first_line, place, report), place.shown, report)
    return case_from(key, values, sections, place, report, has_note=True)


def split_sections(body: Body, shown: str, report: Report) -> tuple[Section, ...]:
    """The sections of a note: each level 2 heading begins one, what stands before the first is one without title.

    An exemption on a heading further down exempts the whole section: too much is safe, too little is not.
    """
    sections: list[Section] = []
    heading: Heading | None = None
    blocks: list[Block] = []
    for block in (*level_headings(body.blocks, 2, report), None):
        if block is None or (isinstance(block, Heading) and block.level == 2):
            if heading is not None or blocks:
                sections.append(_section(heading, tuple(blocks), body, shown, report))
            heading, blocks = block, []
        else:
            blocks.append(block)
    inner = misplaced_exemptions(body.marks, {section.span.line for section in sections if section.title}, shown, report)
    for line, exempt in inner.items():
        position = max((n for n, section in enumerate(sections) if section.span.line <= line), default=0)
        sections[position] = replace(sections[position], exempt=sections[position].exempt or exempt)
    return tuple(sections)


def level_headings(blocks: Seq[Block], top: int, report: Report) -> list[Block]:
    """``blocks`` with headings from level ``top`` down and no level skipped (ISO 14289-1, 7.4.2); jumps are reported."""
    result: list[Block] = []
    last = top - 1
    for block in blocks:
        if isinstance(block, Heading):
            span = block.span or Span("")
            if block.level < top:
                report.add(codes.LEVEL_ONE_HEADING, span, heading=plain_text(block.children), level="#" * top)
            elif block.level > last + 1:
                report.add(codes.HEADING_JUMP, span, heading=plain_text(block.children), level="#" * (last + 1))
            last = min(max(block.level, top), last + 1)
            block = replace(block, level=last)
        result.append(block)
    return result


def _section(heading: Heading | None, blocks: tuple[Block, ...], body: Body, shown: str, report: Report) -> Section:
    if heading is None:
        first = getattr(blocks[0], "span", None)
        return Section(None, (), blocks, None, first or Span(shown))
    span = heading.span or Span(shown)
    attributes = body.marks.get(span.line, {})
    exempt = section_exemption(attributes, span, report)
    return Section(section_kind(plain_text(heading.children)), heading.children, blocks, exempt, span, heading.anchor)
