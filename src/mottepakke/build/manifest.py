"""manifest.json: every file with size and SHA-256, what built it, what it conforms to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import version

from mottepakke.build.artifacts import Artifact
from mottepakke.model.pack import ResolvedMeeting

TOOLS = ("mottepakke", "typst", "pikepdf", "python-docx", "python-pptx")
NAME = "manifest.json"


def manifest(meeting: ResolvedMeeting, title: str, artifacts: Sequence[Artifact]) -> bytes:
    """The manifest of a built meeting: the same for the same input, so without the time of the build."""
    content = {
        "schema": 1,
        "meeting": meeting.meeting.key,
        "title": title,
        "date": meeting.meeting.date.isoformat(),
        "committee": meeting.committee.name,
        "draft": meeting.draft,
        "built_by": {tool: version(tool) for tool in TOOLS},
        "files": [
            {
                "path": item.path,
                "kind": item.kind,
                "format": item.format,
                "case": item.case or None,
                "title": item.title,
                "bytes": item.size,
                "sha256": item.sha256,
                "conformance": list(item.conformance),
            }
            for item in sorted(artifacts, key=lambda item: item.path)
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
