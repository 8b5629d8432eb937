"""Small deliveries: folders with a manifest, without the cost of a build."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mottepakke.diagnostics import Diagnostic
from mottepakke.model.delivery import CHECKSUMS, MANIFEST, checksum_lines, sealed
from mottepakke.verify.delivery import verify

FILES: Mapping[str, bytes] = {
    "innkalling.pdf": b"innkallingen",
    "toppnotat/1-25-plan.pdf": b"notatet til plan",
    "toppnotat/2-25-annet.pdf": b"notatet til annet",
    "vedlegg/1a-tall.pdf": b"tallene",
}


def entries(files: Mapping[str, bytes], claims: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The list of files of a manifest."""
    return [
        {"path": path, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest(), "conformance": list(claims)}
        for path, data in files.items()
    ]


def delivery(folder: Path, files: Mapping[str, bytes] = FILES, *, archive: bool = False, claims: Sequence[str] = ()) -> Path:
    """A folder with ``files`` and their manifest, as an ``archive`` copy with the checksum file."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    manifest = sealed(
        {"schema": 1, "title": "Prøve", "files": entries(files, claims), **({"checksums": CHECKSUMS} if archive else {})}
    )
    (folder / MANIFEST).write_bytes(manifest)
    if archive:
        digests = [(path, hashlib.sha256(data).hexdigest()) for path, data in files.items()]
        (folder / CHECKSUMS).write_bytes(checksum_lines(digests, manifest))
    return folder


def verified(path: Path) -> list[Diagnostic]:
    """What verifying ``path`` finds, under the name «levert»."""
    return list(verify(path, "levert", lambda _name: None).report)


def found_in(path: Path) -> list[tuple[str, str]]:
    """What verifying ``path`` finds, as names and the file each is about."""
    return [(item.code.name, dict(item.args)["file"]) for item in verified(path)]
