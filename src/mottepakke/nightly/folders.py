"""The folders of runs: one a day, a name that leads to the newest, one run at a time, and what becomes of old ones."""

from __future__ import annotations

import datetime as dt
import errno
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from mottepakke import codes
from mottepakke.build.folder import replaced_folder
from mottepakke.diagnostics import Diagnostic, UsageStop
from mottepakke.locking import Held, locked
from mottepakke.model.source import Span

NIGHTLY, LATEST, INDEX = "nightly", "latest", "index.html"
LOCK = ".nightly.lock"
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
LEFT_BEHIND = re.compile(r"\.(\d{4}-\d{2}-\d{2}|latest)-.*")
FORMER = re.compile(r"\.(\d{4}-\d{2}-\d{2})\.forrige")
MONTHS = 12
"""Months of which the first run is kept besides the newest."""
FULL = tuple(os.strerror(number) for number in (errno.ENOSPC, errno.EDQUOT, errno.EROFS))
LEADING_ON = """<!doctype html>
<html lang="nb">
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url=../{date}/index.html">
<title>{date}</title>
<p><a href="../{date}/index.html">{date}</a></p>
</html>
"""


def is_full(reason: str) -> bool:
    """Whether what the system says means that nobody can write to the disk."""
    return reason in FULL


def cannot_write(path: Path, error: OSError) -> UsageStop:
    """What stops a run that cannot write ``path``."""
    reason = error.strerror or type(error).__name__
    return UsageStop(Diagnostic.at(codes.CANNOT_WRITE, Span(path.name), reason=reason))


def put(path: Path, data: bytes) -> None:
    """Write a file of the run.

    Raises:
        UsageStop: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise cannot_write(path, error) from None


@contextmanager
def the_only_run(place: Path, patience: float) -> Iterator[None]:
    """The lock of all runs below ``place``.

    Raises:
        UsageStop: another run holds it for longer than ``patience`` seconds, or the folder cannot be written.
    """
    with ExitStack() as stack:
        try:
            place.mkdir(parents=True, exist_ok=True)
            stack.enter_context(locked(place / LOCK, patience))
        except Held as held:
            raise UsageStop(Diagnostic.at(codes.NIGHTLY_IN_USE, Span("."), holder=held.holder)) from None
        except OSError as error:
            raise cannot_write(place, error) from None
        yield


def runs(place: Path) -> list[dt.date]:
    """The days of which there is a run, oldest first."""
    found = []
    for path in place.iterdir() if place.is_dir() else ():
        if DATE.fullmatch(path.name) and path.is_dir() and not path.is_symlink():
            with suppress(ValueError):
                found.append(dt.date.fromisoformat(path.name))
    return sorted(found)


def tidy(place: Path) -> None:
    """Remove what runs have left that were killed; only for the one that holds the lock."""
    for path in sorted(place.iterdir()):
        former = FORMER.fullmatch(path.name)
        if former and not (place / former[1]).exists():
            with suppress(OSError):
                path.rename(place / former[1])
        elif former or LEFT_BEHIND.fullmatch(path.name):
            _remove(path)


def lead_to(place: Path, date: dt.date) -> None:
    """Let ``latest`` lead to the run of ``date``: a link, or a folder with a page that leads on where links cannot be made.

    Raises:
        OSError: neither can be written.
    """
    latest = place / LATEST
    folder = Path(tempfile.mkdtemp(prefix=f".{LATEST}-", dir=place))
    try:
        link = folder / LATEST
        link.symlink_to(date.isoformat(), target_is_directory=True)
        if latest.is_dir() and not latest.is_symlink():
            latest.rename(folder / "gammel")
        link.replace(latest)
    except (OSError, NotImplementedError):
        with replaced_folder(latest) as fresh:
            put(fresh / INDEX, LEADING_ON.format(date=date).encode())
    finally:
        _remove(folder)


def led_to(place: Path) -> dt.date | None:
    """The day of the run that ``latest`` leads to; None where it leads to none that stands."""
    latest = place / LATEST
    try:
        named = str(latest.readlink()) if latest.is_symlink() else (latest / INDEX).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    found = DATE.search(named)
    return next((date for date in runs(place) if found and date.isoformat() == found[0]), None)


def prune(place: Path, keep: int, spared: Sequence[dt.date]) -> None:
    """Remove old runs but the ``keep`` newest, the first of each of the last months, and those ``spared``."""
    found = runs(place)
    firsts = {(date.year, date.month): date for date in reversed(found)}
    monthly = [firsts[month] for month in sorted(firsts)[-MONTHS:]]
    kept = {*found[-keep:], *monthly, *spared}
    for date in found:
        if date not in kept:
            old = place / date.isoformat()
            gone = place / f".{date}-gammel"
            with suppress(OSError):
                old.rename(gone)
            _remove(gone)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)
