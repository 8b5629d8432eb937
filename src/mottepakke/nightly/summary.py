"""A run as the command's JSON tells of it: what a scheduler acts on, and every file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mottepakke.build.manifest import read_manifest
from mottepakke.diagnostics import Severity
from mottepakke.model.delivery import MANIFEST
from mottepakke.nightly.folders import INDEX
from mottepakke.nightly.mail import FOLDER
from mottepakke.nightly.night import Drafted, Night
from mottepakke.nightly.run import LETTER, REPORT


def summary(night: Night, folder: Path, root: Path) -> dict[str, Any]:
    """Dates, the run's folder, and of each meeting its state, findings by weight, changes since last run and sending."""
    return {
        "date": night.date.isoformat(),
        "previous": night.previous.isoformat() if night.previous else None,
        "folder": _shown(folder, root),
        "latest": (night.newer or night.date).isoformat(),
        "meetings": [_meeting(meeting, folder, root) for meeting in night.meetings],
    }


def _meeting(meeting: Drafted, folder: Path, root: Path) -> dict[str, Any]:
    counts = {
        f"{weight.label}s": sum(item.severity is weight for item in meeting.diagnostics) for weight in reversed(Severity)
    }
    return {
        "meeting": meeting.meeting,
        "date": meeting.date.isoformat() if meeting.date else None,
        "state": meeting.state,
        **counts,
        "changes_since_last": len(meeting.since_last.items) if meeting.since_last else None,
        "changes_since_sent": len(meeting.since_sent.items) if meeting.since_sent else None,
        "page": _shown(folder / f"{meeting.meeting}.html", root),
    }


def artifacts(night: Night, folder: Path, root: Path) -> list[dict[str, Any]]:
    """The files of a run as FORMAT.md's JSON has them: pages, reports, and what was drafted."""
    own = [
        _file(folder / INDEX, "nettside", None, "", root),
        _file(folder / REPORT, "rapport", None, "", root),
        _file(folder / LETTER, "rapport", None, "", root),
    ]
    mails = sorted((folder / FOLDER).glob("*.eml"))
    own += [_file(path, "rapport", None, "", root) for path in mails]
    found = [item for meeting in night.meetings for item in _of_meeting(meeting, folder, root)]
    return sorted([*own, *found], key=lambda item: str(item["path"]))


def _of_meeting(meeting: Drafted, folder: Path, root: Path) -> Iterator[dict[str, Any]]:
    key = meeting.meeting
    yield _file(folder / f"{key}.html", "nettside", key, meeting.title, root)
    manifest = folder / key / MANIFEST
    content = read_manifest(manifest) if meeting.state == "draft" else None
    if content:
        yield _file(manifest, "manifest", key, meeting.title, root)
        for item in content["files"]:
            known = {name: item.get(name) for name in ("kind", "format", "case", "title", "bytes", "sha256")}
            yield {"path": _shown(folder / key / str(item["path"]), root), "meeting": key, **known}


def _file(path: Path, kind: str, meeting: str | None, title: str, root: Path) -> dict[str, Any]:
    data = path.read_bytes()
    return {
        "path": _shown(path, root),
        "kind": kind,
        "format": path.suffix[1:],
        "meeting": meeting,
        "case": None,
        "title": title,
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def _shown(path: Path, root: Path) -> str:
    return Path(os.path.relpath(path, root)).as_posix()
