"""saksregister.yaml: the ledger of a committee's case numbers and decisions."""

from __future__ import annotations

import re

from mottepakke import codes
from mottepakke.diagnostics import Report
from mottepakke.model.meeting import HistoryLine, Ledger, LedgerEntry
from mottepakke.read.exemption import EXEMPT_KEY, exempt_from, exemption
from mottepakke.read.fields import (
    TEXT,
    AnyOf,
    Field,
    Keyed,
    Listed,
    Schema,
    Text,
    brief,
    date,
    list_of,
    read_mapping,
    reads,
    text,
)
from mottepakke.read.nodes import Mapping, Node, Scalar, Sequence, Unreadable
from mottepakke.read.note import Place, markdown_value, value_blocks

STATUSES = ("tildelt", "behandlet", "utsatt", "trukket")


@reads(Text("(?:" + "|".join(f"[{word[0]}{word[0].upper()}]{word[1:]}" for word in STATUSES) + ").*"))
def status(node: Node, report: Report) -> str | None:
    """One of the statuses, with what people write after it («utsatt til 3/2025»)."""
    written = text(node, report)
    if written is None:
        return None
    found = next((known for known in STATUSES if written.lower().startswith(known)), None)
    if found is None:
        report.add(codes.INVALID_CHOICE, node.span, value=brief(written), allowed=", ".join(STATUSES))
        return None
    return found + written[len(found) :]


HISTORY = Schema(
    "historikk",
    (
        Field("dato", date, "Når det ble endret."),
        Field("hva", text, "Hva som ble endret.", required=True),
        Field("hvorfor", text, "Hvorfor."),
    ),
)


@reads(AnyOf((TEXT, Keyed(HISTORY))))
def history_line(node: Node, report: Report) -> HistoryLine | None:
    """``{dato: 2025-05-16, hva: utsatt, hvorfor: …}``, or a line as somebody wrote it."""
    if isinstance(node, Mapping):
        values = read_mapping(node, HISTORY, report, node.span)
        return HistoryLine(values.get("dato"), values.get("hva", ""), values.get("hvorfor", ""))
    written = text(node, report)
    return HistoryLine(None, written) if written else None


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
        Field(EXEMPT_KEY, exemption, "Saken er unntatt offentlighet."),
        Field("historikk", list_of(history_line), "Hva som er endret, når og hvorfor."),
    ),
)


def meeting_key(written: str, committee: str) -> str:
    """``2/2025``, ``2/25`` and ``2025-2`` as ``committee/2025-2``; a full key as it is."""
    if found := re.fullmatch(r"(\d{1,4})\s*/\s*(\d{4}|\d{2})", written):
        year = found.group(2) if len(found.group(2)) == 4 else f"20{found.group(2)}"
        return f"{committee}/{year}-{int(found.group(1))}"
    return written if "/" in written else f"{committee}/{written}"


LEDGER = Listed(Keyed(ENTRY), or_one=False)


def read_ledger(source: str, committee: str, place: Place, report: Report) -> Ledger:
    """The ledger in ``source``; entries that cannot be read are reported and left out."""
    return ledger_of(place.parser.yaml(source, place.shown, report), committee, place, report)


def ledger_of(node: Node | Unreadable | None, committee: str, place: Place, report: Report) -> Ledger:
    """The ledger in a YAML tree; see `read_ledger`."""
    if not isinstance(node, Sequence):
        if isinstance(node, Mapping | Scalar):
            report.add(codes.WRONG_TYPE, node.span, key="saksregister.yaml", expected="- sak: …")
        return Ledger(committee)
    entries = [entry for item in node.items if (entry := _entry(item, committee, place, report)) is not None]
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
        decision_text=values.get("vedtak").text if values.get("vedtak") else "",
        history=values.get("historikk", ()),
        exempt=exempt_from(values, report),
    )
