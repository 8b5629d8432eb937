"""One meeting of a run, in a process of its own: its pack, its words, what changed, its page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import PurePosixPath

import msgspec
from msgspec.structs import replace

from mottepakke import codes
from mottepakke.build.beside import Beside
from mottepakke.build.manifest import read_manifest
from mottepakke.build.meeting import build_meeting
from mottepakke.build.outcome import Options, Outcome
from mottepakke.build.prepare import Prepared, Reading
from mottepakke.build.snapshots import sent_snapshot, snapshot_of
from mottepakke.compare.meetings import compare
from mottepakke.diagnostics import Diagnostic, UsageStop
from mottepakke.model.changes import Changes
from mottepakke.model.delivery import MANIFEST
from mottepakke.model.meeting import Meeting
from mottepakke.model.snapshot import SCHEMA, Snapshot
from mottepakke.nightly.debts import debts
from mottepakke.nightly.folders import is_full, put
from mottepakke.nightly.house import in_layout
from mottepakke.nightly.job import DATA, Job
from mottepakke.nightly.night import Document, Drafted, Night, State
from mottepakke.nightly.pages import meeting_page
from mottepakke.nightly.pictures import first_pages
from mottepakke.nightly.reading import read_meeting
from mottepakke.read.sources import Sources

SENT_PACKS = PurePosixPath("../..")
"""From a run's folder to the packs that were sent."""


def draft(job: Job) -> Drafted:
    """Everything of one meeting, written into the run's folder.

    Raises:
        UsageStop: the disk takes no more: no other meeting would get further.
    """
    return with_page(_drafted(job), job)


def with_page(drafted: Drafted, job: Job) -> Drafted:
    """``drafted`` when its page has been written, with a finding where the house style's template for it is wrong.

    Raises:
        UsageStop: it cannot be written.
    """
    previous = dt.date.fromisoformat(job.previous.name) if job.previous else None
    page, found = in_layout(
        job.layout, job.root, lambda layout: meeting_page(drafted, Night(job.today, previous, ()), layout)
    )
    put(job.folder / f"{drafted.meeting}.html", page.encode())
    return replace(drafted, diagnostics=(*drafted.diagnostics, *found))


def _drafted(job: Job) -> Drafted:
    reading = read_meeting(job)
    prepared, found = reading
    if prepared is None:
        return replace(job.head, state="broken", diagnostics=found)
    snapshot = snapshot_of(prepared)
    put(job.folder / DATA / f"{job.meeting}.json", msgspec.json.format(msgspec.json.encode(snapshot), indent=1))
    meeting = prepared.meeting.meeting
    if meeting.frozen:
        told = replace(job.head, state=_state_of_sent(meeting, job), diagnostics=found, documents=_sent_documents(job))
    else:
        told = _draft(job, prepared, found)
    sent_version = meeting.sent.version.number if meeting.sent else 0
    return replace(
        told,
        snapshot=snapshot,
        sent_version=sent_version,
        pictures=first_pages(job.folder, job.meeting, told.documents),
        debts=debts(prepared, told.diagnostics),
        since_last=_since_last(job, snapshot),
        since_sent=_since_sent(meeting, snapshot),
    )


def _draft(job: Job, prepared: Prepared, found: tuple[Diagnostic, ...]) -> Drafted:
    """The meeting's pack, written as ``build`` writes it."""
    options = Options(output=job.folder)
    reading: Beside[Reading] = Beside(lambda: (prepared, found), cores=1)
    outcome = build_meeting(job.meeting, reading, job.root, options, lambda _step: None)
    for item in outcome.diagnostics:
        if item.code == codes.CANNOT_WRITE and is_full(dict(item.args)["reason"]):
            raise UsageStop(item)
    state: State = "draft" if outcome.folder else "broken"
    return replace(job.head, state=state, diagnostics=outcome.diagnostics, documents=_documents(outcome))


def _documents(outcome: Outcome) -> tuple[Document, ...]:
    found = ((f"{outcome.meeting}/{item.path}", item) for item in outcome.artifacts)
    listed = (Document(href, item.kind, item.format, item.title, item.case, item.size) for href, item in found)
    return _in_order(listed)


def _in_order(documents: Iterable[Document]) -> tuple[Document, ...]:
    return tuple(sorted(documents, key=lambda document: document.href))


def _sent_documents(job: Job) -> tuple[Document, ...]:
    """The files of the pack that was sent, where it still stands as it was written."""
    content = read_manifest(job.output / job.meeting / MANIFEST) or {"files": []}
    place = SENT_PACKS / job.meeting
    return _in_order(
        Document(
            str(place / str(item["path"])),
            str(item.get("kind", "")),
            str(item.get("format", "")),
            str(item.get("title", "")),
            str(item.get("case") or ""),
            int(item.get("bytes", 0)),
        )
        for item in content["files"]
    )


def _state_of_sent(meeting: Meeting, job: Job) -> State:
    """Whether a sent meeting is as it was sent; one whose seal cannot be read is broken."""
    if meeting.sent is None:
        return "broken"
    return "changed" if Sources(job.root).changes(meeting.sent) else "sent"


def _since_last(job: Job, now: Snapshot) -> Changes | None:
    if job.previous is None:
        return None
    try:
        before = msgspec.json.decode((job.previous / DATA / f"{job.meeting}.json").read_bytes(), type=Snapshot)
    except (OSError, msgspec.DecodeError):
        return None
    return compare(before, now, job.previous.name) if before.schema == SCHEMA else None


def _since_sent(meeting: Meeting, now: Snapshot) -> Changes | None:
    before = sent_snapshot(meeting)
    if before is None or meeting.sent is None:
        return None
    version = meeting.sent.version
    return compare(before, now, version.date.isoformat(), version.number)
