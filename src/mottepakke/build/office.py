"""Office attachments of one meeting, converted while the rest of the meeting is built."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from mottepakke.build.prepare import Prepared
from mottepakke.diagnostics import Diagnostic, MissingStop
from mottepakke.model.meeting import FileAttachment
from mottepakke.model.slides import ReturnedCase
from mottepakke.model.source import Span

if TYPE_CHECKING:
    from mottepakke.convert import Converted, Failed


class OfficeConversion:
    """All Office files of a meeting, on a thread of their own: the work is LibreOffice's. Leaving kills what still runs.

    With ``slides`` the decks that presenters have returned too.

    Raises:
        MissingStop: a pack that is no draft needs LibreOffice, and it is not installed.
    """

    def __init__(self, prepared: Prepared, *, slides: bool = False) -> None:
        self.stop = Event()
        self.pool = ThreadPoolExecutor(max_workers=1)
        self.future: Future[Mapping[str, Converted | Failed]] | None = None
        sources = (*_office_sources(prepared), *(_slide_sources(prepared) if slides else ()))
        if sources:
            self._begin(sources, prepared)

    def _begin(self, sources: tuple[tuple[str, Path, Span], ...], prepared: Prepared) -> None:
        from mottepakke.convert import OfficeFile, convert, find_soffice  # a meeting without Office files does not load it
        from mottepakke.convert.codes import CONVERTER_MISSING

        language = prepared.meeting.committee.language
        files = [OfficeFile(id, path, span, language) for id, path, span in sources]
        soffice = find_soffice()
        if soffice is None and not prepared.meeting.draft:
            raise MissingStop(Diagnostic.at(CONVERTER_MISSING, files[0].span, file=files[0].path.name))
        self.future = self.pool.submit(convert, files, soffice, stop=self.stop)

    def __enter__(self) -> OfficeConversion:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.pool.shutdown(cancel_futures=True)

    def results(self) -> Mapping[str, Converted | Failed]:
        """What became of each file, by the attachment's document id, or a case's key for its presenter's slides."""
        return self.future.result() if self.future else {}


def _slide_sources(prepared: Prepared) -> Iterator[tuple[str, Path, Span]]:
    for key, item in prepared.returned.items():
        if isinstance(item, ReturnedCase) and item.file.path:
            yield key, item.file.path, item.file.span


def _office_sources(prepared: Prepared) -> Iterator[tuple[str, Path, Span]]:
    for case in prepared.meeting.cases:
        for item in case.attachments:
            if isinstance(item.source, FileAttachment) and item.source.is_office and item.source.path:
                yield item.id, item.source.path, item.source.origin.of("fil")
