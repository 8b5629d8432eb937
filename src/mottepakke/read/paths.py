"""Files that sources name: found inside the workspace, whatever form their letters have on disk."""

from __future__ import annotations

import unicodedata
from enum import Enum, auto
from pathlib import Path

from mottepakke import codes
from mottepakke.diagnostics import Report
from mottepakke.model.source import Span
from mottepakke.read.fields import brief

UNUSABLE = (OSError, RuntimeError, ValueError)
"""What the system raises for names that are too long, links in a ring, and folders one may not look into."""

IN_USE = (".", "~")
"""How the names of hidden files begin, and of those that Office keeps beside an open document."""
TEXTS = (".md", ".txt", ".markdown")
"""Endings that editors give to Markdown."""
ALIKE = 0.8
"""How like two names are of which one may be the other misspelled, from 0 to 1."""


def shown_path(path: Path, root: Path) -> str:
    """``path`` as findings print it: relative to the workspace, with forward slashes, letters composed."""
    relative = path.relative_to(root) if path.is_relative_to(root) else path
    return unicodedata.normalize("NFC", relative.as_posix())


class Found(Enum):
    """What there is under a path."""

    FILE = auto()
    EMPTY = auto()
    MISSING = auto()
    OUTSIDE = auto()


def look_at(path: Path, root: Path) -> Found:
    """What ``path`` is after every link has been followed; what the system will not look at is missing."""
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            return Found.OUTSIDE
        if not path.is_file():
            return Found.MISSING
        return Found.FILE if path.stat().st_size else Found.EMPTY
    except UNUSABLE:
        return Found.MISSING


def find_file(name: str, folder: Path, root: Path, span: Span, report: Report) -> Path | None:
    """The file ``name`` of a source in ``folder``, or None with a finding.

    The file must lie inside ``root`` after every link has been followed, be a regular file and not be empty.
    """
    try:
        path = _on_disk(folder, name)
    except UNUSABLE:
        path = folder
    match Found.OUTSIDE if Path(name).is_absolute() else look_at(path, root):
        case Found.FILE:
            return path
        case Found.EMPTY:
            report.add(codes.EMPTY_FILE, span, file=brief(name))
        case Found.MISSING:
            nearest = _nearest(path, root)
            report.add(codes.MISSING_FILE, span, file=brief(name), folder=shown_path(folder, root), nearest=nearest)
        case Found.OUTSIDE:
            report.add(codes.OUTSIDE_WORKSPACE, span, file=brief(name))
    return None


def _nearest(path: Path, root: Path) -> str:
    """The name of the file beside ``path`` whose name is most like its own; '' where none is."""
    from difflib import get_close_matches  # for those who misspell

    wanted = unicodedata.normalize("NFC", path.name).lower()
    try:
        files = [entry for entry in path.parent.iterdir() if entry.is_file()] if path.is_relative_to(root) else []
    except UNUSABLE:
        return ""
    alike = (file.name for file in files if file.suffix.lower() == path.suffix.lower() and not file.name.startswith(IN_USE))
    there = {name.lower(): name for name in sorted(unicodedata.normalize("NFC", name) for name in alike)}
    return next((there[name] for name in get_close_matches(wanted, there, 1, ALIKE)), "")


def renamed(path: Path) -> str:
    """The name of a text file that is meant to be ``path``: `Toppnotat.md`, `toppnotat.md.txt`; '' where none is."""
    try:
        found = sorted(entry.name for entry in path.parent.iterdir() if entry.is_file())
    except UNUSABLE:
        return ""
    stem = path.stem.lower()
    return next((name for name in found if name.lower().startswith(stem) and name.lower().endswith(TEXTS)), "")


def _on_disk(folder: Path, name: str) -> Path:
    """``folder/name`` with each part spelled as on disk where only the composition of letters differs."""
    path = folder
    for part in name.split("/"):
        direct = path / part
        if part not in ("", ".", "..") and not direct.exists() and path.is_dir():
            wanted = unicodedata.normalize("NFC", part)
            same = (entry for entry in path.iterdir() if unicodedata.normalize("NFC", entry.name) == wanted)
            direct = next(same, direct)
        path = direct
    return path
