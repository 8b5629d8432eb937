"""Two states of a meeting's pack: what became of it, in the order of the agenda."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from mottepakke.compare.agenda import (
    Pair,
    about,
    break_changes,
    case_pairs,
    is_pushed,
    pushed_times,
    renumbered,
    span,
    times,
)
from mottepakke.compare.files import file_changes, relabelled
from mottepakke.compare.parts import part_changes, slide_changes
from mottepakke.compare.pictures import without_pictures
from mottepakke.compare.references import Translation, with_new_numbers
from mottepakke.compare.secrets import hidden_if_secret
from mottepakke.model.changes import Change, Changes, Kind
from mottepakke.model.snapshot import CaseSnapshot, Snapshot


def compare(old: Snapshot, new: Snapshot, since: str, version: int = 0) -> Changes:
    """What became of ``old``, the pack as it was on ``since`` (ISO 8601) or as sent with ``version``, until ``new``.

    Cases that were pushed or renumbered together are told together, at the first of them.
    """
    if not (old.with_pictures and new.with_pictures):
        old, new = without_pictures(old), without_pictures(new)
    pairs = case_pairs(old, new)
    pushed, numbers = pushed_times(pairs), renumbered(pairs)
    breaks = break_changes(old, new, pairs)
    labels = relabelled(pairs)
    translate = with_new_numbers(pairs)
    items = [*_meeting_changes(old, new), *breaks.get(-1, ())]
    for n, pair in enumerate(pairs):
        own = _case_changes(pair, numbers.get(n), pushed.get(n), translate)
        items += chain(own, labels.get(n, ()), breaks.get(n, ()))
    items += labels.get(-1, ())
    return Changes(since, tuple(hidden_if_secret(items, new)), version)


def _meeting_changes(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    values: tuple[tuple[Kind, str, str], ...] = (
        ("title", old.title, new.title),
        ("date", old.date, new.date),
        ("time", span(old.start, old.end), span(new.start, new.end)),
        ("place", old.place, new.place),
        ("version", old.version, new.version),
        ("next_meeting", old.next_meeting, new.next_meeting),
    )
    yield from (Change(kind, old=was, new=now) for kind, was, now in values if was != now)
    if old.language and new.language and old.language != new.language:
        yield Change("language", old=old.language, new=new.language)
    if old.members != new.members:
        yield Change("members", old="; ".join(old.members), new="; ".join(new.members))


def _case_changes(pair: Pair, numbers: Change | None, pushed: Change | None, translate: Translation) -> Iterator[Change]:
    old, new = pair.old, pair.new
    if old is None or new is None:
        case = pair.case
        kind: Kind = "case_added" if new else "case_removed"
        yield about(pair, kind, old=times(case) if old else "", new=times(case) if new else "")
        return
    yield from _place(pair, old, new)
    if numbers:
        yield numbers
    is_known = old.unreadable == new.unreadable
    yield from _head(pair, old, new) if is_known else [about(pair, "case_unreadable" if new.unreadable else "case_readable")]
    yield from _time(pair, old, new)
    if pushed:
        yield pushed
    if is_known:
        yield from _matter(pair, translate)


def _matter(pair: Pair, translate: Translation) -> Iterator[Change]:
    """Words, attachments and slides. What is told of an attachment in Markdown as words is not told as a new file."""
    told = list(part_changes(pair, translate))
    yield from told
    yield from file_changes(pair, _reworded(told))
    yield from slide_changes(pair)


def _reworded(told: Sequence[Change]) -> set[str]:
    kinds = ("text", "picture_added", "picture_removed", "picture_replaced", "picture_described")
    return {change.part for change in told if change.role == "attachment" and change.kind in kinds}


STATES: dict[str, Kind] = {"": "case_restored", "trukket": "case_withdrawn", "utsatt": "case_postponed"}


def _place(pair: Pair, old: CaseSnapshot, new: CaseSnapshot) -> Iterator[Change]:
    if old.state != new.state:
        yield about(pair, STATES[new.state], old=old.state, new=new.state)
    if pair.moved:
        before = pair.previous
        role = "" if before else "first"
        yield about(pair, "case_moved", part=before.number if before else "", old=times(old), new=times(new), role=role)


def _head(pair: Pair, old: CaseSnapshot, new: CaseSnapshot) -> Iterator[Change]:
    if old.title != new.title:
        yield about(pair, "case_title", old=old.title, new=new.title)
    if old.type != new.type:
        yield about(pair, "case_type", old=old.type, new=new.type)
    if (old.exempt, old.public_title) != (new.exempt, new.public_title):
        words = ["unntatt" if case.exempt else "" for case in (old, new)]
        same = words[0] == words[1]
        yield about(
            pair,
            "case_exempt",
            old=old.public_title if same else words[0],
            new=new.public_title if same else words[1],
            role="public_title" if same else "",
        )
    for role in ("owners", "officers", "presenters"):
        was, now = getattr(old, role), getattr(new, role)
        if was != now:
            yield about(pair, "case_people", old="; ".join(was), new="; ".join(now), role=role)


def _time(pair: Pair, old: CaseSnapshot, new: CaseSnapshot) -> Iterator[Change]:
    """A time of its own, not one that others pushed it to; what is not treated any more has none to tell."""
    if is_pushed(pair) or (old.state != new.state and new.state):
        return
    if old.minutes != new.minutes and times(old) == times(new):
        was, now = ("" if case.minutes is None else str(case.minutes) for case in (old, new))
        yield about(pair, "case_time", old=was, new=now, role="minutes")
    elif old.minutes != new.minutes or (times(old) != times(new) and not pair.moved):
        yield about(pair, "case_time", old=times(old), new=times(new))
