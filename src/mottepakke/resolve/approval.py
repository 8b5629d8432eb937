"""Approval of minutes: which case approves which meeting's minutes, and whether it has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from mottepakke.model.meeting import Attachment, Case, CaseRow, FileAttachment, Meeting, MinutesAttachment
from mottepakke.model.source import Origin
from mottepakke.resolve.numbers import LedgerIndex

TREATED = "behandlet"
MINUTES = re.compile(r"\b(referat(?!sak)|møtereferat|protokoll|møteprotokoll|møtebok)", re.IGNORECASE)
"""What minutes are called, in either målform, with whatever ending."""
APPROVAL = re.compile(r"godkjenn", re.IGNORECASE)


def approves_minutes(case: Case) -> bool:
    """Whether a case approves minutes: its title names them, and its title or its type begins with «Godkjenn…»."""
    return bool(MINUTES.search(case.title)) and any(map(APPROVAL.match, (case.title, case.type)))


def previous_meeting(meeting: Meeting, meetings: Iterable[Meeting]) -> Meeting | None:
    """The committee's last meeting before ``meeting``; where that is sent, the last whose minutes went into its pack."""
    sent = {source.path for source in meeting.sent.version.sources} if meeting.sent else None
    before = (other for other in meetings if _when(other) < _when(meeting))
    known = (other for other in before if sent is None or f"packs/{other.key}.referat.md" in sent)
    return max(known, key=_when, default=None)


def with_minutes_to_approve(meeting: Meeting, meetings: Sequence[Meeting], written: Callable[[str], bool]) -> Meeting:
    """``meeting`` whose first case that approves minutes and names none has those of the previous meeting attached.

    ``written`` tells whether somebody has written the minutes of a meeting. Nothing is attached twice.
    """
    previous = previous_meeting(meeting, meetings)
    row = next((row for row in meeting.cases if _names_none(row)), None)
    named = {_minutes_of(item) for row in meeting.cases for item in row.case.attachments}
    if row is None or previous is None or previous.key in named or not written(previous.key):
        return meeting
    attached = MinutesAttachment(previous.key, "", None, Origin(row.origin.span))
    case = replace(row.case, attachments=(*row.case.attachments, attached))
    changed = replace(row, case=case)
    return replace(meeting, rows=tuple(changed if item is row else item for item in meeting.rows))


def minutes_approved(meeting: Meeting, meetings: Sequence[Meeting], ledger: LedgerIndex) -> bool:
    """Whether the ledger has a later meeting's case treated that approves the minutes of ``meeting``."""
    for later in meetings:
        if _when(later) <= _when(meeting):
            continue
        for row in later.cases:
            entry = ledger.entry_for(row, later) if _approves(row, later, meeting, meetings) else None
            if entry and entry.meeting == later.key and entry.status.startswith(TREATED):
                return True
    return False


def _approves(row: CaseRow, later: Meeting, meeting: Meeting, meetings: Sequence[Meeting]) -> bool:
    """Whether a case of ``later`` approves the minutes of ``meeting``: it names them, or they are the previous meeting's."""
    if not approves_minutes(row.case):
        return False
    if any(_minutes_of(item) == meeting.key for item in row.case.attachments):
        return True
    previous = previous_meeting(later, meetings)
    return _names_none(row) and previous is not None and previous.key == meeting.key


def _names_none(row: CaseRow) -> bool:
    """Whether a case is to approve minutes that it does not name, neither as ``referat:`` nor as a file."""
    if row.status or not approves_minutes(row.case):
        return False
    return not any(isinstance(item, MinutesAttachment) or _is_minutes_file(item) for item in row.case.attachments)


def _is_minutes_file(item: FileAttachment) -> bool:
    return bool(MINUTES.search(item.title) or MINUTES.search(item.slug))


def _minutes_of(item: Attachment) -> str:
    return item.meeting if isinstance(item, MinutesAttachment) else ""


def _when(meeting: Meeting) -> tuple[object, ...]:
    return (meeting.date, meeting.year, meeting.number)
