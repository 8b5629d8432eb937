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
from mottepakke.model.pack import ResolvedMeeting
from mottepakke.model.source import Span

if TYPE_CHECKING:
    from mottepakke.convert import Converted, Failed, OfficeFile


class OfficeConversion:
    """All Office files of a meeting, on a thread of their own: the work is LibreOffice's. Leaving kills what still runs.

    Raises:
        MissingStop: a pack that is no draft needs LibreOffice, and it is not installed.
    """

    def __init__(self, prepared: Prepared) -> None:
        self.stop = Event()
        self.pool = ThreadPoolExecutor(max_workers=1)
        self.future: Future[Mapping[str, Converted | Failed]] | None = None
        sources = tuple(_office_sources(prepared))
        if sources:
            self._begin(sources, prepared)

    def _begin(self, sources: tuple[tuple[str, Path, Span], ...], prepared: Prepared) -> None:
        from mottepakke.convert import OfficeFile, convert  # a meeting without Office files does not load it

        language = prepared.meeting.committee.language
        files = [OfficeFile(id, path, span, language) for id, path, span in sources]
        soffice = _found_soffice(files[0], prepared.meeting)
        self.future = self.pool.submit(convert, files, soffice, stop=self.stop)

    def __enter__(self) -> OfficeConversion:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.pool.shutdown(cancel_futures=True)

    def results(self) -> Mapping[str, Converted | Failed]:
        """What became of each file, by the attachment's document id."""
        return self.future.result() if self.future else {}


def converted(path: Path, span: Span, meeting: ResolvedMeeting) -> bytes | Diagnostic:
    """One Office file as PDF, or why a draft has to do without; ``span`` is the place to name.

    Raises:
        MissingStop: the meeting is no draft, and LibreOffice is not installed.
    """
    from mottepakke.convert import Failed, OfficeFile, convert

    file = OfficeFile("", path, span, meeting.committee.language)
    result = convert([file], _found_soffice(file, meeting))[""]
    return result.diagnostic if isinstance(result, Failed) else result.pdf


def _found_soffice(file: OfficeFile, meeting: ResolvedMeeting) -> Path | None:
    from mottepakke.convert import find_soffice
    from mottepakke.convert.codes import CONVERTER_MISSING

    soffice = find_soffice()
    if soffice is None and not meeting.draft:
        raise MissingStop(Diagnostic.at(CONVERTER_MISSING, file.span, file=file.path.name))
    return soffice


def _office_sources(prepared: Prepared) -> Iterator[tuple[str, Path, Span]]:
    for case in prepared.meeting.cases:
        for item in case.attachments:
            if isinstance(item.source, FileAttachment) and item.source.is_office and item.source.path:
                yield item.id, item.source.path, item.source.origin.of("fil")
