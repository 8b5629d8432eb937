"""What lies in the folders of cases beside what their notes say."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from mottepakke.model.meeting import OFFICE_ENDINGS, Case, FileAttachment, Meeting
from mottepakke.read.paths import IN_USE, shown_path

DOCUMENTS = (".pdf", ".doc", ".ppt", ".xls", *OFFICE_ENDINGS)
"""Endings of what people attach; pictures and Markdown files may be part of something else."""


COPY = re.compile(
    r"(?P<before>(?:kopi av|copy of) )?(?P<of>[0-9]{4}-[0-9]{1,4}(?:\.sendt|\.referat)?|utvalg|saksregister|toppnotat)"
    r"(?P<after>[ (_–-].*)?(?P<ending>\.ya?ml|\.md)",
    re.IGNORECASE,
)
"""Names of sources with something before or after them: `toppnotat (1).md`, `2025-2-PC17.yaml`, `utvalg - Kopi.yaml`."""


def copies(meeting: Meeting, root: Path) -> Iterator[tuple[str, str]]:
    """The paths of files that look like copies of a source of ``meeting``, each with the name of that source."""
    slug, _, stem = meeting.key.partition("/")
    yield from _copies(
        root / "packs" / slug, root, (stem, f"{stem}.sendt", f"{stem}.referat", "utvalg", "saksregister"), set()
    )
    for case in (row.case for row in meeting.cases):
        if case.has_note:
            files = [item.path for item in case.attachments if isinstance(item, FileAttachment)]
            named = {path.name for path in files if path}
            yield from _copies(root / "sources" / case.key, root, ("toppnotat",), named)


def _copies(folder: Path, root: Path, sources: Collection[str], named: Collection[str]) -> Iterator[tuple[str, str]]:
    """Those in ``folder`` of ``sources`` (names without endings), but for files that are ``named`` by a note."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if entry.is_file())
    except OSError:
        return
    for name in names:
        found = COPY.fullmatch(name)
        if found and (found["before"] or found["after"]) and found["of"].lower() in sources and name not in named:
            yield shown_path(folder / name, root), f"{found['of'].lower()}{found['ending'].lower()}"


def same_files(attachments: Sequence[FileAttachment]) -> Iterator[tuple[FileAttachment, FileAttachment]]:
    """The attachments with the content of an earlier one; only files of one size are read."""
    by_size: dict[int, list[FileAttachment]] = {}
    for attachment in attachments:
        if attachment.path is not None and (size := _size(attachment.path)):
            by_size.setdefault(size, []).append(attachment)
    for alike in by_size.values():
        first: dict[bytes, FileAttachment] = {}
        for attachment in alike if alike[1:] else ():
            content = _digest(attachment.path)
            if content and first.setdefault(content, attachment) is not attachment:
                yield attachment, first[content]


def unlisted_files(cases: Sequence[Case], root: Path) -> Iterator[tuple[Case, str]]:
    """The documents in the folders of ``cases`` that none of them attaches or shows, where the note can be read."""
    files = [item.path for case in cases for item in case.attachments if isinstance(item, FileAttachment)]
    files += [case.slides.path for case in cases if case.slides]
    known = {os.path.realpath(path) for path in files if path}
    for case in cases:
        if case.has_note and not case.unreadable:
            for path in _documents(root / "sources" / case.key):
                if os.path.realpath(path) not in known and not _is_named(path.name, case):
                    yield case, path.name


def _is_named(name: str, case: Case) -> bool:
    """Whether the note names the file; one that cannot be used has a finding of its own."""
    named = [item.file for item in case.attachments if isinstance(item, FileAttachment)]
    return name in (*named, case.slides.file if case.slides else "")


def _documents(folder: Path) -> list[Path]:
    try:
        found = [Path(entry) for entry in os.scandir(folder) if entry.name.lower().endswith(DOCUMENTS)]
    except OSError:
        return []
    return sorted(path for path in found if not path.name.startswith(IN_USE))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _digest(path: Path | None) -> bytes:
    from hashlib import sha256  # OpenSSL, which few checks need

    try:
        return sha256(path.read_bytes()).digest() if path else b""
    except OSError:
        return b""
