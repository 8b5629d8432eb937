"""Office attachments of one meeting, converted while the rest of the meeting is built."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

from mottepakke.build.prepare import Prepared
from mottepakke.convert import Converted, Failed, OfficeFile, convert, find_soffice
from mottepakke.convert.codes import CONVERTER_MISSING
from mottepakke.diagnostics import Diagnostic, MissingStop
from mottepakke.model.meeting import FileAttachment


class OfficeConversion:
    """All Office files of a meeting, on a thread of their own: the work is LibreOffice's. Leaving kills what still runs.

    Raises:
        MissingStop: a pack that is no draft needs LibreOffice, and it is not installed.
    """

    def __init__(self, prepared: Prepared) -> None:
        files = tuple(_office_files(prepared))
        soffice = find_soffice() if files else None
        if files and soffice is None and not prepared.meeting.draft:
            raise MissingStop(Diagnostic.at(CONVERTER_MISSING, files[0].span, file=files[0].path.name))
        self.stop = Event()
        self.pool = ThreadPoolExecutor(max_workers=1)
        self.future: Future[Mapping[str, Converted | Failed]] | None = None
        if files:
            self.future = self.pool.submit(convert, files, soffice, stop=self.stop)

    def __enter__(self) -> OfficeConversion:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.pool.shutdown(cancel_futures=True)

    def results(self) -> Mapping[str, Converted | Failed]:
        """What became of each file, by the attachment's document id."""
        return self.future.result() if self.future else {}


def _office_files(prepared: Prepared) -> Iterator[OfficeFile]:
    language = prepared.meeting.committee.language
    for case in prepared.meeting.cases:
        for item in case.attachments:
            source = item.source
            if isinstance(source, FileAttachment) and source.is_office and source.path:
                yield OfficeFile(item.id, source.path, source.origin.of("fil"), language)
