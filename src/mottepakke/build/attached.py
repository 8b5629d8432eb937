"""The words of attached files and returned decks as passages, each file read once. Without any, no reader is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mottepakke.check.subject import UNREADABLE, Passage
from mottepakke.model.meeting import Case, FileAttachment
from mottepakke.model.pack import ResolvedMeeting
from mottepakke.model.slides import ReturnedCase

READABLE = (".pdf", ".docx", ".pptx", ".xlsx", ".odt", ".odp", ".ods")
"""Endings of files whose words are read."""


def attached_passages(meeting: ResolvedMeeting, returned: Iterable[ReturnedCase]) -> Iterator[Passage]:
    """In agenda order: attachments, then decks."""
    for resolved in meeting.cases:
        for item in resolved.attachments:
            if isinstance(item.source, FileAttachment) and item.source.path and item.source.ending in READABLE:
                yield from _words(item.source, resolved.row.case)
    for deck in returned:
        from mottepakke.extract.decks import lines_on

        for found in lines_on(deck.judged()):
            yield Passage(found.text, deck.file.span, deck.case.row.case, "slide", deck.file.file, found.place)


def lacking_attachments(meeting: ResolvedMeeting) -> Iterator[tuple[FileAttachment, tuple[str, ...]]]:
    """The attached PDFs that lack marks of structure or of an archive format, with what each lacks."""
    for resolved in meeting.cases:
        for item in resolved.attachments:
            if isinstance(item.source, FileAttachment) and item.source.path and item.source.ending == ".pdf":
                from mottepakke.extract.pdf import lacks_of

                if lacks := lacks_of(item.source.path):
                    yield item.source, lacks


def _words(source: FileAttachment, case: Case) -> Iterator[Passage]:
    """The words of a file; one passage without words where it cannot be read."""
    from mottepakke.extract.found import Unreadable
    from mottepakke.extract.reading import words_of

    assert source.path is not None
    span = source.origin.of("fil")
    try:
        for found in words_of(source.path):
            yield Passage(found.text, span, case, found.kind, source.file, found.place)
    except Unreadable:
        yield Passage("", span, case, UNREADABLE, source.file)
