"""Meetings without their case notes and seals, for those who only ask when they are held, whatever else is wrong."""

from __future__ import annotations

import datetime as dt
import json

from mottepakke.diagnostics import Report
from mottepakke.model.meeting import Case, Committee, unreadable_case
from mottepakke.model.sent import Sent
from mottepakke.model.source import Span
from mottepakke.read.committee import read_committee
from mottepakke.read.fields import normal_key
from mottepakke.read.nodes import Mapping, Scalar
from mottepakke.read.note import Place
from mottepakke.read.sources import Sources
from mottepakke.read.times import parse_date
from mottepakke.read.yaml import parse_yaml


class Agendas(Sources):
    """Reads each meeting's own file alone, so that choosing among many costs little.

    Of a file that cannot be read as a whole it takes the lines that can be read by themselves.
    """

    def date(self, key: str) -> dt.date | None:
        """When meeting ``key`` is held, where its file says so on a line that can be read."""
        if meeting := self.meeting(key):
            return meeting.date
        node = parse_yaml(_by_themselves(self._text(self.meeting_path(key), Report())), "", Report())
        entries = node.entries if isinstance(node, Mapping) else ()
        dates = (value.text for name, value in entries if normal_key(name.text) == "dato" and isinstance(value, Scalar))
        return next(filter(None, map(parse_date, dates)), None)

    def named(self, slug: str) -> Committee:
        """The committee ``slug``, under its folder's name where its file does not say another."""
        return self.committee(slug) or self._once(f"{slug}.linjer", lambda _report: self._by_lines(slug))

    def _by_lines(self, slug: str) -> Committee:
        written = _by_themselves(self._text(self.committee_path(slug), Report()))
        name = json.dumps(slug, ensure_ascii=False)
        read = read_committee(f"{written}navn: {name}\nkortnavn: {name}\n", slug, Place("", self.root, self.root), Report())
        assert read is not None
        return read

    def _read_case(self, key: str, span: Span, report: Report, *, head_only: bool) -> Case:  # noqa: ARG002 - as Sources has it
        return unreadable_case(key, key, "", span, has_note=True)

    def _read_sent(self, key: str, report: Report) -> Sent | None:  # noqa: ARG002
        return None


def _by_themselves(text: str | None) -> str:
    """The lines of YAML that say something each by itself, ``name: value``."""
    return "".join(f"{line}\n" for line in (text or "").split("\n") if _says_something(line))


def _says_something(line: str) -> bool:
    node = None if line[:1].isspace() else parse_yaml(line, "", Report())
    if not isinstance(node, Mapping):
        return False
    value = node.entries[0][1]
    return not (isinstance(value, Scalar) and not value.text)
