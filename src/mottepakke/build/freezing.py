"""Freezing a meeting: what is written when its pack is sent, worked out before anything is."""

from __future__ import annotations

import datetime as dt
import hashlib

from msgspec import Struct
from msgspec.structs import replace

from mottepakke import codes
from mottepakke.build.prepare import Prepared, Preparer
from mottepakke.build.sealing import sealed_version
from mottepakke.diagnostics import Diagnostic, Severity
from mottepakke.model.meeting import CaseRow, Committee, HistoryLine, Meeting
from mottepakke.model.pack import ResolvedCase
from mottepakke.model.sent import SentDocument, SentFile
from mottepakke.model.source import Span
from mottepakke.read.sources import Sources
from mottepakke.register.change import Change
from mottepakke.register.saving import Step
from mottepakke.register.sent import sent_text
from mottepakke.resolve.numbers import LedgerIndex, sent_numbers

TOKEN_LENGTH = 8


class FreezePlan(Struct, frozen=True):
    """What freezing a meeting writes: its seal, and changes to the ledger. ``token`` names just this, for the preview."""

    committee: Committee
    file: SentFile
    changes: tuple[Change, ...]
    token: str

    def with_documents(self, documents: tuple[SentDocument, ...], total: str) -> FreezePlan:
        """The plan with what the tried pack holds, page numbers included."""
        *before, last = self.file.versions
        versions = (*before, replace(last, documents=documents, total=total))
        return replace(self, file=replace(self.file, versions=versions))

    def step(self) -> Step:
        """What to write."""
        name = self.file.meeting.partition("/")[2]
        return Step(self.changes, ((f"{name}.sendt.yaml", sent_text(self.file).encode()),))


class Planned(Struct, frozen=True):
    """A plan, or None with findings that say why there is none; other findings come along."""

    plan: FreezePlan | None
    diagnostics: tuple[Diagnostic, ...]


def plan_freeze(key: str, sources: Sources, date: dt.date) -> Planned:
    """What freezing meeting ``key`` on ``date`` writes."""
    prepared, diagnostics = Preparer(sources).prepare(key)
    errors = sum(item.severity is Severity.ERROR for item in diagnostics)
    if prepared is None or errors:
        refusal = Diagnostic.at(codes.FREEZE_REFUSED, _place(key, prepared), meeting=key, errors=errors)
        return Planned(None, (*diagnostics, refusal))
    meeting = prepared.meeting.meeting
    before = meeting.sent.versions if meeting.sent else ()
    if before and not any(item.code in codes.SINCE_SENT for item in diagnostics):
        return Planned(None, (*diagnostics, Diagnostic.at(codes.ALREADY_SENT, meeting.origin.span, meeting=key)))
    earlier = _earlier_not_sent(meeting, sources) if prepared.meeting.committee.numbers_cases else ""
    if earlier:
        return Planned(None, (*diagnostics, Diagnostic.at(codes.EARLIER_NOT_SENT, meeting.origin.span, earlier=earlier)))
    earlier_versions = tuple(replace(version, words="") for version in before)
    file = SentFile(key, (*earlier_versions, sealed_version(prepared, sources.root, len(before) + 1, date)))
    changes = ledger_changes(prepared, date)
    return Planned(FreezePlan(prepared.meeting.committee, file, changes, _token(file, changes)), diagnostics)


def _earlier_not_sent(meeting: Meeting, sources: Sources) -> str:
    """The year's first earlier meeting, if any, whose cases still wait for numbers: theirs come first."""
    found = (sources.meeting(key) for key in sources.meeting_keys(meeting.committee))
    same_year = (one for one in found if one and one.date.year == meeting.date.year)
    others = sorted(same_year, key=lambda one: (one.date, one.number))
    index = LedgerIndex(sources.ledger(meeting.committee))
    waiting = (
        one.key
        for one in others
        if (one.date, one.number) < (meeting.date, meeting.number) and any(_waits(row, one, index) for row in one.cases)
    )
    return next(waiting, "")


def _waits(row: CaseRow, meeting: Meeting, index: LedgerIndex) -> bool:
    """Whether a case has no number yet that stays: a new one of a sent meeting waits too."""
    return not row.number and row.case.key not in sent_numbers(meeting) and index.entry_for(row, meeting) is None


def _token(file: SentFile, changes: tuple[Change, ...]) -> str:
    """The same on whatever day."""
    undated = [replace(change, history=None) for change in changes]
    versions = tuple(replace(version, date=dt.date.min, documents=(), total="", words="") for version in file.versions)
    return hashlib.sha256(f"{sent_text(replace(file, versions=versions))}{undated}".encode()).hexdigest()[:TOKEN_LENGTH]


def _place(key: str, prepared: Prepared | None) -> Span:
    return prepared.meeting.meeting.origin.span if prepared else Span(f"packs/{key}.yaml")


def ledger_changes(prepared: Prepared, date: dt.date) -> tuple[Change, ...]:
    """The ledger's entries of the meeting's cases as it is sent."""
    if not prepared.meeting.committee.numbers_cases:
        return ()
    return tuple(_change(case, prepared, date) for case in prepared.meeting.cases)


def _change(case: ResolvedCase, prepared: Prepared, date: dt.date) -> Change:
    meeting = prepared.meeting.meeting
    what = case.row.status or "tildelt"
    carried = case.carried_from
    came = f"utsatt fra {carried.isoformat() if isinstance(carried, dt.date) else carried}" if carried else ""
    told = HistoryLine(date, f"{what} i møte {prepared.meeting.number}", came)
    return Change(
        number=case.number,
        key=case.row.case.key,
        title=_public_title(case),
        type=case.row.case.type or None,
        meeting=meeting.key,
        date=meeting.date,
        status=what,
        history=None if _is_told(case, what, meeting.key) else told,
    )


def _public_title(case: ResolvedCase) -> str:
    """The ledger is quoted in other committees' notes, so it holds what anybody may read."""
    exempt = case.row.case.exempt
    return exempt.public_title if exempt and exempt.public_title else case.row.case.title


def _is_told(case: ResolvedCase, status: str, meeting: str) -> bool:
    """Whether the ledger knows already: from an earlier version, or a run that was cut off."""
    return case.entry is not None and case.entry.meeting == meeting and case.entry.status.startswith(status)


def plan_reopening(key: str, sources: Sources, date: dt.date) -> Step | Diagnostic:
    """What reopening meeting ``key`` writes, or why it cannot be: only the newest sent meeting of a committee can.

    Its seal goes; its numbers stay in the ledger, and so stay its cases'.
    """
    slug, _, name = key.partition("/")
    keys = [other for other in sources.meeting_keys(slug) if sources.is_sent(other)]
    sent = {other: meeting for other in keys if (meeting := sources.meeting(other))}
    meeting = sent.get(key)
    if meeting is None:
        return Diagnostic.at(codes.NOT_SENT, Span(f"packs/{key}.yaml"), meeting=key)
    newest = max(sent.values(), key=lambda one: (one.date, one.year, one.number))
    if newest.key != key:
        return Diagnostic.at(codes.NOT_THE_NEWEST, meeting.origin.span, meeting=key, newest=newest.key)
    numbers = sorted(meeting.sent.reserved) if meeting.sent else []
    changes = tuple(Change(number=number, history=HistoryLine(date, "gjenåpnet")) for number in numbers)
    return Step(changes, ((f"{name}.sendt.yaml", None),))
