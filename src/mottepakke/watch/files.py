"""What stands in a workspace's source folders, told apart from what editors leave there while they save."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

LAYOUTS = "layouts"
FOLDERS = ("packs", "sources", LAYOUTS)
"""What a workspace's documents are made from."""
PASSING = re.compile(
    r"""[.~] .*                        # hidden; «~$a.docx» of Word, «.~lock.a.odt#» of LibreOffice, «.a.md.swp» of vim
      | .* ~ | \#.*\#                  # older copies of vim, gedit and Emacs
      | .* \. (?: sw[a-z] | tmp | temp | bak | part | partial | crdownload | lock | lnk )
      | .* ___jb_(?: tmp | old )___    # JetBrains
      | 4913                           # vim, to find out whether it may write
      | thumbs\.db | desktop\.ini
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Names of files that are no sources: locks, swap files and copies that editors make for a moment."""
TEXT = (".md", ".markdown", ".yaml", ".yml")


class Stamp(Struct, frozen=True):
    """What tells that a file is another than it was: renaming gives another ``number``, writing another time or size."""

    size: int
    changed: int
    number: int


Files = Mapping[str, Stamp]
"""Source files by their path in the workspace as findings show it: with ``/``, letters composed."""


def is_source(name: str) -> bool:
    """Whether a file or folder of this name may hold a source."""
    return PASSING.fullmatch(name) is None


def look_over(root: Path, leave_out: Path | None = None) -> Files:
    """The source files below ``root``, without those in ``leave_out``; what cannot be looked into is not there.

    Links lead to what the program reads: out of the workspace to house styles alone.
    """
    found: dict[str, Stamp] = {}
    for name in FOLDERS:
        seen = {place for place in (_place(leave_out),) if place}
        for path, stamp in _below(root / name, name, root, seen):
            found[path] = stamp
    return found


def stamp_of(path: Path) -> Stamp | None:
    """What tells that the file is another than it was; None where there is none."""
    try:
        return _stamp(path.stat())
    except OSError:
        return None


def _stamp(stat: os.stat_result) -> Stamp:
    return Stamp(stat.st_size, stat.st_mtime_ns, stat.st_ino)


def _place(folder: Path | None) -> tuple[int, int] | None:
    """What a folder is, whatever leads to it."""
    try:
        stat = folder.stat() if folder else None
    except OSError:
        return None
    return (stat.st_dev, stat.st_ino) if stat and stat.st_ino else None


def _below(folder: Path, shown: str, root: Path, seen: set[tuple[int, int]]) -> Iterator[tuple[str, Stamp]]:
    """The files in ``folder`` and below; a folder that links lead back to is looked into once."""
    place = _place(folder)
    if place in seen:
        return
    if place:
        seen.add(place)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if not is_source(entry.name):
            continue
        path = f"{shown}/{unicodedata.normalize('NFC', entry.name)}"
        try:
            if entry.is_dir():
                if not entry.is_symlink() or _is_read(folder / entry.name, shown, root):
                    yield from _below(folder / entry.name, path, root, seen)
            else:
                yield path, _stamp(entry.stat())
        except (OSError, RuntimeError):
            continue


def _is_read(link: Path, shown: str, root: Path) -> bool:
    """Whether anything is read through a link in the folder ``shown``; what leads around the workspace may hold a disk."""
    target, home = link.resolve(), root.resolve()
    is_style = shown.partition("/")[0] == LAYOUTS and not home.is_relative_to(target)
    return target.is_relative_to(home) or is_style


def differences(old: Files, new: Files) -> frozenset[str]:
    """The files that came, went or changed."""
    return frozenset(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))


def digest_of(files: Files, below: str) -> str:
    """What stands for the files below a folder."""
    inside = [
        (path, stamp.size, stamp.changed, stamp.number) for path, stamp in sorted(files.items()) if path.startswith(below)
    ]
    return hashlib.sha256(repr(inside).encode(errors="surrogateescape")).hexdigest()
