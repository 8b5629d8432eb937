"""<year>-<number>.sendt.yaml: what `freeze` has sealed."""

from __future__ import annotations

import msgspec

from mottepakke import codes
from mottepakke.diagnostics import Report
from mottepakke.model.sent import Sent, SentFile
from mottepakke.model.source import Span
from mottepakke.read.fields import brief
from mottepakke.read.nodes import Mapping, Node, Scalar, Sequence, Unreadable
from mottepakke.read.note import Place, markdown_at


def read_sent_file(source: str, key: str, place: Place, report: Report) -> SentFile | None:
    """The file of meeting ``key``; None, with a finding, where it is not as `freeze` writes it."""
    node = place.parser.yaml(source, place.shown, report)
    if isinstance(node, Unreadable):
        return None
    try:
        file = msgspec.convert(_plain(node), SentFile, strict=False)
    except msgspec.ValidationError as error:
        _refuse(str(error), key, place, report)
        return None
    if file.meeting != key or not file.versions:
        _refuse(f"møte: {file.meeting}", key, place, report)
        return None
    return file


def sent_from(file: SentFile, place: Place, report: Report) -> Sent:
    """What holds for the meeting of ``file`` now."""
    last = file.versions[-1]
    return Sent(
        versions=file.versions,
        reserved=frozenset(case.number for version in file.versions for case in version.cases if case.number),
        decisions={item.reference: markdown_at(item.decision, 1, place, report).blocks for item in last.earlier},
    )


def _refuse(problem: str, key: str, place: Place, report: Report) -> None:
    report.add(codes.BROKEN_SEAL, Span(place.shown, 1), meeting=key, problem=brief(problem))


def _plain(node: Node | None) -> object:
    match node:
        case Mapping(entries=entries):
            return {key.text: _plain(value) for key, value in entries}
        case Sequence(items=items):
            return [_plain(item) for item in items]
        case Scalar() if node.empty:
            return None
        case Scalar(text=text):
            return text
        case _:
            return None
