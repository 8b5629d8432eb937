"""The archive copy of a meeting that has been sent, and what keeps a final pack from being written."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from mottepakke import codes
from mottepakke.build.produce import Files, Sheet
from mottepakke.diagnostics import Diagnostic, ExitCode, Severity, StopRun
from mottepakke.model.delivery import ARCHIVE, CHECKSUMS, MANIFEST, checksum_lines
from mottepakke.model.pack import ResolvedMeeting

PLACEHOLDER = "plassholder"


class PackRefused(StopRun):
    """A final pack has errors or placeholders, so nothing is written; ``found`` is what was found until then."""

    exit_code = ExitCode.FINDINGS

    def __init__(self, diagnostic: Diagnostic, found: Sequence[Diagnostic]) -> None:
        super().__init__(diagnostic)
        self.found = tuple(found)


def refuse_unfinished(meeting: ResolvedMeeting, sheets: Iterable[Sheet], found: Sequence[Diagnostic]) -> None:
    """Stop where a sent meeting would get a pack with errors or marked pages in it, or another one than was sent.

    Its own minutes are written later and are no part of the pack.

    Raises:
        PackRefused: it would.
    """
    placeholders = [sheet.title for sheet in sheets if sheet.document and sheet.document.kind == PLACEHOLDER]
    later = f"packs/{meeting.meeting.key}.referat.md"
    errors = sorted({item.code.code for item in found if _forbids(item) and item.span.path != later})
    if placeholders or errors:
        what = ", ".join((*errors, *(f"«{title}»" for title in placeholders)))
        place = meeting.meeting.origin.span
        raise PackRefused(Diagnostic.at(codes.FINAL_PACK_REFUSED, place, meeting=meeting.meeting.key, what=what), found)


def _forbids(item: Diagnostic) -> bool:
    """Errors of presenters' slides do not: the pack that members hold has none of them."""
    is_error = item.severity is Severity.ERROR and not item.code.code.startswith(codes.SLIDES)
    return is_error or item.code in codes.SINCE_SENT


def archived_version(folder: Path) -> int | None:
    """Which version of the pack the archive copy in the output ``folder`` is of; None where there is no copy."""
    try:
        content = json.loads((folder / ARCHIVE / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    number = content.get("version") if isinstance(content, dict) else None
    return number if isinstance(number, int) else 0


def stale_archive(folder: Path, meeting: ResolvedMeeting) -> Diagnostic | None:
    """A finding where the archive copy is of another version than the one that holds."""
    archived, holds = archived_version(folder), meeting.version
    if archived is None or archived == holds:
        return None
    return Diagnostic.at(codes.STALE_ARCHIVE, meeting.meeting.origin.span, meeting=meeting.meeting.key, archived=archived)


def not_frozen(meeting: ResolvedMeeting) -> Diagnostic:
    """Why the archive copy of a draft is refused."""
    return Diagnostic.at(codes.NOT_FROZEN, meeting.meeting.origin.span, meeting=meeting.meeting.key)


def put_checksums(files: Files, title: str) -> None:
    """The checksum file of everything in the folder."""
    digests = [(item.path, item.sha256) for item in files.artifacts if item.path != MANIFEST]
    written = (files.folder / MANIFEST).read_bytes()
    files.put(checksum_lines(digests, written), CHECKSUMS, ARCHIVE, title, "")


def keep_archive(old: Path, fresh: Path) -> None:
    """Bring the archive copy in the output folder ``old`` into the one that takes its place.

    Its files are linked, not moved: a run that is killed before the exchange leaves the old folder whole.
    """
    archive = old / ARCHIVE
    if archive.is_dir() and not archive.is_symlink():
        shutil.copytree(archive, fresh / ARCHIVE, symlinks=True, copy_function=linked)


def linked(source: str, target: str) -> None:
    """Give the file ``source`` a second name; a copy where the system cannot."""
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target)
