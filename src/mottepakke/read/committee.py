"""utvalg.yaml: a committee."""

from __future__ import annotations

import re

from mottepakke import codes
from mottepakke.diagnostics import Report
from mottepakke.model.meeting import NO_NUMBERS, Committee
from mottepakke.model.source import Span
from mottepakke.read.fields import (
    Field,
    Schema,
    choice,
    integer,
    list_of,
    normal_key,
    people,
    read_mapping,
    text,
)
from mottepakke.read.yaml import Mapping, Node, parse_yaml

DEFAULT_COLUMNS = ("sak", "tittel", "tid", "sakstype")
DEFAULT_TYPES = ("Godkjenning", "Orientering", "Drøfting", "Beslutning")
PLACEHOLDERS = {"{nr}", "{åå}", "{åååå}", "{aa}", "{aaaa}"}


def number_pattern(node: Node, report: Report) -> str | None:
    """A pattern with ``{nr}`` and ``{åå}`` or ``{åååå}``, or ``ingen``."""
    pattern = text(node, report)
    if pattern is None or normal_key(pattern) == NO_NUMBERS:
        return pattern and NO_NUMBERS
    found = set(re.findall(r"\{[^{}]*\}", pattern))
    if "{nr}" not in found or found - PLACEHOLDERS:
        report.add(codes.INVALID_PATTERN, node.span, value=pattern)
        return None
    return pattern.replace("{aaaa}", "{åååå}").replace("{aa}", "{åå}")


def series(node: Node, report: Report) -> tuple[tuple[str, str], ...] | None:
    """Case types with a pattern each."""
    if not isinstance(node, Mapping):
        report.add(codes.WRONG_TYPE, node.span, key="serier", expected="@type_pattern")
        return None
    pairs = ((key.text.strip(), number_pattern(value, report)) for key, value in node.entries)
    return tuple((key, pattern) for key, pattern in pairs if pattern)


COLUMN = choice("sak", "tittel", "presenterer", "tid", "sakstype", "start", "slutt", "varighet")
AGENDA = Schema("agenda", (Field("kolonner", list_of(COLUMN), "Kolonner i agendatabellen, i rekkefølge."),))


def agenda(node: Node, report: Report) -> tuple[str, ...] | None:
    """The agenda's columns."""
    columns = read_mapping(node, AGENDA, report, node.span).get("kolonner")
    return tuple(dict.fromkeys(columns)) if columns else None


def anything(node: Node, _report: Report) -> Node:
    """A value that is read elsewhere."""
    return node


COMMITTEE = Schema(
    "utvalg.yaml",
    (
        Field("navn", text, "Utvalgets fulle navn.", required=True),
        Field("kortnavn", text, "Navnet slik det brukes i vedtak og filnavn.", required=True),
        Field("virksomhet", text, "Virksomheten som har sekretariatet."),
        Field("målform", choice("nb", "nn"), "nb eller nn."),
        Field("layout", text, "Mappe under layouts/, eller standard."),
        Field("saksnummer", number_pattern, "Mønster for saksnummer, eller ingen."),
        Field("serier", series, "Sakstyper med egen nummerserie."),
        Field("møtenummer", number_pattern, "Mønster for møtenummer."),
        Field("vedleggsnummer", choice("toppnotat", "fortløpende", "per sak", "ingen"), "Hvordan vedlegg nummereres."),
        Field("agenda", agenda, "Agendatabellen."),
        Field("sakstyper", list_of(text), "Sakstyper utvalget bruker."),
        Field("frist", integer(0, 365), "Dager før møtet pakken skal være sendt."),
        Field("innkalt_av", text, "Fritekst i hodet."),
        Field("medlemmer", people, "Medlemmer med virksomhet og funksjon."),
        Field("regler", anything, "Innstillinger for kontrollene."),
    ),
)


def read_committee(source: str, path: str, slug: str, report: Report) -> Committee | None:
    """The committee in ``source``, or None when its names cannot be read."""
    node = parse_yaml(source, path, report)
    values = read_mapping(node, COMMITTEE, report, Span(path))
    if not values.get("navn") or not values.get("kortnavn"):
        return None
    return Committee(
        slug=slug,
        name=values.get("navn"),
        short_name=values.get("kortnavn"),
        body=values.get("virksomhet", ""),
        language=values.get("målform", "nb"),
        layout=values.get("layout", "standard"),
        number_pattern=values.get("saksnummer", "{nr}/{åå}"),
        series=values.get("serier", ()),
        meeting_pattern=values.get("møtenummer", "{nr}/{åååå}"),
        attachment_numbering=values.get("vedleggsnummer", "toppnotat"),
        columns=values.get("agenda", DEFAULT_COLUMNS),
        case_types=values.get("sakstyper", DEFAULT_TYPES),
        deadline_days=values.get("frist"),
        called_by=values.get("innkalt_av", ""),
        members=values.get("medlemmer", ()),
        origin=values.origin,
    )
