"""Words that stood in public and stand in exempt texts only now: what tells of them is exempt too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from msgspec.structs import replace

from mottepakke.compare.words import words
from mottepakke.model.changes import Change
from mottepakke.model.snapshot import CaseSnapshot, Snapshot, TextPart

WORDED = frozenset(
    {
        *("case_removed", "case_title", "file_removed", "file_renamed", "text", "decision", "slides"),
        *("part_removed", "part_renamed", "picture_removed", "picture_replaced", "picture_moved", "picture_described"),
    }
)
"""Kinds that repeat words of before."""
RUNS = (1, 4)
"""Words in a row that are known again: names and numbers by themselves, other words by what stands around them."""
Run = tuple[str, ...]


def hidden_if_secret(items: Sequence[Change], now: Snapshot) -> Iterator[Change]:
    """``items``; those that repeat words which are exempt now, and were not where they tell of, as exempt."""
    secret = _runs(_words_of(now, exempt=True)) if any(item.kind in WORDED for item in items) else frozenset()
    if secret:
        secret -= _runs(_words_of(now, exempt=False))
    for item in items:
        is_secret = bool(secret) and not item.exempt and item.kind in WORDED and not secret.isdisjoint(_runs(_gone(item)))
        if is_secret and item.kind == "case_removed":
            item = replace(item, public_title="")
        yield replace(item, exempt=True) if is_secret else item


def _gone(change: Change) -> Iterator[str]:
    """What a change repeats of before."""
    yield change.old
    yield from (piece.text for piece in change.pieces if piece.kind == "removed")
    if change.kind in ("file_removed", "part_removed", "slides"):
        yield change.part
    if change.kind == "case_removed":
        yield change.title


def _runs(texts: Iterable[str]) -> frozenset[Run]:
    told = [[word for word in words(text.casefold()) if word[0].isalnum()] for text in texts]
    return frozenset(
        chain.from_iterable(zip(*(line[n:] for n in range(run)), strict=False) for line in told for run in RUNS)
    )


def _words_of(meeting: Snapshot, *, exempt: bool) -> Iterator[str]:
    if not exempt:
        yield from (meeting.title, meeting.place, *meeting.members)
    for case in meeting.cases:
        if not exempt and case.exempt:
            yield case.public_title
        if case.exempt == exempt:
            yield from (case.title, *case.owners, *case.officers, *case.presenters)
            yield from (line for slide in case.slides for line in (slide.title, *slide.paragraphs))
        yield from _texts(case, exempt=exempt)


def _texts(case: CaseSnapshot, *, exempt: bool) -> Iterator[str]:
    yield from (text for part in case.parts if (part.exempt or case.exempt) == exempt for text in _lines(part))
    yield from (file.title for file in case.files if (file.exempt or case.exempt) == exempt)


def _lines(part: TextPart) -> Iterator[str]:
    yield from (part.name, *part.paragraphs)
    yield from (text for picture in part.pictures for text in (picture.alt, picture.caption))
