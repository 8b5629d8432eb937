"""What has been rendered before, by the content of everything it depends on: never by time stamps or places.

A key is the SHA-256 of the program, of values as MessagePack and, where a value names a file, of what stands in it. What is
made goes into the store with `Cache.commit`, and only where every file still says what it said when the keys were made.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sys
import zlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import TZPATH

import msgspec
from msgspec import Struct, field

import mottepakke
from mottepakke.build.outcome import Options
from mottepakke.build.store import Entry, Store
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.packed import path_as_text, text_as_path
from mottepakke.write.written import Written

T = TypeVar("T")
PROGRAM = Path(mottepakke.__file__).parent
SOURCES = (".py", ".json")
"""Endings of the program's files that decide what is rendered; those of layouts are in keys of their own."""
ZONE = "Europe/Oslo"
"""The system's rules for the times in calendars."""
OUTSIDE = hashlib.sha256(b"outside").hexdigest()
"""The key of what is remembered of files that are no sources."""
CHUNK = 1 << 20
COMPILED = "__pycache__"
"""What folders hold besides that follows from the rest."""


class Made(Struct, frozen=True):
    """Entries to be made, and what stood in the files that their keys name."""

    entries: tuple[tuple[str, Entry], ...] = ()
    digests: Mapping[Path, str] = field(default_factory=dict)


class Seen(Struct, frozen=True):
    """What stood in a file when the system said ``state`` of it."""

    state: tuple[int, ...]
    digest: str


class Cache:
    """The cache of one build in the workspace ``root``; without a ``store`` it knows nothing and keeps nothing."""

    def __init__(self, store: Store | None = None, root: Path = Path()) -> None:
        self._store = store
        self._root = root
        self._digests: dict[Path, str] = {}
        self._encoder = msgspec.msgpack.Encoder(enc_hook=self._file, order="deterministic")
        self._made: list[tuple[str, Entry]] = []
        self.is_lasting = True
        """Whether the next build would come to the same; not where LibreOffice gave up, and might do better."""

    @property
    def is_on(self) -> bool:
        """Whether anything is kept."""
        return self._store is not None

    def key(self, kind: str, *values: object) -> str:
        """The key of something of ``kind`` made from ``values``; '' without a store."""
        if self._store is None:
            return ""
        digest = hashlib.sha256(self.program.encode())
        digest.update(self._encoder.encode((kind, values)))
        return digest.hexdigest()

    def written(self, key: str) -> Written | None:
        """The file kept under ``key``."""
        found = self.found(key, tuple[Diagnostic, ...])
        return Written(found[1][0], found[0]) if found else None

    def keep_written(self, key: str, written: Written) -> None:
        """Keep a file under ``key``."""
        self.keep(key, written.diagnostics, [written.data])

    def found(self, key: str, shape: type[T]) -> tuple[T, list[bytes]] | None:
        """What is said about ``key``, and all its contents."""
        known = self.known(key, shape)
        if known is None:
            return None
        contents = [data for data in map(self.content, known[1]) if data is not None]
        return (known[0], contents) if len(contents) == len(known[1]) else None

    def known(self, key: str, shape: type[T]) -> tuple[T, tuple[str, ...]] | None:
        """What is said about ``key``, and the names of its contents."""
        entry = self._store.entry(key) if self._store else None
        if entry is None:
            return None
        try:
            return msgspec.msgpack.decode(entry.about, type=shape, dec_hook=text_as_path), entry.contents
        except msgspec.MsgspecError:
            return None

    def content(self, name: str) -> bytes | None:
        """The content of that name, if it is there and whole."""
        return self._store.content(name) if self._store else None

    def keep(self, key: str, about: object, contents: Iterable[bytes]) -> None:
        """Keep ``contents`` under ``key`` from the next `commit` on; paths in ``about`` are to be in the key as they are."""
        if self._store is not None:
            names = tuple(map(self._store.put_content, contents))
            self._made.append((key, Entry(names, msgspec.msgpack.encode(about, enc_hook=path_as_text))))

    def digest_outside(self, paths: Iterable[Path]) -> str:
        """The digest of those of ``paths`` that are there: files outside the workspace, such as the system's fonts."""
        found = {str(path): digest for path in paths if (digest := self._remembered(str(path)))}
        return hashlib.sha256("".join(f"{path}\0{digest}\n" for path, digest in sorted(found.items())).encode()).hexdigest()

    def handed_over(self) -> Made:
        """What was made and is not entered yet, for the process that will; it is no longer here."""
        made = Made(tuple(self._made), dict(self._digests))
        self._made.clear()
        return made

    def take(self, made: Made) -> None:
        """What another process has made; nothing, where the two have not seen the same files."""
        if all(self._digests.get(path, digest) == digest for path, digest in made.digests.items()):
            self._digests.update(made.digests)
            self._made += made.entries

    def commit(self) -> None:
        """Enter what was made, unless a file has changed since: then nobody knows what it was made from."""
        if self._store is None:
            return
        if self._outside != self._before:
            self._store.put(OUTSIDE, Entry((), msgspec.msgpack.encode(self._outside)))
        if not self._made:
            return
        now = Cache(self._store, self._root)
        if all(now._digest(path) == known for path, known in self._digests.items()):
            for key, entry in self._made:
                self._store.put(key, entry)
        self._made.clear()
        self._store.clean()

    @cached_property
    def program(self) -> str:
        """What renders: this program's own files, installed packages by version, Python and zlib."""
        return program_digest(self._remembered)

    def _file(self, value: Any) -> tuple[str, str]:
        """A file or folder as keys have it: its name in the workspace, and its content."""
        if not isinstance(value, Path):
            raise NotImplementedError(type(value).__name__)
        inside = value.is_relative_to(self._root)
        return (value.relative_to(self._root).as_posix() if inside else value.name), self._digest(value)

    def _digest(self, path: Path) -> str:
        """What stands in a file, or in all files of a folder; why not where it cannot be read."""
        if path not in self._digests:
            try:
                self._digests[path] = self._of_folder(path) if path.is_dir() else self._of_file(path)
            except (OSError, ValueError) as error:
                self._digests[path] = type(error).__name__
        return self._digests[path]

    def _of_file(self, path: Path) -> str:
        is_source = path.is_relative_to(self._root) and not path.is_relative_to(PROGRAM)
        return _of_file(path) if is_source else self._remembered(str(path)) or _of_file(path)

    def _remembered(self, path: str) -> str:
        """The digest of a file that is no source, many of which rarely change; '' where it cannot be read.

        What stood in it is remembered for as long as the system says that nobody has touched it (its time of change, which
        no program can set, its size and its number on the disk).
        """
        seen = _seen(path, self._outside.get(path))
        if seen is None:
            self._outside.pop(path, None)
            return ""
        self._outside[path] = seen
        return seen.digest

    @cached_property
    def _before(self) -> Mapping[str, Seen]:
        """What files outside the workspace said at the last build."""
        found = self.known(OUTSIDE, dict[str, Seen])
        return found[0] if found else {}

    @cached_property
    def _outside(self) -> dict[str, Seen]:
        return dict(self._before)

    def _of_folder(self, folder: Path) -> str:
        whole = "".join(f"{name}\0{self._digest(Path(place))}\n" for name, place in _files(folder))
        return hashlib.sha256(whole.encode()).hexdigest()


def program_digest(digest_of: Callable[[str], str]) -> str:
    """See `Cache.program`; ``digest_of`` gives that of a file."""
    digest = hashlib.sha256()
    for name in sorted({name for folder in sys.path for name in _packages(folder or ".")}):
        digest.update(name.encode())
    digest.update(repr((sys.version, platform.machine(), sys.platform, zlib.ZLIB_RUNTIME_VERSION)).encode())
    for path in (Path(folder, ZONE) for folder in TZPATH):
        digest.update(path.read_bytes() if path.is_file() else b"\0")
    for name, place in _files(PROGRAM):
        if name.endswith(SOURCES):
            digest.update(f"{name}\0{digest_of(place)}\n".encode())
    return digest.hexdigest()


def _packages(folder: str) -> list[str]:
    """The packages installed in a folder, with their versions."""
    with suppress(OSError):
        return [name for name in os.listdir(folder) if name.endswith(".dist-info")]  # noqa: PTH208 (half the time)
    return []


def _files(folder: Path) -> list[tuple[str, str]]:
    """The files in a folder and those in it, by their names from there; `Path.rglob` takes four times as long."""
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = (name for name in folders if name != COMPILED)
        inside = place[len(str(folder)) :].replace(os.sep, "/")
        found += [(f"{inside}/{name}", os.path.join(place, name)) for name in names]  # noqa: PTH118
    return sorted(found)


def _seen(path: str, before: Seen | None) -> Seen | None:
    try:
        stat = os.stat(path)  # noqa: PTH116 (hundreds of files: no path)
        state = (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
        return before if before and before.state == state else Seen(state, _of_file(path))
    except OSError:
        return None


def _of_file(path: Path | str) -> str:
    digest = hashlib.sha256()
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 (hundreds of small files: no buffer, no path)
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


NO_CACHE = Cache()
"""For builds that render everything."""


def cache_of(options: Options, root: Path) -> Cache:
    """The cache that a build in the workspace ``root`` is to use."""
    return Cache(Store(options.cache, options.cache_limit), root) if options.cache else NO_CACHE
