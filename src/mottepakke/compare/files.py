"""What became of the attachments of a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from mottepakke.compare.agenda import Pair, about
from mottepakke.compare.order import paired
from mottepakke.compare.texts import text_pieces
from mottepakke.model.changes import Change
from mottepakke.model.snapshot import CaseSnapshot, FileState

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


def file_changes(pair: Pair) -> Iterator[Change]:
    """What became of each attachment, apart from its number."""
    written = _reworded(pair)
    for old, new in file_pairs(pair.old, pair.new):
        exempt = any(file.exempt for file in (old, new) if file)
        here = new or old
        assert here is not None
        told = partial(about, pair, part=here.title or here.file, label=here.label, exempt=exempt)
        if old is None or (new and new.sha256 and not old.sha256):
            yield told("file_added", new=here.file)
        elif new is None or (old.sha256 and not new.sha256):
            yield told("file_removed", old=old.file)
        else:
            yield from _changed(told, old, new, reworded=new.title in written)


def _changed(told: Callable[..., Change], old: FileState, new: FileState, *, reworded: bool) -> Iterator[Change]:
    is_replaced = old.sha256 != new.sha256 and not reworded
    if is_replaced:
        yield told("file_replaced", old=old.file, new=new.file)
    if old.title != new.title:
        yield told("file_renamed", old=old.title, new=new.title)
    elif old.file != new.file and not is_replaced:
        yield told("file_renamed", old=old.file, new=new.file, role="file")
    if old.exempt != new.exempt:
        yield told("case_exempt", old="unntatt" * old.exempt, new="unntatt" * new.exempt, role="attachment")


def _reworded(pair: Pair) -> frozenset[str]:
    """Titles of attachments in Markdown whose words have changed: told as words, and not as a new file."""
    sides = ({part.name: part.paragraphs for part in case.parts if part.role == "attachment"} for case in _both(pair))
    old, new = [*sides, {}, {}][:2]
    return frozenset(name for name in old.keys() & new.keys() if text_pieces(old[name], new[name]))


def _both(pair: Pair) -> tuple[CaseSnapshot, ...]:
    return (pair.old, pair.new) if pair.old and pair.new else ()


def relabelled(pairs: Sequence[Pair]) -> list[Change]:
    """Attachments that were there before and have another number now: a few one by one, else how many."""
    both = ((pair, old, new) for pair in pairs if pair.old and pair.new for old, new in file_pairs(pair.old, pair.new))
    found = [_relabelled(pair, old, new) for pair, old, new in both if old and new and old.label != new.label]
    if len(found) <= MOST_RELABELLED:
        return found
    first = found[0]
    cases = {change.case for change in found}
    together = Change("files_relabelled", old=first.old, new=first.new, count=len(found))
    if len(cases) > 1:
        return [together]
    pair = next(pair for pair in pairs if pair.case.key == first.case)
    return [about(pair, "files_relabelled", old=first.old, new=first.new, count=len(found))]


def _relabelled(pair: Pair, old: FileState, new: FileState) -> Change:
    exempt = old.exempt or new.exempt
    return about(pair, "file_relabelled", part=new.title or new.file, old=old.label, new=new.label, exempt=exempt)
