"""LibreOffice on this machine: where it is, and what surrounds it when it runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

VARIABLE = "MOTTEPAKKE_SOFFICE"
NAMES = ("soffice", "libreoffice")
USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "~/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
)
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
WINDOWS_PLACES = ("LibreOffice/program/soffice.exe", "Programs/LibreOffice/program/soffice.exe")

PASSED_ON = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PROGRAMFILES", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
"""What LibreOffice may know of the environment: where the system and its fonts are."""

SEALS = (
    ("unshare", "--map-root-user", "--net", "--pid", "--fork", "--kill-child", "sh", "-c", '"$@"; exit "$?"', "sh"),
    ("unshare", "--map-root-user", "--net"),
)
"""Ways to run a program without a network (namespaces(7)), the tightest first: the first one also ends whatever the
program has started, however it was started. The shell is there because a crash does not end the first process of a PID
namespace (pid_namespaces(7)), which must not be LibreOffice."""
PROBE_SECONDS = 10


def find_soffice() -> Path | None:
    """LibreOffice's command: the one MOTTEPAKKE_SOFFICE names, the one on PATH, or one in a usual place."""
    named = os.environ.get(VARIABLE)
    if named:
        return _program(Path(named).expanduser())
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found:
        return Path(found)
    return next((program for program in map(_program, _usual_places()) if program), None)


def _program(path: Path) -> Path | None:
    return path if path.is_file() and os.access(path, os.X_OK) else None


def _usual_places() -> Iterator[Path]:
    yield from (Path(place).expanduser() for place in USUAL_PLACES)
    for variable in WINDOWS_FOLDERS:
        if os.environ.get(variable):
            yield from (Path(os.environ[variable]) / place for place in WINDOWS_PLACES)


def environment(home: Path) -> dict[str, str]:
    """All that LibreOffice sees of the environment: no proxies, displays, keys or folders of the user's.

    Fonts the user has installed are found (XDG Base Directory, ``fonts`` in the data folder).
    """
    known = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    folders = dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), str(home))
    return {
        **known,
        **folders,
        "PATH": os.environ.get("PATH", "") if sys.platform == "win32" else "/usr/local/bin:/usr/bin:/bin",
        "LANG": "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8",
        "TZ": "UTC",
        "SAL_USE_VCLPLUGIN": "svp",
        "XDG_DATA_HOME": data,
    }


def seal(variables: Mapping[str, str]) -> tuple[str, ...]:
    """The words to put before a command so that it has no network; none where this system has or permits no such way."""
    for words in SEALS:
        if shutil.which(words[0]) and _works(words, variables):
            return words
    return ()


def _works(words: tuple[str, ...], variables: Mapping[str, str]) -> bool:
    try:
        done = subprocess.run(
            [*words, "true"],
            env=dict(variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PROBE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
