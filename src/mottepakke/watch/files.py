"""What stands in a workspace's source folders, told apart from what editors leave there while they save."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

FOLDERS = ("packs", "sources", "layouts")
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
    """The source files below ``root``, without those in ``leave_out``; what cannot be looked into is not there."""
    found: dict[str, Stamp] = {}
    for folder in FOLDERS:
        for path, stamp in _below(root / folder, folder, leave_out, set()):
            found[path] = stamp
    return found


def _below(folder: Path, shown: str, leave_out: Path | None, seen: set[tuple[int, int]]) -> Iterator[tuple[str, Stamp]]:
    """The files in ``folder`` and below; a folder that links lead back to is looked into once."""
    try:
        itself = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    place = (itself.st_dev, itself.st_ino)
    if folder == leave_out or (place in seen and itself.st_ino):
        return
    seen.add(place)
    for entry in entries:
        if not is_source(entry.name):
            continue
        path = f"{shown}/{unicodedata.normalize('NFC', entry.name)}"
        try:
            if entry.is_dir():
                yield from _below(folder / entry.name, path, leave_out, seen)
            else:
                stat = entry.stat()
                yield path, Stamp(stat.st_size, stat.st_mtime_ns, stat.st_ino)
        except OSError:
            continue


def differences(old: Files, new: Files) -> frozenset[str]:
    """The files that came, went or changed."""
    return frozenset(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))


def digest_of(files: Files, below: str) -> str:
    """What stands for the files below a folder."""
    inside = [
        (path, stamp.size, stamp.changed, stamp.number) for path, stamp in sorted(files.items()) if path.startswith(below)
    ]
    return hashlib.sha256(repr(inside).encode(errors="surrogateescape")).hexdigest()
