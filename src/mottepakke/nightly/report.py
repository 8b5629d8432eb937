"""rapport.json: the night as other programs read it. docs/nattrapport.md says what its keys mean."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from mottepakke.diagnostics import Report
from mottepakke.messages import user_language
from mottepakke.model.changes import Change, Changes
from mottepakke.nightly.night import Debt, Document, Drafted, Night
from mottepakke.nightly.secrecy import has_secrets
from mottepakke.nightly.wording import sentence
from mottepakke.report.plain import plain

SCHEMA = 1
"""Raised when a key changes its meaning or goes away; new keys may come at any time."""


def report(night: Night) -> bytes:
    """The whole night as JSON (UTF-8). Findings are in the user's language, changes in the committee's målform."""
    language = user_language()
    document = {
        "schema": SCHEMA,
        "exempt": any(map(_may_be_exempt, night.meetings)),
        "date": night.date.isoformat(),
        "previous": _date(night.previous),
        "gone": [drafted.meeting for drafted in night.gone],
        "meetings": [_meeting(drafted, language) for drafted in night.meetings],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def still_coming(file: Path, today: dt.date) -> tuple[str, ...]:
    """The keys of the meetings that the report of an earlier run tells of and that have not been held before ``today``."""
    try:
        told = json.loads(file.read_bytes())["meetings"]
        return tuple(str(item["meeting"]) for item in told if (item["date"] or today.isoformat()) >= today.isoformat())
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def _may_be_exempt(drafted: Drafted) -> bool:
    """Whether words about a meeting are exempt from public access, or were, or nobody can tell."""
    changes = [item for since in (drafted.since_last, drafted.since_sent) if since for item in since.items]
    return drafted.snapshot is None or has_secrets(drafted.snapshot) or any(item.exempt for item in changes)


def _date(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _meeting(drafted: Drafted, language: str) -> dict[str, Any]:
    return {
        "meeting": drafted.meeting,
        "state": drafted.state,
        "exempt": _may_be_exempt(drafted),
        "committee": drafted.committee,
        "short_name": drafted.short_name,
        "language": drafted.language,
        "title": drafted.title,
        "date": _date(drafted.date),
        "deadline": _date(drafted.deadline),
        "sent_version": drafted.sent_version,
        "page": f"{drafted.meeting}.html",
        "documents": [_document(item) for item in drafted.documents],
        "pictures": [{"path": path, "title": title} for path, title in drafted.pictures],
        "diagnostics": [plain(item, language) for item in Report(set(drafted.diagnostics))],
        "debts": [_debt(item, language) for item in drafted.debts],
        "since_last": _changes(drafted.since_last, drafted.language),
        "since_sent": _changes(drafted.since_sent, drafted.language),
    }


def _document(item: Document) -> dict[str, Any]:
    return {
        "path": item.href,
        "kind": item.kind,
        "format": item.format,
        "case": item.case,
        "title": item.title,
        "bytes": item.size,
    }


def _debt(item: Debt, language: str) -> dict[str, Any]:
    return {"role": item.role, "who": item.who, "case": item.case, "diagnostic": plain(item.finding, language)}


def _changes(changes: Changes | None, language: str) -> dict[str, Any] | None:
    if changes is None:
        return None
    items = [_change(item, language) for item in changes.items]
    return {"since": changes.since, "version": changes.version, "items": items}


def _change(item: Change, language: str) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "case": item.case,
        "number": item.number,
        "title": item.title,
        "public_title": item.public_title,
        "exempt": item.exempt,
        "text": sentence(item, language),
        "role": item.role,
        "part": item.part,
        "label": item.label,
        "old": item.old,
        "new": item.new,
        "count": item.count,
        "pieces": [{"kind": piece.kind, "text": piece.text} for piece in item.pieces],
    }
