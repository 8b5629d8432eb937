"""Findings as SARIF 2.1.0 (OASIS Standard, 27 March 2020), which code hosts and editors read."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from mottepakke.diagnostics import Code, Diagnostic, Severity
from mottepakke.explanations import find, written_in
from mottepakke.messages import catalogue, hint, message

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}
BASE = "%SRCROOT%"
"""What paths are relative to (§ 3.4.4)."""
PLACEHOLDER = re.compile(r"\{\w+\}")


def sarif(diagnostics: Sequence[Diagnostic], folder: str, language: str, version: str) -> str:
    """The log file of one run; ``folder`` ('' or ``a/b/``) leads from where paths begin to the workspace."""
    rules = sorted({item.code for item in diagnostics}, key=lambda code: code.code)
    positions = {code: number for number, code in enumerate(rules)}
    driver = {"name": "mottepakke", "version": version, "rules": [_rule(code, language) for code in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, positions[item.code], folder, language) for item in diagnostics],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(code: Code, language: str) -> dict[str, Any]:
    """A reportingDescriptor (§ 3.49): what is the same of all findings of a code."""
    said: dict[str, str] = catalogue(language)[code.code]
    explained = find(code.code, written_in(language))
    return {
        "id": code.code,
        "name": code.name,
        "shortDescription": {"text": PLACEHOLDER.sub("…", said["message"])},
        "help": {"text": explained.mend if explained else PLACEHOLDER.sub("…", said["hint"])},
        "defaultConfiguration": {"level": LEVELS[code.severity]},
    }


def _result(item: Diagnostic, rule: int, folder: str, language: str) -> dict[str, Any]:
    """A result (§ 3.27), without a place where the finding is about the workspace as a whole."""
    result: dict[str, Any] = {
        "ruleId": item.code.code,
        "ruleIndex": rule,
        "level": LEVELS[item.severity],
        "message": {"text": f"{message(item, language)} {hint(item, language)}"},
    }
    if item.span.path != ".":
        region = {"startLine": item.span.line} | ({"startColumn": item.span.column} if item.span.column else {})
        file = {"uri": quote(folder + item.span.path), "uriBaseId": BASE}
        result["locations"] = [{"physicalLocation": {"artifactLocation": file, "region": region}}]
    return result
