"""Files that sources name: found inside the workspace, whatever form their letters have on disk."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from mottepakke import codes
from mottepakke.diagnostics import Report
from mottepakke.model.source import Span


def shown_path(path: Path, root: Path) -> str:
    """``path`` as findings print it: relative to the workspace, with forward slashes, letters composed."""
    relative = path.relative_to(root) if path.is_relative_to(root) else path
    return unicodedata.normalize("NFC", relative.as_posix())


def find_file(name: str, folder: Path, root: Path, span: Span, report: Report) -> Path | None:
    """The file ``name`` of a source in ``folder``, or None with a finding.

    The file must lie inside ``root`` after every link has been followed, be a regular file and not be empty.
    """
    path = _on_disk(folder, name)
    try:
        real = path.resolve()
        outside = Path(name).is_absolute() or not real.is_relative_to(root.resolve())
        regular = not outside and real.is_file()
        empty = regular and real.stat().st_size == 0
    except (OSError, ValueError, RuntimeError):
        report.add(codes.MISSING_FILE, span, file=name, folder=shown_path(folder, root))
        return None
    if outside:
        report.add(codes.OUTSIDE_WORKSPACE, span, file=name)
    elif not regular:
        report.add(codes.MISSING_FILE, span, file=name, folder=shown_path(folder, root))
    elif empty:
        report.add(codes.EMPTY_FILE, span, file=name)
    else:
        return path
    return None


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
