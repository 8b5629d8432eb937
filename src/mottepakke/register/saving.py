"""Writing to a committee's folder: one writer at a time, each file whole, and never less than what stood there.

**One writer.** Whatever changes a committee's ledger or its meetings' `.sendt.yaml` does so in `save`, under one lock a
committee. The ledger is read after the lock is taken, so that a number computed from it is still free when it is written.

**Whole files.** Every new file is first written in full beside its place and forced to disk; only when all of them are there
are they put in place, each in one step (`os.replace`). A full disk or a folder without access shows itself before anything
has been replaced.

**Several files.** The ledger comes first, then the other files in the order given, removals last. A run killed in between
leaves numbers in the ledger that no `.sendt.yaml` speaks of yet: they are reserved for their cases by key, nobody else is
given them, the meeting still counts as a draft, and the same command run again finds them and goes on to the end. The other
way round a meeting would be sealed with numbers that the ledger could give away.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from stat import S_IMODE

from msgspec import Struct

from mottepakke import codes
from mottepakke.diagnostics import Diagnostic, Report
from mottepakke.locking import Held, locked
from mottepakke.model.meeting import Committee
from mottepakke.model.source import Span
from mottepakke.read.note import Place
from mottepakke.read.paths import Found, look_at, shown_path
from mottepakke.read.text import read_raw
from mottepakke.register.change import Change, RegisterRefused
from mottepakke.register.reading import Register, read_register
from mottepakke.register.text import changed

LEDGER = "saksregister.yaml"
LOCK = ".saksregister.lock"
PATIENCE = 30.0
"""Seconds to wait for the lock: a writer holds it for well below one."""
UNSYNCED = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES}
"""What systems answer that cannot force a folder to disk (network shares, Windows)."""


class Step(Struct, frozen=True):
    """What one run writes: changes to the ledger, and files of the committee's folder by name (None removes one)."""

    changes: tuple[Change, ...] = ()
    files: tuple[tuple[str, bytes | None], ...] = ()


class Saved(Struct, frozen=True):
    """The ledger's text before and after a step (equal where it was not changed)."""

    before: str
    after: str


def current(root: Path, committee: Committee) -> Register:
    """The ledger as it stands on disk, empty where there is none; takes no lock.

    Raises:
        RegisterRefused: it cannot be read, or has errors.
    """
    path = _ledger_path(root, committee)
    place = _place(root, committee)
    report = Report()
    if look_at(path, root) is Found.OUTSIDE:
        report.add(codes.OUTSIDE_WORKSPACE, Span(place.shown), file=place.shown)
        raise RegisterRefused(report)
    text = read_raw(path, place.shown, report) if os.path.lexists(path) else ""
    if text is None:
        raise RegisterRefused(report)
    return read_register(text, committee, place)


def preview(root: Path, committee: Committee, decide: Callable[[Register], Step]) -> Saved:
    """What `save` would make of the ledger now; writes nothing.

    Raises:
        RegisterRefused: as `save`, but for the lock and the writing.
    """
    before = current(root, committee)
    return Saved(before.text, changed(before, decide(before).changes, committee, _place(root, committee)))


def save(root: Path, committee: Committee, decide: Callable[[Register], Step], patience: float = PATIENCE) -> Saved:
    """Read the ledger of ``committee``, let ``decide`` say what to write, write it; nobody else writes meanwhile.

    ``decide`` may raise whatever it likes to call it off: then nothing is written. It must not call `save`.

    Raises:
        RegisterRefused: the lock was not free within ``patience`` seconds, the ledger has errors or does not take the
            changes, or something cannot be written. Nothing is lost.
    """
    with _locked(root, committee, patience):
        before = current(root, committee)
        step = decide(before)
        after = changed(before, step.changes, committee, _place(root, committee))
        path = _ledger_path(root, committee)
        files = [(_beside_ledger(name, path, root), data) for name, data in step.files]
        if after != before.text:
            files.insert(0, (path, after.encode()))
        _put(files, root)
    return Saved(before.text, after)


def _ledger_path(root: Path, committee: Committee) -> Path:
    return root / "packs" / committee.slug / LEDGER


def _place(root: Path, committee: Committee) -> Place:
    path = _ledger_path(root, committee)
    return Place(shown_path(path, root), path.parent, root)


def _beside_ledger(name: str, ledger: Path, root: Path) -> Path:
    path = ledger.with_name(name)
    if look_at(path, root) is Found.OUTSIDE:
        shown = shown_path(path, root)
        raise RegisterRefused([Diagnostic.at(codes.OUTSIDE_WORKSPACE, Span(shown), file=shown)])
    return path


@contextmanager
def _locked(root: Path, committee: Committee, patience: float) -> Iterator[None]:
    """The committee's lock."""
    folder = _ledger_path(root, committee).parent
    shown = shown_path(folder / LOCK, root)
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(folder / LOCK, patience))
        except Held as held:
            args = {"holder": held.holder, "lock": shown, "seconds": f"{patience:g}"}
            raise RegisterRefused(
                [Diagnostic.at(codes.REGISTER_IN_USE, Span(shown_path(folder / LEDGER, root)), **args)]
            ) from None
        except OSError as error:
            raise _not_written(folder / LOCK, root, error) from None
        yield


def _not_written(path: Path, root: Path, error: OSError) -> RegisterRefused:
    reason = error.strerror or type(error).__name__
    return RegisterRefused([Diagnostic.at(codes.REGISTER_NOT_WRITTEN, Span(shown_path(path, root)), reason=reason)])


def _put(files: Sequence[tuple[Path, bytes | None]], root: Path) -> None:
    """Write every file beside its place, then put them there one by one."""
    fresh: dict[Path, Path] = {}
    path = root
    try:
        for path, data in files:
            if data is not None:
                fresh[path] = _beside(path.resolve())
                _write(fresh[path], data, path)
        for path, data in sorted(files, key=lambda file: file[1] is None):
            if data is None:
                path.unlink(missing_ok=True)
            else:
                fresh[path].replace(path.resolve())
            _sync_folder(path.resolve().parent)
    except OSError as error:
        raise _not_written(path, root, error) from None
    finally:
        for left in fresh.values():
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    """Where the new ``path`` is written; there is one writer, who also clears away what a killed one left."""
    return path.with_name(f".{path.name}.ny")


def _write(fresh: Path, data: bytes, target: Path) -> None:
    """A new file on disk, with the rights of the one it is to replace, which must be one that may be written."""
    rights = None
    if target.exists():
        with target.open("r+b") as old:
            rights = S_IMODE(os.fstat(old.fileno()).st_mode)
    fresh.unlink(missing_ok=True)
    with fresh.open("xb") as file:
        file.write(data)
        file.flush()
        if rights is not None:
            fresh.chmod(rights)
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Force the names in ``folder`` to disk, where the system can."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in UNSYNCED:
            raise
