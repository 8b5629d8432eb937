"""The files that tell what a delivered folder holds: the manifest, and a checksum file that ``sha256sum -c`` reads."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

MANIFEST = "manifest.json"
CHECKSUMS = "sjekksummer.sha256"
ARCHIVE = "arkiv"
"""The folder of a meeting's archive copy, inside its output folder."""
SEAL = "manifest_sha256"
"""The manifest's own checksum: SHA-256 of the same JSON text without this key."""


def sealed(content: Mapping[str, object]) -> bytes:
    """The manifest's text, ending with its own checksum; ``content`` has no seal."""
    return _serialised({**content, SEAL: hashlib.sha256(_serialised(content)).hexdigest()})


def is_sealed(data: bytes, content: Mapping[str, object]) -> bool:
    """Whether ``data``, which reads as ``content``, is as `sealed` wrote it, byte for byte."""
    return data == sealed({key: value for key, value in content.items() if key != SEAL})


def _serialised(content: Mapping[str, object]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def checksum_lines(digests: Iterable[tuple[str, str]], manifest: bytes) -> bytes:
    """The checksum file of ``digests`` (path, SHA-256) and of the manifest itself, sorted by path."""
    lines = sorted([*digests, (MANIFEST, hashlib.sha256(manifest).hexdigest())])
    return "".join(f"{digest}  {path}\n" for path, digest in lines).encode("utf-8", "replace")
