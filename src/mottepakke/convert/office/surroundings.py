"""What a conversion depends on besides the file: told without starting LibreOffice, which takes longer than many a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

VERSION_FILES = ("versionrc", "version.ini", "../Resources/versionrc")
"""Where a LibreOffice says which build it is, from the folder of its program."""
FONT_FOLDERS = {
    "darwin": ("/Library/Fonts", "/System/Library/Fonts"),
    "win32": ("C:/Windows/Fonts",),
}
OTHER_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/etc/fonts")
VARIABLES = ("FONTCONFIG_FILE", "FONTCONFIG_PATH", "XDG_DATA_HOME")

Fonts = tuple[tuple[str, int, int], ...]


def surroundings_of(soffice: Path) -> tuple[tuple[Path, ...], Fonts, tuple[str, ...]]:
    """The program and its version as files to be known by their content, the system's fonts, what names further ones.

    Fonts, of which a system may have a gigabyte, are known by name, size and time of change.
    """
    program = soffice.resolve()
    versions = (program.parent / name for name in VERSION_FILES)
    files = (program, *(path for path in versions if path.is_file()))
    folders = (
        *map(Path, FONT_FOLDERS.get(sys.platform, OTHER_FONT_FOLDERS)),
        program.parent.parent / "share" / "fonts",
        _own(),
    )
    fonts = tuple(sorted(font for folder in folders for font in _fonts(folder)))
    return files, fonts, tuple(os.environ.get(name, "") for name in VARIABLES)


def _own() -> Path:
    """The user's fonts, which LibreOffice sees; see `program.environment`."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "fonts"


def _fonts(folder: Path) -> Iterator[tuple[str, int, int]]:
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place, name)
            try:
                stat = path.stat()
            except OSError:
                continue
            yield str(path), stat.st_size, stat.st_mtime_ns
