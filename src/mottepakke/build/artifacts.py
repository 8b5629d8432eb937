"""What a build has made."""

from __future__ import annotations

import hashlib

from msgspec import Struct


class Artifact(Struct, frozen=True):
    """A finished file. ``path`` is relative to the meeting's folder; ``kind`` one of FORMAT.md's."""

    path: str
    kind: str
    format: str
    meeting: str
    case: str
    title: str
    size: int
    sha256: str
    conformance: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        data: bytes,
        path: str,
        kind: str,
        meeting: str,
        title: str,
        case: str = "",
        conformance: tuple[str, ...] = (),
    ) -> Artifact:
        """The artifact of ``data``."""
        digest = hashlib.sha256(data).hexdigest()
        form = path.rpartition(".")[2]
        return cls(path, kind, form, meeting, case, title, len(data), digest, conformance)
