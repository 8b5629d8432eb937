"""What changed in the words of a case: its note, proposal and summary, attachments in Markdown, and slides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from mottepakke.compare.agenda import Pair, about, is_told_of_all
from mottepakke.compare.order import bags, in_order, likeness, matched, paired
from mottepakke.compare.pictures import picture_changes
from mottepakke.compare.references import Translation
from mottepakke.compare.texts import text_pieces
from mottepakke.compare.words import visible
from mottepakke.model.changes import Change, Kind, Piece
from mottepakke.model.snapshot import SlideState, TextPart

HEADED = ("section", "attachment")
"""Parts that may get another heading."""
SAME_PART = 0.5
"""How alike two parts under different headings are, at least, when the heading is all that changed."""


def part_changes(pair: Pair, translate: Translation) -> Iterator[Change]:
    """What became of each part of a case that was there before and is there now."""
    before, new = (case.parts if case else () for case in (pair.old, pair.new))
    old = [_translated(part, translate) for part in before]
    found = paired(old, new, lambda part: (part.role, part.name), (_same_matter, _renamed()))
    both = [a for a, b in found if a is not None and b is not None]
    stayed = in_order(both)
    for a, b in found:
        was, now = (None if a is None else old[a]), (None if b is None else new[b])
        if was is None or now is None:
            yield from _came_or_went(pair, was, now)
        else:
            yield from _changed(pair, was, now, moved=a not in stayed)


def _translated(part: TextPart, translate: Translation) -> TextPart:
    name, *lines = translate((part.name, *part.paragraphs))
    pictures = tuple(replace(picture, caption=translate((picture.caption,))[0]) for picture in part.pictures)
    return replace(part, name=name, paragraphs=tuple(lines), pictures=pictures)


def _same_matter(old: TextPart, new: TextPart) -> bool:
    return old.role in HEADED and (old.role, old.paragraphs, old.pictures) == (new.role, new.paragraphs, new.pictures)


def _renamed() -> Callable[[TextPart, TextPart], float]:
    """How alike two parts are, where one may be the other under another heading."""
    said = bags(_matter)

    def alike(old: TextPart, new: TextPart) -> float:
        if old.role != new.role or new.role not in HEADED:
            return 0.0
        found = likeness(said(old), said(new))
        return found if found >= SAME_PART else 0.0

    return alike


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
    if moved and now.role == "section":
        yield told("part_moved")
    if was.exempt != now.exempt and now.role != "attachment" and not is_told_of_all(pair):
        yield told("case_exempt", old="unntatt" * was.exempt, new="unntatt" * now.exempt)
    found = text_pieces(was.paragraphs, now.paragraphs)
    if found:
        yield told("decision" if now.role == "proposal" else "text", pieces=found)
    yield from picture_changes(told, was.pictures, now.pictures)


def _matter(part: TextPart) -> tuple[str, ...]:
    return (*part.paragraphs, *(picture.sha256 for picture in part.pictures))


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
        if b is None:
            continue
        moved = next((n for n in gone if before[n] == after[b]), None) if a is None else None
        if moved is not None:
            gone.remove(moved)
            yield _slide(pair, new[b], str(moved + 1), str(b + 1), ())
        yield from _changed_slide(pair, old, new, moved if a is None else a, b)
    for a in gone:
        yield _slide(pair, old[a], str(a + 1), "", text_pieces(_lines(old[a]), ()))


def _changed_slide(
    pair: Pair, old: Sequence[SlideState], new: Sequence[SlideState], a: int | None, b: int
) -> Iterator[Change]:
    was, lines = ("", ()) if a is None else (str(a + 1), _lines(old[a]))
    told = partial(_slide, pair, new[b], was, str(b + 1))
    found = text_pieces(lines, _lines(new[b]))
    if a is None or found:
        yield told(found)
    if a is not None and old[a].pictures != new[b].pictures:
        yield told((), role="slide_pictures")


def _slide(pair: Pair, slide: SlideState, old: str, new: str, found: tuple[Piece, ...], role: str = "slide") -> Change:
    title = slide.title or next(iter(slide.paragraphs), "")
    return about(pair, "slides", part=title, old=old, new=new, role=role, pieces=found)


def _lines(slide: SlideState) -> tuple[str, ...]:
    return tuple(filter(None, map(visible, (slide.title, *slide.paragraphs))))
