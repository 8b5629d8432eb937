"""manifest.json: every file with size and SHA-256, what built it, what it conforms to."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

from mottepakke.build.artifacts import Artifact
from mottepakke.build.records import DOCUMENT_TYPES, variant
from mottepakke.model.delivery import CHECKSUMS, sealed
from mottepakke.model.pack import ResolvedMeeting

TOOLS = ("mottepakke", "typst", "pikepdf", "python-docx", "python-pptx")


def manifest(meeting: ResolvedMeeting, title: str, artifacts: Sequence[Artifact], *, archive: bool) -> bytes:
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
        "built_by": {tool: version(tool) for tool in TOOLS},
        "files": [_entry(item) for item in sorted(artifacts, key=lambda item: item.path)],
        **({"checksums": CHECKSUMS} if archive else {}),
    }
    return sealed(content)


def _entry(item: Artifact) -> dict[str, object]:
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
    }
