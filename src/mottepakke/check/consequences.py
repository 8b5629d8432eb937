"""One mistake, one finding: what follows from a mistake that is told already is not told beside it.

It comes back by itself where it still stands when the mistake has been mended.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from mottepakke import codes
from mottepakke.diagnostics import Code, Diagnostic

TIMES_OF_AGENDA = frozenset(
    {
        *(codes.AGENDA_OVERRUN, codes.AGENDA_OVERLAP, codes.AGENDA_PAST_MIDNIGHT, codes.MISSING_DURATION),
        *(codes.FIXED_TIME_GAP, codes.LONG_WITHOUT_BREAK, codes.AGENDA_ENDS_EARLY, codes.NEXT_MEETING_INCOMPLETE),
    }
)
"""What is computed from durations and times."""
NUMBERS_IN_MINUTES = frozenset({codes.MINUTES_UNKNOWN_CASE, codes.CASE_WITHOUT_DECISION, codes.DECISION_NOT_AS_RECORDED})
"""What minutes say of cases by their numbers."""
DAYS_OF_MEETING = frozenset(
    {
        *(codes.EARLIER_AFTER_MEETING, codes.OTHER_MEETING_DATE, codes.LEDGER_DATE_DIFFERS, codes.MEETING_ON_DAY_OFF),
        *(codes.DEADLINE_PASSED, codes.DEADLINE_ON_DAY_OFF, codes.NEXT_MEETING_NOT_LATER),
    }
)
"""What is compared with the meeting's date."""

IN_MEETING: dict[Code, frozenset[Code]] = {
    codes.NUMBER_TAKEN: NUMBERS_IN_MINUTES,
    codes.MEETING_YEAR_MISMATCH: NUMBERS_IN_MINUTES | DAYS_OF_MEETING,
}
IN_FILE: dict[Code, frozenset[Code]] = {codes.INVALID_NUMBER: TIMES_OF_AGENDA, codes.INVALID_TIME: TIMES_OF_AGENDA}
ON_LINE: dict[Code, frozenset[Code]] = {
    codes.MISSING_FILE: frozenset({codes.ATTACHMENT_NOT_MENTIONED}),
    codes.ACTION_WITHOUT_DATE: frozenset({codes.IMPOSSIBLE_DATE}),
}
"""By what is told: what follows from it anywhere in the meeting, in the same file, and on the same line."""


def without_consequences(found: Collection[Diagnostic]) -> Iterator[Diagnostic]:
    """``found`` without what follows from others of them."""
    everywhere: set[tuple[Code, str, int]] = set()
    misspelled: set[str] = set()
    for item in found:
        everywhere |= {(code, "", 0) for code in IN_MEETING.get(item.code, ())}
        everywhere |= {(code, item.span.path, 0) for code in IN_FILE.get(item.code, ())}
        everywhere |= {(code, item.span.path, item.span.line) for code in ON_LINE.get(item.code, ())}
        if item.code is codes.MISSING_FILE:
            misspelled.add(_arg(item, "nearest"))
    for item in found:
        places = {(item.code, "", 0), (item.code, item.span.path, 0), (item.code, item.span.path, item.span.line)}
        if not places & everywhere and not _is_of_file(item, misspelled - {""}):
            yield item


def _is_of_file(item: Diagnostic, files: Collection[str]) -> bool:
    """Whether a finding is about a file that is there, and whose name a source has misspelled."""
    if item.code is codes.UNLISTED_FILE:
        return _arg(item, "file") in files
    if item.code is codes.UNKNOWN_ATTACHMENT:
        name = unicodedata.normalize("NFC", _arg(item, "reference").replace(":", "/").rpartition("/")[2])
        return name in {PurePosixPath(file).stem for file in files}
    return False


def _arg(item: Diagnostic, key: str) -> str:
    return dict(item.args).get(key, "")
