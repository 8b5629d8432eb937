"""What stands already: packs that were sent, and what earlier runs wrote of a meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

import msgspec
from msgspec.structs import replace

from mottepakke.build.manifest import read_manifest
from mottepakke.model.delivery import MANIFEST
from mottepakke.model.snapshot import SCHEMA, Snapshot
from mottepakke.nightly.folders import runs
from mottepakke.nightly.job import DATA, Job
from mottepakke.nightly.night import SENT_PACKS, Document, Drafted


def sent_documents(job: Job) -> tuple[Document, ...]:
    """The files of the pack that was sent, where it still stands as it was written."""
    return _documents(job.output / job.meeting, PurePosixPath(SENT_PACKS, job.meeting))


def former_snapshot(job: Job) -> tuple[str, Snapshot] | None:
    """The meeting in words as the newest earlier run that could read it told it, and the date of that run."""
    for folder in _earlier(job):
        with suppress(OSError, msgspec.DecodeError):
            snapshot = msgspec.json.decode((folder / DATA / f"{job.meeting}.json").read_bytes(), type=Snapshot)
            if snapshot.schema == SCHEMA:
                return folder.name, snapshot
    return None


def _earlier(job: Job) -> Iterator[Path]:
    """The folders of earlier runs, the newest first."""
    if job.previous is None:
        return
    for date in reversed(runs(job.previous.parent)):
        if date.isoformat() <= job.previous.name:
            yield job.previous.parent / date.isoformat()


def with_former(drafted: Drafted, job: Job) -> Drafted:
    """``drafted``, of which nothing came, with the last draft there is of it, and the day it had if its file says none.

    Of a meeting that was sent it is the sent pack, and there is no deadline to keep.
    """
    if drafted.date is None and (former := former_snapshot(job)):
        with suppress(ValueError):
            drafted = _dated(drafted, dt.date.fromisoformat(former[1].date), job.deadline_days)
    if job.is_sent:
        return replace(drafted, deadline=None, documents=sent_documents(job))
    return replace(drafted, documents=_former_documents(job))


def _dated(drafted: Drafted, date: dt.date, days: int | None) -> Drafted:
    return replace(drafted, date=date, deadline=date - dt.timedelta(days) if days is not None else None)


def _former_documents(job: Job) -> tuple[Document, ...]:
    """The files of the newest earlier run that has a pack of the meeting."""
    found = (_documents(folder / job.meeting, PurePosixPath("..", folder.name, job.meeting)) for folder in _earlier(job))
    return next(filter(None, found), ())


def _documents(folder: Path, place: PurePosixPath) -> tuple[Document, ...]:
    content = read_manifest(folder / MANIFEST) or {"files": []}
    return in_order(
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


def in_order(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Documents as they are listed."""
    return tuple(sorted(documents, key=lambda document: document.href))
