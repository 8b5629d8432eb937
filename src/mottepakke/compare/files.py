"""What became of the attachments of a case."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial

from mottepakke.compare.agenda import Pair, about, is_told_of_all
from mottepakke.compare.order import paired
from mottepakke.model.changes import Change
from mottepakke.model.snapshot import CaseSnapshot, FileState

MARKDOWN = (".md", ".markdown")
"""Endings of attachments whose words are known."""
MOST_RELABELLED = 2
"""So many attachments with another number are told one by one; more than that have all been pushed by something."""


def file_pairs(old: CaseSnapshot | None, new: CaseSnapshot | None) -> list[tuple[FileState | None, FileState | None]]:
    """A case's attachments before and now: by key, else with the same content, else of the same title."""
    before, after = (case.files if case else () for case in (old, new))
    found = paired(before, after, lambda file: file.key, (_same_content, _same_title))
    return [(None if a is None else before[a], None if b is None else after[b]) for a, b in found]


def _same_content(old: FileState, new: FileState) -> bool:
    return bool(old.sha256) and old.sha256 == new.sha256


def _same_title(old: FileState, new: FileState) -> bool:
    return bool(old.title) and old.title == new.title


def file_changes(pair: Pair, reworded: Collection[str] = ()) -> Iterator[Change]:
    """What became of each attachment, apart from its number; those with titles ``reworded`` are told by their words."""
    for old, new in file_pairs(pair.old, pair.new):
        exempt = any(file.exempt for file in (old, new) if file)
        here = new or old
        assert here is not None
        told = partial(about, pair, part=here.title or here.file, label=here.label, exempt=exempt)
        if old is None or (new and new.sha256 and not old.sha256):
            yield told("file_added", new=here.file)
        elif new is None or (old.sha256 and not new.sha256):
            yield told("file_removed", old=old.file)
        elif old.sha256 != new.sha256 and not (new.title in reworded and new.file.lower().endswith(MARKDOWN)):
            yield told("file_replaced", old=old.file, new=new.file)
        if old and new:
            yield from _renamed(told, old, new, exempt_as_case=is_told_of_all(pair))


def _renamed(told: Callable[..., Change], old: FileState, new: FileState, *, exempt_as_case: bool) -> Iterator[Change]:
    if old.title != new.title:
        yield told("file_renamed", old=old.title, new=new.title)
    elif old.file != new.file and old.sha256 == new.sha256:
        yield told("file_renamed", old=old.file, new=new.file, role="file")
    if old.exempt != new.exempt and not exempt_as_case:
        yield told("case_exempt", old="unntatt" * old.exempt, new="unntatt" * new.exempt, role="attachment")


def relabelled(pairs: Sequence[Pair]) -> Mapping[int, Sequence[Change]]:
    """Attachments that were there before and have another number now: a few one by one, else how many.

    By the position of the pair they are told at (-1: of none, as they are of several).
    """
    both = [(n, pair) for n, pair in enumerate(pairs) if pair.old and pair.new]
    found: dict[int, list[Change]] = {}
    for n, pair in both:
        for old, new in file_pairs(pair.old, pair.new):
            if old and new and old.label != new.label:
                found.setdefault(n, []).append(_relabelled(pair, old, new))
    count = sum(map(len, found.values()))
    if count <= MOST_RELABELLED:
        return found
    place, (first, *_) = next(iter(found.items()))
    if len(found) > 1:
        return {-1: [Change("files_relabelled", old=first.old, new=first.new, count=count)]}
    return {place: [about(pairs[place], "files_relabelled", old=first.old, new=first.new, count=count)]}


def _relabelled(pair: Pair, old: FileState, new: FileState) -> Change:
    exempt = old.exempt or new.exempt
    return about(pair, "file_relabelled", part=new.title or new.file, old=old.label, new=new.label, exempt=exempt)
