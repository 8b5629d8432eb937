"""A prepared meeting in words."""

from __future__ import annotations

from mottepakke.build.prepare import Prepared
from mottepakke.model.meeting import Meeting
from mottepakke.model.snapshot import CaseSnapshot, Snapshot


def snapshot_of(prepared: Prepared) -> Snapshot:
    """The words of a prepared meeting."""
    meeting = prepared.meeting.meeting
    cases = tuple(CaseSnapshot(item.row.case.key, item.number, item.row.case.title) for item in prepared.meeting.cases)
    return Snapshot(meeting.key, meeting.title, meeting.date.isoformat(), "", "", meeting.place, cases)


def sent_snapshot(meeting: Meeting) -> Snapshot | None:  # noqa: ARG001
    """The words of a meeting as it was sent."""
    return None
