"""Entering in the ledger what a meeting decided."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from mottepakke import codes
from mottepakke.build.minutes import Decided, decided
from mottepakke.build.prepare import Preparer
from mottepakke.diagnostics import Diagnostic, Report, Severity
from mottepakke.model.meeting import Committee, HistoryLine, LedgerEntry
from mottepakke.model.source import Span
from mottepakke.read.layout import read_layout
from mottepakke.read.sources import Sources
from mottepakke.register.change import Change
from mottepakke.resolve.meeting import find_entry


class Recording(Struct, frozen=True):
    """What entering a meeting's decisions writes in the ledger of ``committee``."""

    committee: Committee
    changes: tuple[Change, ...]


def plan_recording(key: str, sources: Sources, date: dt.date) -> tuple[Recording | None, tuple[Diagnostic, ...]]:
    """What the minutes of meeting ``key`` tell the ledger on ``date``; None, and findings why, where they cannot yet.

    Only the minutes of a sent meeting can: before that its numbers may change.
    """
    prepared, diagnostics = Preparer(sources).prepare(key)
    minutes = sources.minutes(key)
    report = Report(set(diagnostics))
    if prepared is None or any(item.severity is Severity.ERROR for item in diagnostics):
        report.add(codes.RECORD_REFUSED, Span(f"packs/{key}.referat.md"), meeting=key)
        return None, tuple(report)
    if minutes is None or prepared.meeting.draft:
        code = codes.NO_MINUTES_YET if minutes is None else codes.RECORD_NOT_SENT
        report.add(code, prepared.meeting.meeting.origin.span, meeting=key)
        return None, tuple(report)
    committee = prepared.meeting.committee
    layout = read_layout(committee.layout, sources.root, committee.origin.of("layout"), report)
    if layout is None:
        return None, tuple(report)
    ledger = sources.ledger(committee.slug)
    why = f"referat fra møte {prepared.meeting.number}"
    found = ((one, find_entry(committee, ledger, one.number)) for one in decided(prepared, minutes, layout) if one.number)
    changes = (_change(one, date, why) for one, entry in found if not _is_told(one, entry))
    return Recording(committee, tuple(changes)), tuple(report)


def _change(one: Decided, date: dt.date, why: str) -> Change:
    return Change(number=one.number, status=one.status, decision=one.decision, history=HistoryLine(date, one.status, why))


def _is_told(one: Decided, entry: LedgerEntry | None) -> bool:
    """Whether the ledger says so already: entering twice changes nothing."""
    return entry is not None and entry.status == one.status and entry.decision_text.strip() == one.decision.strip()
