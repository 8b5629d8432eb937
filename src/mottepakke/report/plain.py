"""A finding as the JSON of every command and of the nightly report has it (FORMAT.md)."""

from __future__ import annotations

from mottepakke.diagnostics import Diagnostic
from mottepakke.messages import hint, message


def plain(item: Diagnostic, language: str) -> dict[str, object]:
    """Code, name, severity, message, path, line and hint."""
    return {
        "code": item.code.code,
        "name": item.code.name,
        "severity": item.severity.label,
        "message": message(item, language),
        "path": item.span.path,
        "line": item.span.line,
        "hint": hint(item, language),
    }
