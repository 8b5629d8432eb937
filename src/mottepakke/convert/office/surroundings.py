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


def surroundings_of(soffice: Path) -> tuple[tuple[Path, ...], tuple[Path, ...], tuple[str, ...]]:
    """The program and its version as files, the fonts it sees, and what names further ones."""
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


def _fonts(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder):
        yield from (Path(place, name) for name in names)
