"""Reading the manifest of a delivery that nobody vouches for."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, TypeGuard, get_args

from msgspec import Struct

from mottepakke.model.delivery import CHECKSUMS, is_sealed
from mottepakke.verify.profiles import Flavour

MAX_BYTES = 20_000_000
MAX_PATH = 1000
SHA256 = re.compile(r"[0-9a-f]{64}")
CLAIMS: Mapping[str, Flavour] = {"PDF/UA-1" if name == "ua1" else f"PDF/A-{name}": name for name in get_args(Flavour)}
"""What a file may be said to conform to, and the profile that checks it."""


class Listed(Struct, frozen=True):
    """A file as the manifest describes it; ``path`` is relative to the manifest's folder and never leaves it."""

    path: str
    size: int
    sha256: str
    claims: tuple[str, ...] = ()


class Manifest(Struct, frozen=True):
    """The files of a delivery by path. ``sealed``: as it was written; ``checksums``: there shall be a checksum file."""

    files: Mapping[str, Listed]
    sealed: bool
    checksums: bool


class InvalidManifest(ValueError):
    """A manifest that cannot be used; the message is the reason, as an argument of a finding."""


def parse_manifest(data: bytes) -> Manifest:
    """The manifest whose text is ``data``.

    Raises:
        InvalidManifest: it is not what mottepakke writes.
    """
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        raise InvalidManifest("@manifest_not_json") from None
    entries = content.get("files") if isinstance(content, dict) else None
    if not isinstance(entries, list) or content.get("schema") != 1:
        raise InvalidManifest("@manifest_no_list")
    files: dict[str, Listed] = {}
    for number, item in enumerate(entries, 1):
        entry = _listed(item, number)
        if entry.path in files:
            raise InvalidManifest(f"@manifest_double:{number}")
        files[entry.path] = entry
    return Manifest(files, _is_whole(data, content), content.get("checksums") == CHECKSUMS)


def _is_whole(data: bytes, content: Mapping[str, Any]) -> bool:
    try:
        return is_sealed(data, content)
    except RecursionError:
        return False


def _listed(item: object, number: int) -> Listed:
    entry = item if isinstance(item, dict) else {}
    path, size, digest = (entry.get(key) for key in ("path", "bytes", "sha256"))
    claims = entry.get("conformance", [])
    if not (isinstance(path, str) and _is_size(size) and isinstance(digest, str) and SHA256.fullmatch(digest)):
        raise InvalidManifest(f"@manifest_entry:{number}")
    if not isinstance(claims, list) or not all(isinstance(claim, str) and claim in CLAIMS for claim in claims):
        raise InvalidManifest(f"@manifest_entry:{number}")
    if not _stays_inside(path):
        raise InvalidManifest(f"@manifest_path:{number}")
    return Listed(path, size, digest, tuple(claims))


def _is_size(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63


def _stays_inside(path: str) -> bool:
    parts = path.split("/")
    return len(path) <= MAX_PATH and path.isprintable() and "\\" not in path and not {"", ".", ".."} & set(parts)
