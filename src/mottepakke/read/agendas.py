"""Meetings without their case notes and seals: for those who only ask when they are held."""

from __future__ import annotations

from mottepakke.diagnostics import Report
from mottepakke.model.meeting import Case, unreadable_case
from mottepakke.model.sent import Sent
from mottepakke.model.source import Span
from mottepakke.read.sources import Sources


class Agendas(Sources):
    """Reads each meeting's own file alone, so that choosing among many costs little."""

    def _read_case(self, key: str, span: Span, report: Report, *, head_only: bool) -> Case:  # noqa: ARG002 - as Sources has it
        return unreadable_case(key, key, "", span, has_note=True)

    def _read_sent(self, key: str, report: Report) -> Sent | None:  # noqa: ARG002
        return None
