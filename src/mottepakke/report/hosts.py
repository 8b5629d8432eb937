"""Findings as code hosts show them beside a change: GitHub's workflow commands, GitLab's code quality report."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence

from mottepakke.diagnostics import Diagnostic, Severity
from mottepakke.messages import hint, message

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.HINT: "info"}
IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
IN_PROPERTY = IN_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})
"""What a workflow command escapes, as actions/toolkit does (packages/core/src/command.ts)."""


def workflow_commands(diagnostics: Sequence[Diagnostic], folder: str, language: str) -> str:
    """A workflow command a finding; ``folder`` ('' or ``a/b/``) leads from where paths begin to the workspace."""
    return "\n".join(_command(item, folder, language) for item in diagnostics)


def _command(item: Diagnostic, folder: str, language: str) -> str:
    properties = {"title": f"{item.code.code} {item.code.name}"}
    if item.span.path != ".":
        place = {"file": folder + item.span.path, "line": str(item.span.line)}
        properties = place | ({"col": str(item.span.column)} if item.span.column else {}) | properties
    written = ",".join(f"{key}={value.translate(IN_PROPERTY)}" for key, value in properties.items())
    said = f"{message(item, language)} {hint(item, language)}".translate(IN_MESSAGE)
    return f"::{COMMANDS[item.severity]} {written}::{said}"


def code_quality(diagnostics: Sequence[Diagnostic], folder: str, language: str) -> str:
    """The list that GitLab compares between branches: a finding keeps its fingerprint when its line moves."""
    seen: Counter[str] = Counter()
    issues = []
    for item in diagnostics:
        what = json.dumps([item.span.path, item.code.code, item.args], ensure_ascii=False)
        seen[what] += 1
        issues.append(
            {
                "description": f"{message(item, language)} {hint(item, language)}",
                "check_name": item.code.code,
                "fingerprint": hashlib.sha256(f"{what}{seen[what]}".encode()).hexdigest(),
                "severity": SEVERITIES[item.severity],
                "location": {"path": folder + item.span.path, "lines": {"begin": item.span.line}},
            }
        )
    return json.dumps(issues, ensure_ascii=False, indent=2)
