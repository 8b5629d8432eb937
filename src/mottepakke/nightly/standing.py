"""What stands already: packs that were sent, and what earlier runs wrote of a meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath

import msgspec
from msgspec.structs import replace

from mottepakke.build.manifest import read_manifest
from mottepakke.model.delivery import MANIFEST
from mottepakke.model.snapshot import SCHEMA, Snapshot
from mottepakke.nightly.folders import runs
from mottepakke.nightly.job import DATA, Job
from mottepakke.nightly.night import Document, Drafted

SENT_PACKS = PurePosixPath("../..")
"""From a run's folder to the packs that were sent."""


def sent_documents(job: Job) -> tuple[Document, ...]:
    """The files of the pack that was sent, where it still stands as it was written."""
    return _documents(job.output / job.meeting, SENT_PACKS / job.meeting)


def former_snapshot(job: Job) -> Snapshot | None:
    """The meeting in words as the run before told it."""
    with suppress(OSError, msgspec.DecodeError):
        kept = (job.previous / DATA / f"{job.meeting}.json").read_bytes() if job.previous else b""
        snapshot = msgspec.json.decode(kept, type=Snapshot)
        return snapshot if snapshot.schema == SCHEMA else None
    return None


def with_former(drafted: Drafted, job: Job) -> Drafted:
    """``drafted``, of which nothing came, with the last draft there is of it, and the date it had."""
    date = drafted.date
    former = former_snapshot(job) if date is None else None
    if former is not None:
        with suppress(ValueError):
            date = dt.date.fromisoformat(former.date)
    return replace(drafted, date=date, documents=_former_documents(job))


def _former_documents(job: Job) -> tuple[Document, ...]:
    """The files of the newest earlier run that has a pack of the meeting."""
    if job.previous is None:
        return ()
    place = job.previous.parent
    earlier = (date.isoformat() for date in reversed(runs(place)) if date.isoformat() <= job.previous.name)
    found = (_documents(place / name / job.meeting, PurePosixPath("..", name, job.meeting)) for name in earlier)
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
