"""saksregister.yaml: the ledger of a committee's case numbers and decisions."""

from __future__ import annotations

import re

from mottepakke import codes
from mottepakke.diagnostics import Report
from mottepakke.model.meeting import Ledger, LedgerEntry
from mottepakke.model.source import Span
from mottepakke.read.committee import anything
from mottepakke.read.fields import Field, Schema, date, read_mapping, text
from mottepakke.read.note import Place, markdown_value, value_blocks
from mottepakke.read.yaml import Node, Sequence, parse_yaml

STATUSES = ("tildelt", "behandlet", "utsatt", "trukket")


def status(node: Node, report: Report) -> str | None:
    """One of the statuses, with what people write after it («utsatt til 3/2025»)."""
    written = text(node, report)
    if written is not None and not written.lower().startswith(STATUSES):
        report.add(codes.INVALID_CHOICE, node.span, value=written, allowed=", ".join(STATUSES))
        return None
    return written


ENTRY = Schema(
    "saksregister.yaml",
    (
        Field("sak", text, "Saksnummeret slik det er trykt.", required=True),
        Field("nøkkel", text, "utvalg/år/sak; skrives av programmet."),
        Field("tittel", text, "Sakens tittel.", required=True),
        Field("sakstype", text, "Sakstype."),
        Field("møte", text, "Møtet: nuit/2025-2 eller 2/2025.", required=True),
        Field("dato", date, "Møtedato."),
        Field("status", status, "tildelt, behandlet, utsatt eller trukket."),
        Field("vedtak", markdown_value, "Vedtaket."),
        Field("historikk", anything, "Hva som er endret, når og hvorfor."),
    ),
)


def meeting_key(written: str, committee: str) -> str:
    """``2/2025`` and ``2025-2`` as ``committee/2025-2``; a full key as it is."""
    if found := re.fullmatch(r"(\d+)\s*/\s*(\d{4})", written):
        return f"{committee}/{found.group(2)}-{int(found.group(1))}"
    return written if "/" in written else f"{committee}/{written}"


def read_ledger(source: str, committee: str, place: Place, report: Report) -> Ledger:
    """The ledger in ``source``; entries that cannot be read are reported and left out."""
    node = parse_yaml(source, place.shown, report)
    if node is None:
        return Ledger(committee)
    if not isinstance(node, Sequence):
        report.add(codes.WRONG_TYPE, node.span, key="saksregister.yaml", expected="- sak: …")
        return Ledger(committee)
    entries = [entry for item in node.items if (entry := _entry(item, committee, place, report)) is not None]
    seen: dict[str, Span] = {}
    for entry in entries:
        if entry.number in seen:
            line = seen[entry.number].line
            report.add(codes.DUPLICATE_LEDGER_NUMBER, entry.origin.span, number=entry.number, line=line)
        seen.setdefault(entry.number, entry.origin.span)
    return Ledger(committee, tuple(entries))


def _entry(node: Node, committee: str, place: Place, report: Report) -> LedgerEntry | None:
    values = read_mapping(node, ENTRY, report, node.span)
    if not all(values.get(key) for key in ("sak", "tittel", "møte")):
        return None
    return LedgerEntry(
        number=values.get("sak"),
        key=values.get("nøkkel", ""),
        title=values.get("tittel"),
        type=values.get("sakstype", ""),
        meeting=meeting_key(values.get("møte"), committee),
        date=values.get("dato"),
        status=values.get("status", ""),
        decision=value_blocks(values.get("vedtak"), place, report),
        origin=values.origin,
    )
