"""utvalg.yaml: a committee."""

from __future__ import annotations

import re

from msgspec import Struct

from mottepakke import codes
from mottepakke.diagnostics import Report
from mottepakke.model.address import ADDRESS
from mottepakke.model.meeting import NO_NUMBERS, STANDARD_LAYOUT, Committee, SlideSettings
from mottepakke.model.settings import RuleSettings
from mottepakke.model.source import Span
from mottepakke.read.fields import (
    Field,
    Free,
    Keyed,
    Schema,
    Text,
    brief,
    choice,
    flag,
    integer,
    list_of,
    normal_key,
    people,
    read_mapping,
    reads,
    text,
)
from mottepakke.read.nodes import Mapping, Node, Scalar
from mottepakke.read.note import Place
from mottepakke.read.settings import rule_settings

DEFAULT_COLUMNS = ("sak", "tittel", "tid", "sakstype")
DEFAULT_TYPES = ("Godkjenning", "Orientering", "Drøfting", "Beslutning")
NUMBER, YEARS = "{nr}", ("{åå}", "{åååå}", "{aa}", "{aaaa}")


@reads(Text(r".*\{nr\}.*"))
def number_pattern(node: Node, report: Report) -> str | None:
    """A pattern with one ``{nr}`` and at most one of ``{åå}`` and ``{åååå}``."""
    pattern = text(node, report)
    if pattern is None:
        return None
    found = re.findall(r"\{[^{}]*\}", pattern)
    years = [part for part in found if part in YEARS]
    if found.count(NUMBER) != 1 or len(years) > 1 or len(found) > 1 + len(years):
        report.add(codes.INVALID_PATTERN, node.span, value=brief(pattern))
        return None
    return pattern.replace("{aaaa}", "{åååå}").replace("{aa}", "{åå}")


@reads(Text(r".*\{nr\}.*|[Ii][Nn][Gg][Ee][Nn]"))
def case_number_pattern(node: Node, report: Report) -> str | None:
    """A `number_pattern`, or ``ingen``: cases carry no numbers."""
    written = isinstance(node, Scalar) and normal_key(node.text)
    return NO_NUMBERS if written == NO_NUMBERS else number_pattern(node, report)


class Series(Struct, frozen=True):
    """A case type, as written, with the pattern of its numbers."""

    type: str
    pattern: str
    span: Span


@reads(Free(number_pattern.shape))
def series(node: Node, report: Report) -> tuple[Series, ...] | None:
    """Case types with a pattern each."""
    if not isinstance(node, Mapping):
        report.add(codes.WRONG_TYPE, node.span, key="serier", expected="@type_pattern")
        return None
    found: dict[str, Series] = {}
    for key, value in node.entries:
        name = normal_key(key.text)
        if name in found:
            report.add(codes.DUPLICATE_KEY, key.span, key=brief(key.text), line=found[name].span.line)
        elif pattern := number_pattern(value, report):
            found[name] = Series(" ".join(key.text.split()), pattern, key.span)
    return tuple(found.values())


def _by_type(found: tuple[Series, ...], types: tuple[str, ...], report: Report) -> tuple[tuple[str, str], ...]:
    """Patterns by the committee's own spelling of its case types; a type it does not have is reported."""
    known = {normal_key(name): name for name in types}
    for item in found:
        if normal_key(item.type) not in known:
            report.add(codes.UNKNOWN_TYPE, item.span, type=brief(item.type), known=", ".join(types))
    return tuple((known.get(normal_key(item.type), item.type), item.pattern) for item in found)


NAMED_ADDRESS = rf"[^<>]*<({ADDRESS})>"
"""As programs for mail copy it: «Kari Nordmann <kari@example.no>»."""


@reads(Text(f"{ADDRESS}|{NAMED_ADDRESS}"))
def address(node: Node, report: Report) -> str | None:
    """An address of mail, without the name it may have been copied with."""
    written = text(node, report)
    if written is None or re.fullmatch(ADDRESS, written):
        return written
    if named := re.fullmatch(NAMED_ADDRESS, written):
        return named[1]
    report.add(codes.INVALID_ADDRESS, node.span, value=brief(written))
    return None


COLUMN = choice("sak", "tittel", "presenterer", "tid", "sakstype", "start", "slutt", "varighet")
AGENDA = Schema("agenda", (Field("kolonner", list_of(COLUMN), "Kolonner i agendatabellen, i rekkefølge."),))


@reads(Keyed(AGENDA))
def agenda(node: Node, report: Report) -> tuple[str, ...] | None:
    """The agenda's columns."""
    columns = read_mapping(node, AGENDA, report, node.span).get("kolonner")
    return tuple(dict.fromkeys(columns)) if columns else None


SLIDES = Schema(
    "lysbilder",
    (
        Field("pdf", flag, "Lysbildene som PDF: ja eller nei."),
        Field("notater", flag, "Lysbildene med notater som PDF: ja eller nei."),
        Field("støtteark", flag, "Ark med tre lysbilder og linjer: ja eller nei."),
        Field("utseende", choice("innleders", "husets"), "Innledernes lysbilder i sitt eget eller husets utseende."),
    ),
)


@reads(Keyed(SLIDES))
def slides(node: Node, report: Report) -> SlideSettings:
    """What the committee wants of slides."""
    values = read_mapping(node, SLIDES, report, node.span)
    return SlideSettings(
        pdf=values.get("pdf", True),
        notes=values.get("notater", False),
        handout=values.get("støtteark", False),
        look=values.get("utseende", "innleders"),
    )


COMMITTEE = Schema(
    "utvalg.yaml",
    (
        Field("navn", text, "Utvalgets fulle navn.", required=True),
        Field("kortnavn", text, "Navnet slik det brukes i vedtak og filnavn.", required=True),
        Field("virksomhet", text, "Virksomheten som har sekretariatet."),
        Field("målform", choice("nb", "nn"), "nb eller nn."),
        Field("layout", text, "Mappe under layouts/, eller standard."),
        Field("saksnummer", case_number_pattern, "Mønster for saksnummer, eller ingen."),
        Field("serier", series, "Sakstyper med egen nummerserie."),
        Field("møtenummer", number_pattern, "Mønster for møtenummer."),
        Field("vedleggsnummer", choice("toppnotat", "fortløpende", "per sak", "ingen"), "Hvordan vedlegg nummereres."),
        Field("agenda", agenda, "Agendatabellen."),
        Field("sakstyper", list_of(text), "Sakstyper utvalget bruker."),
        Field("frist", integer(0, 365), "Dager før møtet pakken skal være sendt."),
        Field("innkalt_av", text, "Fritekst i hodet."),
        Field("medlemmer", people, "Medlemmer med virksomhet og funksjon."),
        Field("lysbilder", slides, "Lysbilder som PDF, med notater, som støtteark, og innledernes utseende."),
        Field("varsling", list_of(address), "Adresser som får e-post om utvalgets kommende møter."),
        Field("regler", rule_settings, "Innstillinger for kontrollene."),
    ),
)


def read_committee(source: str, slug: str, place: Place, report: Report) -> Committee | None:
    """The committee in ``source``, or None when its names cannot be read."""
    node = place.parser.yaml(source, place.shown, report)
    values = read_mapping(node, COMMITTEE, report, Span(place.shown))
    if not values.get("navn") or not values.get("kortnavn"):
        return None
    types = values.get("sakstyper", DEFAULT_TYPES)
    return Committee(
        slug=slug,
        name=values.get("navn"),
        short_name=values.get("kortnavn"),
        body=values.get("virksomhet", ""),
        language=values.get("målform", "nb"),
        layout=values.get("layout", STANDARD_LAYOUT),
        number_pattern=values.get("saksnummer", "{nr}/{åå}"),
        series=_by_type(values.get("serier", ()), types, report),
        meeting_pattern=values.get("møtenummer", "{nr}/{åååå}"),
        attachment_numbering=values.get("vedleggsnummer", "toppnotat"),
        columns=values.get("agenda", DEFAULT_COLUMNS),
        case_types=types,
        deadline_days=values.get("frist"),
        called_by=values.get("innkalt_av", ""),
        members=values.get("medlemmer", ()),
        origin=values.origin,
        slides=values.get("lysbilder", SlideSettings()),
        notified=values.get("varsling", ()),
        rules=values.get("regler", RuleSettings()),
    )
