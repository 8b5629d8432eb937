"""manifest.json: every file with size and SHA-256, what built it, what it conforms to."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from mottepakke.build.artifacts import Artifact
from mottepakke.build.cache import NO_CACHE, Cache
from mottepakke.build.produce import Files
from mottepakke.build.records import DOCUMENT_TYPES, variant
from mottepakke.model.delivery import CHECKSUMS, SEAL, is_sealed, sealed
from mottepakke.model.pack import ResolvedMeeting

TOOLS = ("mottepakke", "typst", "pikepdf", "python-docx", "python-pptx")


def manifest(meeting: ResolvedMeeting, title: str, files: Files, store: Cache = NO_CACHE, *, archive: bool) -> bytes:
    """The manifest of a built meeting: the same for the same input, so without the time of the build.

    That of an ``archive`` copy names the checksum file, which is made from it.
    """
    content = {
        "schema": 1,
        "meeting": meeting.meeting.key,
        "title": title,
        "date": meeting.meeting.date.isoformat(),
        "committee": meeting.committee.name,
        "draft": meeting.draft,
        "version": meeting.version,
        "built_by": built_by(store),
        "files": [
            _entry(item, files.about.get(item.path, {})) for item in sorted(files.artifacts, key=lambda item: item.path)
        ],
        **({"checksums": CHECKSUMS} if archive else {}),
    }
    return sealed(content)


def built_by(store: Cache) -> dict[str, str]:
    """The program and what it writes with, with their versions."""
    key = store.key("tools")
    known = store.known(key, dict[str, str])
    if known:
        return known[0]
    store.keep(key, _versions(), ())
    return _versions()


@cache
def _versions() -> dict[str, str]:
    """Read once in a process."""
    from importlib.metadata import version  # all that reads mail comes with it

    return {tool: version(tool) for tool in TOOLS}


def read_manifest(path: Path) -> dict[str, Any] | None:
    """What the manifest at ``path`` says, or None where there is none that is still as it was written."""
    try:
        data = path.read_bytes()
        content = json.loads(data)
    except (OSError, ValueError, RecursionError):
        return None
    listed = content.get("files") if isinstance(content, dict) else None
    if not isinstance(listed, list) or not all(isinstance(item, dict) and "path" in item for item in listed):
        return None
    return content if is_sealed(data, content) else None


def with_files(content: Mapping[str, Any], names: Collection[str], artifacts: Sequence[Artifact]) -> bytes:
    """The manifest ``content`` with ``artifacts`` in place of the files called ``names``."""
    rest = [item for item in content["files"] if item["path"] not in names]
    listed = sorted([*rest, *(_entry(item, {}) for item in artifacts)], key=lambda item: str(item["path"]))
    unsealed = {key: value for key, value in content.items() if key != SEAL}
    return sealed({**unsealed, "files": listed})


def _entry(item: Artifact, about: Mapping[str, object]) -> dict[str, object]:
    return {
        "path": item.path,
        "kind": item.kind,
        "document_type": DOCUMENT_TYPES.get(item.kind),
        "format": item.format,
        "pronom": item.pronom or None,
        "variant": variant(item.conformance),
        "case": item.case or None,
        "title": item.title,
        "bytes": item.size,
        "sha256": item.sha256,
        "conformance": list(item.conformance),
        **about,
    }
