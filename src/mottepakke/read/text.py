"""Text files to clean text: UTF-8, one kind of line end, composed letters, no forbidden characters."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from stat import S_ISREG

from mottepakke import codes
from mottepakke.diagnostics import Report
from mottepakke.model.source import Span

MAX_BYTES = 2_000_000
"""The largest source file that is read."""

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
"""Characters that XML 1.0 (fifth edition, § 2.2) forbids or discourages: they break Word and PowerPoint files."""

BYTE_ORDER_MARK = "\ufeff"
UNICODE_BREAKS = "\x85\u2028\u2029"
"""Line ends that no editor shows and YAML counts; they come with pasted text, and its writer meant a space."""


def read_text(path: Path, shown: str, report: Report) -> str | None:
    """The text of ``path``, or None with a finding where it cannot be read (only regular files are opened).

    A byte order mark is dropped, CRLF and CR become LF, letters are composed (NFC, Unicode Annex 15), so that «å» typed on
    any machine is one character. ``shown`` is the path printed in findings.
    """
    raw = read_raw(path, shown, report)
    return None if raw is None else clean(raw.removeprefix(BYTE_ORDER_MARK), shown, report)


def read_raw(path: Path, shown: str, report: Report) -> str | None:
    """The text of ``path`` to the last character as it stands there, or None with a finding."""
    try:
        state = path.stat()
        if not S_ISREG(state.st_mode):
            report.add(codes.UNREADABLE_FILE, Span(shown), reason="@not_a_file")
            return None
        if state.st_size > MAX_BYTES:
            report.add(codes.FILE_TOO_LARGE, Span(shown), limit=f"{MAX_BYTES // 1_000_000} MB")
            return None
        data = path.read_bytes()
    except OSError as error:
        report.add(codes.UNREADABLE_FILE, Span(shown), reason=error.strerror or type(error).__name__)
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        report.add(codes.INVALID_UTF8, Span(shown, line), byte=f"0x{data[error.start]:02x}")
        return None


def compose(text: str) -> str:
    """``text`` with composed letters, and spaces for Unicode's own line ends."""
    return unicodedata.normalize("NFC", spaced(text, UNICODE_BREAKS))


def spaced(text: str, signs: str) -> str:
    """``text`` with a space for each of ``signs``; with few signs much faster than `str.translate`."""
    for sign in signs:
        text = text.replace(sign, " ")
    return text


def clean(text: str, shown: str, report: Report) -> str:
    """``text`` with LF line ends, composed, and without forbidden characters (each line with one is reported)."""
    text = compose(text.replace("\r\n", "\n").replace("\r", "\n"))
    if not FORBIDDEN.search(text):
        return text
    for number, line in enumerate(text.split("\n"), 1):
        found = FORBIDDEN.search(line)
        if found:
            character = f"U+{ord(found.group()):04X}"
            report.add(codes.CONTROL_CHARACTER, Span(shown, number, found.start() + 1), character=character)
    return FORBIDDEN.sub("", text)
