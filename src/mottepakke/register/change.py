"""What is to be entered in a ledger, and the refusal to do so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from msgspec import Struct

from mottepakke.diagnostics import Diagnostic
from mottepakke.model.meeting import Committee, HistoryLine
from mottepakke.model.numbering import canonical
from mottepakke.read.ledger import meeting_key
from mottepakke.read.text import compose


class Change(Struct, frozen=True, kw_only=True):
    """One number to enter or to update. None leaves what stands there; ``history`` is added to the lines there are.

    A number that is new in the ledger needs ``title`` and ``meeting`` (``nuit/2025-2``). ``decision`` is Markdown.
    """

    number: str
    key: str | None = None
    title: str | None = None
    type: str | None = None
    meeting: str | None = None
    date: dt.date | None = None
    status: str | None = None
    decision: str | None = None
    history: HistoryLine | None = None


class RegisterRefused(Exception):
    """The ledger is left as it was; ``diagnostics`` (errors, at least one) say why."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(self.diagnostics)


class Wanted(Struct, frozen=True):
    """A change as an entry says it: its values as text by printed key, in the order in which they are written."""

    number: str
    values: Mapping[str, str]
    history: HistoryLine | None = None


def wanted(change: Change, committee: Committee) -> Wanted:
    """``change`` in the words of the ledger."""
    number = one_line(canonical(committee, change.number))
    values = {
        "sak": number,
        "nøkkel": change.key,
        "tittel": change.title,
        "sakstype": change.type,
        "møte": meeting_key(change.meeting, committee.slug) if change.meeting else None,
        "dato": change.date.isoformat() if change.date else None,
        "status": change.status,
    }
    folded = {key: one_line(value) for key, value in values.items() if value is not None}
    if change.decision is not None:
        folded["vedtak"] = markdown(change.decision)
    line = change.history
    return Wanted(number, folded, line and HistoryLine(line.when, one_line(line.what), one_line(line.why)))


def markdown(written: str) -> str:
    """A decision as the ledger holds it: LF line ends, composed letters, without empty lines around it."""
    lines = compose(written.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(line if line.strip() else "" for line in lines).strip("\n").rstrip()


def one_line(written: str) -> str:
    """Any other value as the ledger holds it."""
    return " ".join(compose(written).split())
