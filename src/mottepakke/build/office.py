"""Office attachments of one meeting, converted while the rest of the meeting is built."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from mottepakke.build.cache import NO_CACHE, Cache
from mottepakke.build.prepare import Prepared
from mottepakke.diagnostics import Diagnostic, MissingStop
from mottepakke.model.meeting import FileAttachment
from mottepakke.model.pack import ResolvedMeeting
from mottepakke.model.source import Span
from mottepakke.write.written import Written

if TYPE_CHECKING:
    from mottepakke.convert.files import Converted, Failed, OfficeFile


class OfficeConversion:
    """All Office files of a meeting, on a thread of their own: the work is LibreOffice's. Leaving kills what still runs.

    Raises:
        MissingStop: a pack that is no draft needs LibreOffice, and it is not installed.
    """

    def __init__(self, prepared: Prepared, cache: Cache = NO_CACHE) -> None:
        self.cache = cache
        self.known: dict[str, Converted | Failed] = {}
        self.keys: dict[str, str] = {}
        self.stop = Event()
        self.pool = ThreadPoolExecutor(max_workers=1)
        self.future: Future[Mapping[str, Converted | Failed]] | None = None
        sources = tuple(_office_sources(prepared))
        if sources:
            self._begin(sources, prepared)

    def _begin(self, sources: tuple[tuple[str, Path, Span], ...], prepared: Prepared) -> None:
        from mottepakke.convert.files import OfficeFile  # a meeting without Office files does not load it

        language = prepared.meeting.committee.language
        files = [OfficeFile(id, path, span, language) for id, path, span in sources]
        soffice = _found_soffice(files[0], prepared.meeting)
        self.keys = {file.id: _key(file, soffice, self.cache, file.path) for file in files}
        found = {name: _known(key, self.cache) for name, key in self.keys.items()}
        self.known = {name: result for name, result in found.items() if result}
        missing = [file for file in files if file.id not in self.known]
        if missing:
            from mottepakke.convert.converter import convert

            self.future = self.pool.submit(convert, missing, soffice, stop=self.stop)

    def __enter__(self) -> OfficeConversion:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.pool.shutdown(cancel_futures=True)

    def results(self) -> Mapping[str, Converted | Failed]:
        """What became of each file, by the attachment's document id."""
        if self.future:
            made = self.future.result()
            self.future = None
            for name, result in made.items():
                _keep(self.keys[name], result, self.cache)
            self.known |= made
        return self.known


def converted(path: Path, span: Span, meeting: ResolvedMeeting, cache: Cache = NO_CACHE) -> bytes | Diagnostic:
    """One Office file as PDF, or why a draft has to do without; ``span`` is the place to name.

    Raises:
        MissingStop: the meeting is no draft, and LibreOffice is not installed.
    """
    from mottepakke.convert.files import Failed, OfficeFile

    file = OfficeFile("", path, span, meeting.committee.language)
    soffice = _found_soffice(file, meeting)
    key = _key(file, soffice, cache, hashlib.sha256(path.read_bytes()).hexdigest())  # a path that is gone after the build
    result: Converted | Failed | None = _known(key, cache)
    if result is None:
        from mottepakke.convert.converter import convert

        result = convert([file], soffice)[""]
        _keep(key, result, cache)
    return result.diagnostic if isinstance(result, Failed) else result.pdf


def surroundings(prepared: Prepared, cache: Cache) -> object:
    """The LibreOffice that the meeting's files are converted with; None where there are none, or there is no LibreOffice."""
    if not (prepared.returned or any(_office_sources(prepared))):
        return None
    from mottepakke.convert.office.program import find_soffice

    return _of(find_soffice(), cache)


def _of(soffice: Path | None, cache: Cache) -> object:
    from mottepakke.convert.office.surroundings import surroundings_of

    if soffice is None:
        return None
    files, fonts, names = surroundings_of(soffice)
    return files, cache.digest_outside(fonts), names


def _key(file: OfficeFile, soffice: Path | None, cache: Cache, content: Path | str) -> str:
    """``content`` is the file itself, or the digest of what stands in it."""
    if not cache.is_on:
        return ""
    return cache.key("office", content, file.path.name, file.span, file.language, _of(soffice, cache))


def _known(key: str, cache: Cache) -> Converted | None:
    from mottepakke.convert.files import Converted

    known = cache.written(key)
    return Converted(known.data, known.diagnostics) if known else None


def _keep(key: str, result: Converted | Failed, cache: Cache) -> None:
    """Keep what came of a file; why there is nothing may be gone the next time."""
    from mottepakke.convert.files import Failed

    if isinstance(result, Failed):
        cache.is_lasting = False
    else:
        cache.keep_written(key, Written(result.pdf, result.diagnostics))


def _found_soffice(file: OfficeFile, meeting: ResolvedMeeting) -> Path | None:
    from mottepakke.convert.codes import CONVERTER_MISSING
    from mottepakke.convert.office.program import find_soffice

    soffice = find_soffice()
    if soffice is None and not meeting.draft:
        raise MissingStop(Diagnostic.at(CONVERTER_MISSING, file.span, file=file.path.name))
    return soffice


def _office_sources(prepared: Prepared) -> Iterator[tuple[str, Path, Span]]:
    for case in prepared.meeting.cases:
        for item in case.attachments:
            if isinstance(item.source, FileAttachment) and item.source.is_office and item.source.path:
                yield item.id, item.source.path, item.source.origin.of("fil")
