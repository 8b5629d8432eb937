"""An output folder that is always whole: written beside the old one and exchanged in one step; single files likewise."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LEFT_BEHIND = 3600
"""Seconds after which a folder that is still being written belongs to no living run."""
AT_FDCWD = -100
RENAME_EXCHANGE = 2
"""renameat2(2), Linux 3.15."""


@contextmanager
def replaced_folder(target: Path) -> Iterator[Path]:
    """A new empty folder that takes the place of ``target`` when the block ends well, and is removed when it does not.

    Raises:
        OSError: the folder cannot be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    _recover(target)
    fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    fresh.chmod(0o755)
    try:
        yield fresh
        _put(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


@contextmanager
def replaced_files(folder: Path, name: str) -> Iterator[Path]:
    """A new empty folder whose files take the place of those in ``folder`` when the block ends well, one by one.

    ``name`` tells such folders apart that runs have left behind when they were killed.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _remove_left_behind(folder, name)
    fresh = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=folder))
    try:
        yield fresh
        for path in sorted(fresh.iterdir()):
            path.replace(folder / path.name)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}.forrige")


def _recover(target: Path) -> None:
    """Bring back the folder of a run that was killed between two renames, and remove what killed runs left long ago."""
    old = _old(target)
    if old.is_dir() and not target.exists():
        old.rename(target)
    _remove_left_behind(target.parent, target.name)


def _remove_left_behind(folder: Path, name: str) -> None:
    for left in folder.glob(f".{name}-*"):
        if time.time() - left.stat().st_mtime > LEFT_BEHIND:
            shutil.rmtree(left, ignore_errors=True)


def _put(fresh: Path, target: Path) -> None:
    if not target.exists():
        fresh.rename(target)
    elif not _exchange(fresh, target):
        old = _old(target)
        shutil.rmtree(old, ignore_errors=True)
        target.rename(old)
        try:
            fresh.rename(target)
        except OSError:
            old.rename(target)
            raise
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step where the system can; False where it cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    return bool(renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0)
