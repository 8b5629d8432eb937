"""What the program says to people: one catalogue a language, chosen by `MOTTEPAKKE_LANG`, else the locale, else bokmål."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from mottepakke.diagnostics import Diagnostic, Severity

LANGUAGES = ("nb", "nn", "en")
DEFAULT = "nb"
TEXT = "text"
"""The table of sentences that are no findings."""


COUNTS = {
    Severity.ERROR: ("one_error", "many_errors"),
    Severity.WARNING: ("one_warning", "many_warnings"),
    Severity.HINT: ("one_hint", "many_hints"),
}
"""What one finding of a weight is called, and several."""


@cache
def catalogue(language: str) -> dict[str, Any]:
    """The catalogue of ``language`` (nb, nn or en)."""
    found: dict[str, Any] = json.loads(Path(__file__).with_name(f"{language}.json").read_bytes())
    return found


def user_language(environment: dict[str, str] | None = None) -> str:
    """The language of messages: ``MOTTEPAKKE_LANG``, else the first of the locale variables that is set (POSIX order)."""
    known = os.environ if environment is None else environment
    for name in ("MOTTEPAKKE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = known.get(name, "").lower()
        if not value or value.startswith(("c.", "posix")) or value == "c":
            continue
        code = value.replace("-", "_").partition("_")[0].partition(".")[0]
        return {"no": "nb"}.get(code, code if code in LANGUAGES else DEFAULT)
    return DEFAULT


def text(key: str, language: str, **values: object) -> str:
    """A sentence of the program («built», «checked» …) with its values."""
    template: str = catalogue(language)["text"][key]
    return template.format(**values)


def summary(diagnostics: Sequence[Diagnostic], language: str) -> str:
    """How many findings of each weight there are any of."""
    if not diagnostics:
        return text("no_findings", language)
    counted = ((severity, sum(item.severity is severity for item in diagnostics)) for severity in reversed(Severity))
    counts = (text(COUNTS[severity][count > 1], language, count=count) for severity, count in counted if count)
    return text("findings", language, counts=", ".join(counts))


def message(diagnostic: Diagnostic, language: str) -> str:
    """The message of a finding: one terse line."""
    return _filled(diagnostic, "message", language)


def hint(diagnostic: Diagnostic, language: str) -> str:
    """What to do about a finding."""
    return _filled(diagnostic, "hint", language)


def _filled(diagnostic: Diagnostic, part: str, language: str) -> str:
    entry: dict[str, str] = catalogue(language)[diagnostic.code.code]
    values = {key: _worded(value, language) for key, value in diagnostic.args}
    if part == "hint" and not values.get("nearest") and "hint_without" in entry:
        part = "hint_without"
    return entry[part].format_map(values)


def _worded(value: str, language: str) -> str:
    """An argument in words: ``@levels:40`` is the catalogue's text ``levels`` with its count; all else is itself.

    ``@one:1;@other:2`` is a list of such. A count may have its total behind a unit separator (U+001F).
    """
    if not value.startswith("@"):
        return value
    *first, last = (_word(item, language) for item in re.split(";(?=@)", value))
    return f"{', '.join(first)} {text('and', language)} {last}" if first else last


def _word(value: str, language: str) -> str:
    key, _, counted = value[1:].partition(":")
    count, _, total = counted.partition("\x1f")
    words = catalogue(language)["text"]
    return str(words[key]).format(count=count, total=total) if key in words else value
