"""Spreadsheet formulas that would look outside the file, or give another value tomorrow."""

from __future__ import annotations

import datetime as dt
import re

from mottepakke.convert.copies.addresses import is_safe_link

STRINGS = re.compile(r'"[^"]*"')
FETCHING = re.compile(r"\b(WEBSERVICE|RTD|DDE|CALL|REGISTER|REGISTER\.ID|SQL\.REQUEST|EXEC|IMAGE)\s*\(", re.I)
OTHER_FILE = re.compile(r"\[\d+\][^\[\]!,;()]*!|'(?:file|https?|ftp|smb)?:?//|\w+\|", re.I)
"""«[1]Ark1!A1» (ECMA-376 part 1 §18.14), «'file:///…'#$Ark.A1» (OpenFormula 5.8), «excel|'bok.xls'!A1» (DDE)."""
CHANGING = re.compile(r"\b(NOW|TODAY|RAND|RANDBETWEEN|RANDARRAY|INFO|CELL)\s*\(", re.I)
HYPERLINK = re.compile(r"\bHYPERLINK\s*\(\s*(?:\"([^\"]*)\")?", re.I)
CLOCK = re.compile(r"\b(TODAY|NOW)\s*\(\s*\)", re.I)
EPOCH = dt.date(1899, 12, 30)
"""Day 0 of spreadsheet dates (ECMA-376 part 1 §18.17.4.1)."""


def outside(formula: str) -> str:
    """What a formula would fetch from outside the file; '' where it would not."""
    bare = STRINGS.sub('""', formula)
    found = FETCHING.search(bare)
    if found:
        return found[1].upper()
    return formula if OTHER_FILE.search(bare) else ""


def changing(formula: str) -> str:
    """The function that makes a formula's value depend on the clock, on chance or on the machine; '' without one."""
    found = CHANGING.search(STRINGS.sub('""', formula))
    return found[1].upper() if found else ""


def unsafe_link(formula: str) -> str:
    """The address of a link that a formula makes and that is not allowed, or not to be known; '' for others."""
    return next((one[1] or formula for one in HYPERLINK.finditer(formula) if not is_safe_link(one[1] or "")), "")


def with_saved_date(formula: str, modified: str) -> str:
    """The formula with the day the file was saved (ISO 8601) in place of today; '' where that day is not known."""
    try:
        day = dt.date.fromisoformat(modified[:10])
    except ValueError:
        return ""
    return CLOCK.sub(str((day - EPOCH).days), formula)
