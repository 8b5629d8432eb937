"""What changed in the words of a case: its note, proposal and summary, attachments in Markdown, and slides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from mottepakke.compare.agenda import Pair, about
from mottepakke.compare.order import in_order, likeness, matched, paired
from mottepakke.compare.references import Translation
from mottepakke.compare.texts import text_pieces
from mottepakke.compare.words import words
from mottepakke.model.changes import Change, Kind, Piece
from mottepakke.model.snapshot import SlideState, TextPart

SAME_PART = 0.5
"""How alike two parts under different headings are, at least, when the heading is all that changed."""


def part_changes(pair: Pair, translate: Translation) -> Iterator[Change]:
    """What became of each part of a case that was there before and is there now."""
    before, new = (case.parts if case else () for case in (pair.old, pair.new))
    old = [replace(part, paragraphs=translate(part.paragraphs)) for part in before]
    found = paired(old, new, lambda part: (part.role, part.name), (_is_renamed,))
    both = [a for a, b in found if a is not None and b is not None]
    stayed = in_order(both)
    for a, b in found:
        was, now = (None if a is None else old[a]), (None if b is None else new[b])
        if was is None or now is None:
            yield from _came_or_went(pair, was, now)
        else:
            yield from _changed(pair, was, now, moved=a not in stayed)


def _is_renamed(old: TextPart, new: TextPart) -> bool:
    if old.role != new.role or new.role not in ("section", "attachment"):
        return False
    counts = (Counter(words(" ".join(part.paragraphs).casefold())) for part in (old, new))
    return bool(old.paragraphs and new.paragraphs) and likeness(*counts) >= SAME_PART


def _came_or_went(pair: Pair, was: TextPart | None, now: TextPart | None) -> Iterator[Change]:
    part = now or was
    assert part is not None
    files = {file.title for case in (pair.old, pair.new) if case for file in case.files}
    if part.role == "attachment" and part.name in files:
        return
    kind: Kind = "part_added" if now else "part_removed"
    text = text_pieces(was.paragraphs if was else (), now.paragraphs if now else ())
    yield about(pair, kind, part=part.name, role=part.role, pieces=text, exempt=part.exempt)


def _changed(pair: Pair, was: TextPart, now: TextPart, *, moved: bool) -> Iterator[Change]:
    exempt = was.exempt or now.exempt
    told = partial(about, pair, part=now.name, role=now.role, exempt=exempt)
    if was.name != now.name and now.role == "section":
        yield told("part_renamed", old=was.name, new=now.name)
    if moved:
        yield told("part_moved")
    if was.exempt != now.exempt:
        yield told("case_exempt", old="unntatt" * was.exempt, new="unntatt" * now.exempt)
    found = text_pieces(was.paragraphs, now.paragraphs)
    if found:
        yield told("decision" if now.role == "proposal" else "text", pieces=found)


# -- slides ---------------------------------------------------------------------------------------------------------


def slide_changes(pair: Pair) -> Iterator[Change]:
    """What became of a presenter's slides."""
    if pair.old is None or pair.new is None:
        return
    old, new = pair.old, pair.new
    had, has = (bool(case.slides or case.slides_sha256) for case in (old, new))
    if had != has:
        yield about(pair, "slides_added" if has else "slides_removed", role="slide", count=len(new.slides or old.slides))
        return
    told = list(_slides(pair, old.slides, new.slides))
    yield from told
    if not told and old.slides_sha256 != new.slides_sha256:
        yield about(pair, "slides", role="slide")


def _slides(pair: Pair, old: Sequence[SlideState], new: Sequence[SlideState]) -> Iterator[Change]:
    before, after = (["\n".join(_lines(slide)) for slide in slides] for slides in (old, new))
    found = matched(before, after)
    gone = [a for a, b in found if a is not None and b is None]
    for a, b in found:
        if a is None and b is not None:
            moved = next((n for n in gone if before[n] == after[b]), None)
            if moved is not None:
                gone.remove(moved)
            was = "" if moved is None else str(moved + 1)
            yield _slide(pair, new[b], was, str(b + 1), () if was else text_pieces((), _lines(new[b])))
        elif a is not None and b is not None and before[a] != after[b]:
            words_changed = text_pieces(_lines(old[a]), _lines(new[b]))
            yield _slide(pair, new[b], str(a + 1), str(b + 1), words_changed)
    for a in gone:
        yield _slide(pair, old[a], str(a + 1), "", text_pieces(_lines(old[a]), ()))


def _slide(pair: Pair, slide: SlideState, old: str, new: str, found: tuple[Piece, ...]) -> Change:
    title = slide.title or next(iter(slide.paragraphs), "")
    return about(pair, "slides", part=title, old=old, new=new, role="slide", pieces=found)


def _lines(slide: SlideState) -> tuple[str, ...]:
    return tuple(line for line in (slide.title, *slide.paragraphs) if line)
