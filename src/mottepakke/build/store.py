"""Rendered files on disk, by what they were made from: may be deleted, shared, cut short or damaged at any moment.

``innhold/`` holds contents, named by their own SHA-256; ``oppslag/`` what is known of a key: the contents it stands for and
a few words about them, behind a checksum. Files come into place by renaming, so processes need no locks.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from mottepakke.build.outcome import CACHE_LIMIT

FOLDER = ".lager"
"""The store inside an output folder."""
KEPT_SHARE = 0.8
"""How full a clean-up leaves it, so that the next build does not clean up again."""
LEFT_BEHIND = 3600
"""Seconds after which a file that is still being written belongs to no living run."""
CONTENTS, ENTRIES, UNFINISHED = "innhold", "oppslag", ".ny-"
TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# Made by mottepakke; may be deleted at any moment.\n"
"""What keeps a folder out of backups (bford.info/cachedir)."""
CHECKSUM = hashlib.sha256().digest_size


class Entry(Struct, frozen=True):
    """The contents of a key, by name, and what its maker wrote about them (MessagePack)."""

    contents: tuple[str, ...]
    about: bytes


class Store:
    """A store in ``folder``. Nothing here fails: what cannot be read is not there, what cannot be written is not kept."""

    def __init__(self, folder: Path, limit: int = CACHE_LIMIT) -> None:
        self.folder = folder
        self.limit = limit
        self.grown = False

    def entry(self, key: str) -> Entry | None:
        """What is kept under ``key``; a damaged entry is removed."""
        path = self._place(ENTRIES, key)
        data = _read(path)
        if data is None:
            return None
        written = data[CHECKSUM:]
        if hashlib.sha256(written).digest() == data[:CHECKSUM]:
            with suppress(msgspec.MsgspecError):
                return msgspec.msgpack.decode(written, type=Entry)
        _remove(path)
        return None

    def content(self, name: str) -> bytes | None:
        """The content of that name; a damaged one is removed."""
        path = self._place(CONTENTS, name)
        data = _read(path)
        if data is None or hashlib.sha256(data).hexdigest() == name:
            return data
        _remove(path)
        return None

    def put_content(self, data: bytes) -> str:
        """Keep ``data``; its name."""
        name = hashlib.sha256(data).hexdigest()
        path = self._place(CONTENTS, name)
        if not _touched(path):
            self._write(path, data)
        return name

    def put(self, key: str, entry: Entry) -> None:
        """Keep ``entry`` under ``key``."""
        written = msgspec.msgpack.encode(entry)
        self._write(self._place(ENTRIES, key), hashlib.sha256(written).digest() + written)

    def clean(self) -> None:
        """Remove what was used least recently where the store is larger than its limit, if it has grown."""
        if not self.grown:
            return
        found = sorted((stat.st_mtime_ns, stat.st_size, path) for path, stat in self._files())
        size = sum(size for _, size, _ in found)
        if size > self.limit:
            for _, its, path in found:
                if size <= self.limit * KEPT_SHARE:
                    break
                _remove(Path(path))
                size -= its

    def _files(self) -> Iterator[tuple[str, os.stat_result]]:
        """The finished files; those that killed runs have left are removed."""
        inside = str(self.folder).count(os.sep) + 2
        for place, _, names in os.walk(self.folder):
            for name in names:
                path = os.path.join(place, name)  # noqa: PTH118 (hundreds of files: no path)
                with suppress(OSError):
                    stat = os.stat(path)  # noqa: PTH116
                    if name.startswith(UNFINISHED):
                        if time.time() - stat.st_mtime > LEFT_BEHIND:
                            _remove(Path(path))
                    elif place.count(os.sep) == inside:
                        yield path, stat

    def _place(self, kind: str, name: str) -> Path:
        return self.folder / kind / name[:2] / name

    def _write(self, path: Path, data: bytes) -> None:
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            tag = self.folder / "CACHEDIR.TAG"
            if not tag.exists():
                tag.write_bytes(TAG)
            fresh = path.with_name(UNFINISHED + os.urandom(8).hex())
            try:
                with fresh.open("xb") as out:  # as readable as output is: `tempfile` would hide it from colleagues
                    out.write(data)
                fresh.replace(path)
            finally:
                fresh.unlink(missing_ok=True)
            self.grown = True


def _read(path: Path) -> bytes | None:
    """What stands in a file, which is now the one used last; None where it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    _touched(path)
    return data


def _touched(path: Path) -> bool:
    """Whether the file is there, which is now the one used last."""
    try:
        os.utime(path)
    except OSError:
        return False
    return True


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
