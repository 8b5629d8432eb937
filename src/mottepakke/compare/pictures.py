"""What became of the pictures in a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from mottepakke.compare.order import in_order, paired
from mottepakke.compare.texts import text_pieces
from mottepakke.model.changes import Change
from mottepakke.model.snapshot import CaseSnapshot, PictureState, Snapshot


def without_pictures(meeting: Snapshot) -> Snapshot:
    """``meeting`` as programs saw it that did not keep pictures."""
    return replace(meeting, cases=tuple(map(_words_only, meeting.cases)))


def _words_only(case: CaseSnapshot) -> CaseSnapshot:
    parts = tuple(replace(part, pictures=()) for part in case.parts if part.paragraphs)
    return replace(case, parts=parts, slides=tuple(replace(slide, pictures=()) for slide in case.slides))


def picture_changes(
    told: Callable[..., Change], old: Sequence[PictureState], new: Sequence[PictureState]
) -> Iterator[Change]:
    """What became of each picture of a part: by content, else by file name, caption or alternative text.

    Another name is silent, and so is another place among the paragraphs.
    """
    found = paired(old, new, lambda picture: picture.sha256, (_same_name, _same_caption, _same_alt))
    stayed = in_order([a for a, b in found if a is not None and b is not None])
    for a, b in found:
        was, now = (None if a is None else old[a]), (None if b is None else new[b])
        if was and now:
            yield from _changed(told, was, now, moved=a not in stayed)
        elif now:
            yield told("picture_added", new=now.title)
        elif was:
            yield told("picture_removed", old=was.title)


def _changed(told: Callable[..., Change], was: PictureState, now: PictureState, *, moved: bool) -> Iterator[Change]:
    if was.sha256 != now.sha256:
        yield told("picture_replaced", old=was.title, new=now.title)
    if moved:
        yield told("picture_moved", old=was.title, new=now.title)
    described = text_pieces((was.alt,), (now.alt,))
    if described:
        yield told("picture_described", old=was.title, new=now.title, pieces=described)


def _same_name(old: PictureState, new: PictureState) -> bool:
    return old.file == new.file


def _same_caption(old: PictureState, new: PictureState) -> bool:
    return bool(old.caption) and old.caption == new.caption


def _same_alt(old: PictureState, new: PictureState) -> bool:
    return bool(old.alt) and old.alt == new.alt
