"""``regler:`` of utvalg.yaml, and ``ignorer:`` in the head of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from mottepakke import codes
from mottepakke.diagnostics import Report
from mottepakke.model.settings import LONGEST_WITHOUT_BREAK, Ignored, RuleSettings, Weighed, Weight
from mottepakke.model.source import Span
from mottepakke.read.fields import (
    MAX_MINUTES,
    TEXT,
    AnyOf,
    Field,
    Free,
    Keyed,
    Listed,
    Schema,
    brief,
    choice,
    integer,
    list_of,
    read_mapping,
    reads,
    text,
)
from mottepakke.read.nodes import Mapping, Node, Scalar, Sequence

CODE_KEY = "kode"
WITH_REASON = re.compile(r"(?P<code>[^\W_]+)(?:\s*[:–—-]\s*(?P<reason>.*))?")
HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?(?:\*?\.)?(?P<host>[^/\s]+)/?", re.IGNORECASE)

IGNORED = Schema(
    "ignorer",
    (
        Field(CODE_KEY, text, "Koden, eller begynnelsen av flere.", required=True),
        Field("grunn", text, "Hvorfor."),
    ),
)


@reads(Listed(AnyOf((TEXT, Free(TEXT)))))
def ignored(node: Node, report: Report) -> tuple[Ignored, ...]:
    """Codes with reasons: «ST004 – grunn», ``ST004: grunn`` or ``{kode, grunn}``, one or a list."""
    nodes = node.items if isinstance(node, Sequence) else (node,)
    return tuple(found for item in nodes for found in _ignored(item, report))


def _ignored(node: Node, report: Report) -> Iterator[Ignored]:
    if isinstance(node, Mapping) and not any(IGNORED.field(key.text) for key, _ in node.entries):
        for key, value in node.entries:
            yield Ignored(key.text.strip().upper(), text(value, report) or "", key.span)
    elif isinstance(node, Mapping):
        values = read_mapping(node, IGNORED, report, node.span)
        if values.get(CODE_KEY):
            yield Ignored(values.get(CODE_KEY).upper(), values.get("grunn", ""), node.span)
    elif written := text(node, report):
        found = WITH_REASON.fullmatch(written)
        code, reason = (found["code"], found["reason"]) if found else (brief(written), "")
        yield Ignored(code.upper(), reason or "", node.span)


@reads(ignored.shape)
def ignored_in_file(node: Node, report: Report) -> tuple[Ignored, ...]:
    """As `ignored`, for the file it stands in."""
    found = ignored(node, report)
    report.ignored.update(found)
    return found


IGNORED_FIELD = Field("ignorer", ignored_in_file, "Funn som ikke skal vises for denne filen: kode og grunn.")


WEIGHT = choice("feil", "advarsel", "hint")


@reads(Free(WEIGHT.shape))
def _weights(node: Node, report: Report) -> tuple[Weighed, ...] | None:
    """Codes with ``feil``, ``advarsel`` or ``hint``."""
    if not isinstance(node, Mapping):
        report.add(codes.WRONG_TYPE, node.span, key="alvorsgrad", expected="@key_value")
        return None
    found: dict[str, Weighed] = {}
    for key, value in node.entries:
        code = key.text.strip().upper()
        weight = WEIGHT(value, report)
        if code in found:
            report.add(codes.DUPLICATE_KEY, key.span, key=brief(code), line=found[code].span.line)
        elif weight:
            found[code] = Weighed(code, cast(Weight, weight), key.span)
    return tuple(found.values())


@reads(Free(TEXT))
def _terms(node: Node, report: Report) -> tuple[tuple[str, str], ...] | None:
    """Words to avoid with what to write in their place."""
    if not isinstance(node, Mapping):
        report.add(codes.WRONG_TYPE, node.span, key="termer", expected="@key_value")
        return None
    found: dict[str, tuple[str, Span]] = {}
    for key, value in node.entries:
        wrong, right = " ".join(key.text.split()), text(value, report)
        if wrong in found:
            report.add(codes.DUPLICATE_KEY, key.span, key=brief(wrong), line=found[wrong][1].line)
        elif wrong and right:
            found[wrong] = (right, key.span)
        elif isinstance(value, Scalar):
            report.add(codes.EMPTY_VALUE, key.span, key=brief(wrong))
    return tuple((wrong, right) for wrong, (right, _) in found.items())


@reads(TEXT)
def _domain(node: Node, report: Report) -> str | None:
    """A host name, also out of an address."""
    written = text(node, report)
    found = HOST.match(written) if written else None
    return found["host"].lower() if found else None


RULES = Schema(
    "regler",
    (
        Field("ignorer", ignored, "Funn som ikke skal vises i dette utvalget: kode og grunn."),
        Field("alvorsgrad", _weights, "feil, advarsel eller hint for en kode."),
        Field("lengste_uten_pause", integer(1, MAX_MINUTES), "Minutter møtet kan vare uten pause."),
        Field("utgåtte_domener", list_of(_domain), "Domener som ikke finnes lenger."),
        Field("termer", _terms, "Ord som ikke skal brukes, og hva som skal stå i stedet."),
    ),
)


@reads(Keyed(RULES))
def rule_settings(node: Node, report: Report) -> RuleSettings:
    """What a committee sets for the checks."""
    values = read_mapping(node, RULES, report, node.span)
    return RuleSettings(
        ignored=values.get("ignorer", ()),
        weights=values.get("alvorsgrad", ()),
        longest_without_break=values.get("lengste_uten_pause", LONGEST_WITHOUT_BREAK),
        retired_domains=values.get("utgåtte_domener", ()),
        terms=values.get("termer", ()),
    )
