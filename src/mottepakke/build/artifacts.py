"""What a build has made."""

from __future__ import annotations

import hashlib
from pathlib import Path

from msgspec import Struct

from mottepakke.build.records import PDFA, identified

HEAD = 4096
"""Bytes that tell what a file is."""


FORMATS = {"pdf": "PDF", "docx": "Word", "pptx": "PowerPoint", "xlsx": "Excel", "ics": "iCalendar", "json": "JSON"}


def format_name(form: str) -> str:
    """What people call a format: Word for docx."""
    return FORMATS.get(form, form.upper())


class Artifact(Struct, frozen=True):
    """A finished file.

    ``path`` is relative to the meeting's folder; ``kind`` one of FORMAT.md's; ``puid`` what PRONOM calls the format by
    its first bytes, '' where they do not tell.
    """

    path: str
    kind: str
    format: str
    meeting: str
    case: str
    title: str
    size: int
    sha256: str
    conformance: tuple[str, ...] = ()
    puid: str = ""

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
        return cls(path, kind, form, meeting, case, title, len(data), digest, conformance, identified(form, data))

    @classmethod
    def of_file(cls, file: Path, path: str, kind: str, meeting: str, title: str) -> Artifact:
        """The artifact of a ``file`` that may be larger than memory should hold."""
        with file.open("rb") as opened:
            head = opened.read(HEAD)
            opened.seek(0)
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
        form = path.rpartition(".")[2]
        return cls(path, kind, form, meeting, "", title, file.stat().st_size, digest, (), identified(form, head))

    @property
    def pronom(self) -> str:
        """The format's number in PRONOM: that of the level of PDF/A where the file has one."""
        return next((PDFA[level] for level in self.conformance if level in PDFA), self.puid)
