"""The words of attached files and returned decks as passages, each file read once. Without any, no reader is loaded.

With a cache neither is one for files that have been read before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from mottepakke.check.subject import UNREADABLE, Passage
from mottepakke.model.meeting import Case, FileAttachment
from mottepakke.model.pack import ResolvedMeeting
from mottepakke.model.slides import ReturnedCase

if TYPE_CHECKING:
    from mottepakke.build.cache import Cache
    from mottepakke.extract.found import FoundText

T = TypeVar("T")
READABLE = (".pdf", ".docx", ".pptx", ".xlsx", ".odt", ".odp", ".ods")
"""Endings of files whose words are read."""


def attached_passages(
    meeting: ResolvedMeeting, returned: Iterable[ReturnedCase], cache: Cache | None = None
) -> Iterator[Passage]:
    """In agenda order: attachments, then decks."""
    for resolved in meeting.cases:
        for item in resolved.attachments:
            if isinstance(item.source, FileAttachment) and item.source.path and item.source.ending in READABLE:
                yield from _words(item.source, resolved.row.case, cache)
    for deck in returned:
        from mottepakke.extract.decks import lines_on

        for found in lines_on(deck.judged()):
            yield Passage(found.text, deck.file.span, deck.case.row.case, "slide", deck.file.file, found.place)


def lacking_attachments(
    meeting: ResolvedMeeting, cache: Cache | None = None
) -> Iterator[tuple[FileAttachment, tuple[str, ...]]]:
    """The attached PDFs that lack marks of structure or of an archive format, with what each lacks."""
    for resolved in meeting.cases:
        for item in resolved.attachments:
            source = item.source
            if isinstance(source, FileAttachment) and source.path and source.ending == ".pdf":
                lacks = _kept("lacks", source.path, _lacks_of, tuple[str, ...], cache)
                yield from [(source, lacks)] if lacks else ()


def _words(source: FileAttachment, case: Case, cache: Cache | None) -> Iterator[Passage]:
    """The words of a file; one passage without words where it cannot be read."""
    from mottepakke.extract.found import FoundText

    assert source.path is not None
    span = source.origin.of("fil")
    words = _kept("words", source.path, _words_of, tuple[FoundText, ...] | None, cache)
    if words is None:
        yield Passage("", span, case, UNREADABLE, source.file)
    for found in words or ():
        yield Passage(found.text, span, case, found.kind, source.file, found.place)


def _kept(kind: str, path: Path, read: Callable[[Path], T], shape: object, cache: Cache | None) -> T:
    """What ``read`` says of a file, or said of the same content under the same name before."""
    if cache is None or not cache.is_on:
        return read(path)
    key = cache.key(kind, path)
    known = cache.known(key, cast(type[T], shape))
    if known:
        return known[0]
    said = read(path)
    cache.keep(key, said, ())
    return said


def _words_of(path: Path) -> tuple[FoundText, ...] | None:
    """None where the file cannot be read."""
    from mottepakke.extract.found import Unreadable
    from mottepakke.extract.reading import words_of

    try:
        return words_of(path)
    except Unreadable:
        return None


def _lacks_of(path: Path) -> tuple[str, ...]:
    from mottepakke.extract.pdf import lacks_of

    return lacks_of(path)
