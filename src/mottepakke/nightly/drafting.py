"""One meeting of a run, in a process of its own: its pack, its words, what changed, its page."""

from __future__ import annotations

import datetime as dt

import msgspec
from msgspec.structs import replace

from mottepakke import codes
from mottepakke.build.beside import Beside
from mottepakke.build.house import in_layout
from mottepakke.build.meeting import build_meeting
from mottepakke.build.outcome import Options, Outcome
from mottepakke.build.places import Places
from mottepakke.build.prepare import Prepared
from mottepakke.build.snapshots import sent_words, snapshot_of
from mottepakke.build.steps import Step
from mottepakke.compare.meetings import compare
from mottepakke.diagnostics import Diagnostic, UsageStop
from mottepakke.model.changes import Changes
from mottepakke.model.meeting import Meeting
from mottepakke.model.snapshot import Snapshot
from mottepakke.nightly.debts import debts
from mottepakke.nightly.folders import is_full, put
from mottepakke.nightly.job import DATA, Job
from mottepakke.nightly.night import Document, Drafted, Night, State
from mottepakke.nightly.pages import meeting_page
from mottepakke.nightly.pictures import first_pages
from mottepakke.nightly.reading import read_meeting
from mottepakke.nightly.standing import former_snapshot, in_order, sent_documents, with_former
from mottepakke.read.sources import Sources


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
    put(job.page, page.encode())
    return replace(drafted, diagnostics=(*drafted.diagnostics, *found))


def _drafted(job: Job) -> Drafted:
    reading = read_meeting(job)
    prepared, found = reading
    if prepared is None:
        return with_former(replace(job.head, state="broken", diagnostics=found), job)
    snapshot = snapshot_of(prepared)
    put(job.folder / DATA / f"{job.meeting}.json", msgspec.json.format(msgspec.json.encode(snapshot), indent=1))
    meeting = prepared.meeting.meeting
    since_sent, damage = _since_sent(meeting, snapshot)
    found = (*found, *damage)
    told = _sent(meeting, found, job) if meeting.frozen else _draft(job, prepared, found)
    return replace(
        told,
        places=Places.of(prepared.meeting, prepared.meeting.committee.slug),
        snapshot=snapshot,
        sent_version=meeting.sent.version.number if meeting.sent else 0,
        pictures=first_pages(job.folder, job.meeting, told.documents),
        debts=debts(prepared, told.diagnostics, job.today),
        since_last=_since_last(job, snapshot),
        since_sent=since_sent,
    )


def _draft(job: Job, prepared: Prepared, found: tuple[Diagnostic, ...]) -> Drafted:
    """The meeting's pack, written as ``build`` writes it."""
    options = Options(output=job.folder, cache=job.cache, cache_limit=job.cache_limit)
    reading: Beside[Step] = Beside(lambda: iter((Step(prepared), Step(diagnostics=found))), cores=1)
    outcome = build_meeting(job.meeting, reading, job.root, options, lambda _step: None)
    for item in outcome.diagnostics:
        if item.code == codes.CANNOT_WRITE and is_full(dict(item.args)["reason"]):
            raise UsageStop(item)
    if outcome.folder is None:
        return with_former(replace(job.head, state="stopped", diagnostics=outcome.diagnostics), job)
    return replace(job.head, state="draft", diagnostics=outcome.diagnostics, documents=_documents(outcome))


def _sent(meeting: Meeting, found: tuple[Diagnostic, ...], job: Job) -> Drafted:
    """A meeting that was sent, with its sent pack; one whose seal cannot be read is broken."""
    if meeting.sent is None:
        return with_former(replace(job.head, state="broken", diagnostics=found), job)
    state: State = "changed" if Sources(job.root).changes(meeting.sent) else "sent"
    return replace(job.head, state=state, diagnostics=found, documents=sent_documents(job))


def _documents(outcome: Outcome) -> tuple[Document, ...]:
    found = ((f"{outcome.meeting}/{item.path}", item) for item in outcome.artifacts)
    listed = (Document(href, item.kind, item.format, item.title, item.case, item.size) for href, item in found)
    return in_order(listed)


def _since_last(job: Job, now: Snapshot) -> Changes | None:
    before = former_snapshot(job)
    return compare(before[1], now, before[0]) if before else None


def _since_sent(meeting: Meeting, now: Snapshot) -> tuple[Changes | None, tuple[Diagnostic, ...]]:
    before, found = sent_words(meeting)
    if before is None or meeting.sent is None:
        return None, found
    version = meeting.sent.version
    return compare(before, now, version.date.isoformat(), version.number), found
