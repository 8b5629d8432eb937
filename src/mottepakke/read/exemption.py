"""Exemption from public access as sources write it: what cannot be read is an error, and still exempts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import SequenceMatcher

from mottepakke import codes
from mottepakke.diagnostics import Report
from mottepakke.model.meeting import Exemption
from mottepakke.model.source import Span
from mottepakke.read.fields import Field, Keyed, Schema, Values, brief, normal_key, read_mapping, reads, text
from mottepakke.read.nodes import Mapping as YamlMapping
from mottepakke.read.nodes import Node

EXEMPT_KEY = "unntatt"
EXEMPTION = Schema(
    EXEMPT_KEY,
    (Field("hjemmel", text, "Hjemmelen for unntaket."), Field("offentlig_tittel", text, "Tittel uten det som er unntatt.")),
)
ONE_SLIP = 0.65
"""How like the key another word must be to be a slip of the pen: «untatt», «unntak», «unnateke»."""
OUT_OF_PLACE = ("hjemmel", "heimel", "offentlig_tittel", "offentleg_tittel")
NO_BASIS = ("", "true", "ja", "yes")


@reads(Keyed(EXEMPTION))
def exemption(node: Node, report: Report) -> Exemption:
    """An exemption with its basis in law."""
    if not isinstance(node, YamlMapping):
        report.add(codes.INVALID_EXEMPTION, node.span)
        return Exemption("")
    values = read_mapping(node, EXEMPTION, report, node.span)
    if not values.get("hjemmel"):
        report.add(codes.INVALID_EXEMPTION, node.span)
    return Exemption(values.get("hjemmel", ""), values.get("offentlig_tittel", ""))


def means_exempt(word: str) -> bool:
    """Whether ``word`` is the key, a slip away from it, or a part of an exemption that lost its place."""
    normal = normal_key(word).lstrip("._")
    start = normal[: len(EXEMPT_KEY) + 1]
    return normal in OUT_OF_PLACE or SequenceMatcher(None, start, EXEMPT_KEY).ratio() >= ONE_SLIP


def exempt_from(values: Values, report: Report) -> Exemption | None:
    """The exemption among converted keys. An unknown key that may have meant it has been reported before."""
    written: Exemption | None = values.get(EXEMPT_KEY)
    if written is not None:
        return written
    if values.wrote(EXEMPT_KEY):
        report.add(codes.INVALID_EXEMPTION, values.origin.of(EXEMPT_KEY))
        return Exemption("")
    return Exemption("") if any(map(means_exempt, values.unknown)) else None


def section_exemption(attributes: Mapping[str, str], span: Span, report: Report) -> Exemption | None:
    """The exemption among the attributes of a section's heading; all but it and ``#id`` are reported."""
    exempt = None
    for name, value in attributes.items():
        if name == EXEMPT_KEY:
            exempt = Exemption("" if value.lower() in NO_BASIS else value)
            if not exempt.basis:
                report.add(codes.INVALID_EXEMPTION, span)
        elif means_exempt(name):
            report.add(codes.UNKNOWN_KEY, span, key=brief(name), nearest=EXEMPT_KEY)
            exempt = exempt or Exemption("")
        elif name != "id":
            report.add(codes.UNKNOWN_ATTRIBUTE, span, name=brief(name))
    return exempt


def misplaced_exemptions(
    marks: Mapping[int, Mapping[str, str]], sections: Collection[int], path: str, report: Report
) -> dict[int, Exemption]:
    """Judge the attributes of headings that are no sections of a case note; exemptions that stand there, by line.

    ``marks`` are attributes by line, ``sections`` the lines of headings that begin a section.
    """
    found = {}
    for line, attributes in marks.items():
        span = Span(path, line)
        exempt = section_exemption(attributes, span, report) if line not in sections else None
        if exempt is not None:
            report.add(codes.MISPLACED_EXEMPTION, span)
            found[line] = exempt
    return found
