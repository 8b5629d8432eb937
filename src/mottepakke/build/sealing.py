"""What `freeze` seals of a prepared meeting: its numbers, what it looked up elsewhere, and every file that went in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from mottepakke.build.prepare import Prepared
from mottepakke.build.sealed_words import packed
from mottepakke.build.snapshots import snapshot_of
from mottepakke.model.document import Block, Figure
from mottepakke.model.meeting import FileAttachment, MinutesAttachment
from mottepakke.model.pack import ListedAction, ResolvedCase
from mottepakke.model.references import case_blocks
from mottepakke.model.sent import SentAction, SentCase, SentEarlier, SentReference, SentSource, SentVersion, source_of
from mottepakke.model.walk import every
from mottepakke.read.paths import shown_path


def sealed_version(prepared: Prepared, root: Path, number: int, date: dt.date) -> SentVersion:
    """Version ``number`` of the meeting, sent on ``date``."""
    cases = prepared.meeting.cases
    blocks = list(_blocks(prepared))
    references = {key: SentReference(key, *found) for key, *found in prepared.references.outside(blocks)}
    earlier = {
        item.reference: SentEarlier(item.reference, item.committee, item.number, item.date, item.title, item.source)
        for case in cases
        for item in case.earlier
        if item.found
    }
    return SentVersion(
        number=number,
        date=date,
        cases=tuple(
            SentCase(case.row.case.key, case.number, _carried(case), case.row.case.title, case.row.status) for case in cases
        ),
        references=tuple(references[key] for key in sorted(references)),
        earlier=tuple(earlier[name] for name in sorted(earlier)),
        sources=tuple(_sources(prepared, blocks, root)),
        actions=tuple(map(_action, prepared.meeting.actions)),
        approved=tuple(key for key, found in prepared.minutes.items() if found.references.meeting.minutes_approved),
        words=packed(snapshot_of(prepared)),
    )


def _action(item: ListedAction) -> SentAction:
    point = item.point
    return SentAction(item.meeting, item.case, point.who, point.due, point.what, point.done)


def _carried(case: ResolvedCase) -> str:
    carried = case.carried_from
    return carried.isoformat() if isinstance(carried, dt.date) else carried or ""


def _blocks(prepared: Prepared) -> Iterator[Block]:
    for case in prepared.meeting.cases:
        yield from case_blocks(case.row.case)
    for content in prepared.contents.values():
        yield from content.blocks


def _sources(prepared: Prepared, blocks: list[Block], root: Path) -> Iterator[SentSource]:
    """Every file that went in, by path.

    The ledgers are not among them: what was read of them is sealed itself. Nor are presenters' slides, which come later.
    """
    for path in sorted(set(_paths(prepared, blocks, root))):
        yield source_of(shown_path(path, root), path.read_bytes())


def _paths(prepared: Prepared, blocks: list[Block], root: Path) -> Iterator[Path]:
    meeting = prepared.meeting
    yield root / meeting.committee.origin.span.path
    yield root / meeting.meeting.origin.span.path
    for case in meeting.cases:
        yield root / case.row.case.origin.span.path
        for item in case.attachments:
            match item.source:
                case FileAttachment(path=Path() as path):
                    yield path
                case MinutesAttachment(meeting=key) if key in prepared.minutes:
                    yield root / prepared.minutes[key].minutes.origin.span.path
                    yield root / prepared.minutes[key].references.meeting.meeting.origin.span.path
                case _:
                    pass
    for node in every(blocks):
        if isinstance(node, Figure):
            yield node.picture.path
    layout = root / "layouts" / meeting.committee.layout
    yield from (path for path in layout.rglob("*") if path.is_file())
