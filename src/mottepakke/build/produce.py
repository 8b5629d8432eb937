"""The documents of one meeting, and the files made of them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from mottepakke import codes
from mottepakke.build.artifacts import Artifact
from mottepakke.build.cache import NO_CACHE, Cache, Made
from mottepakke.diagnostics import Diagnostic, MissingStop
from mottepakke.model.document import Deck, Document
from mottepakke.model.look import Look
from mottepakke.model.meeting import FileAttachment
from mottepakke.model.sent import SentDocument
from mottepakke.model.source import Span
from mottepakke.model.walk import links
from mottepakke.write.written import Written

if TYPE_CHECKING:
    from mottepakke.write.pdf import PdfWriter

WORD, PDF = ".docx", ".pdf"
Conformance = tuple[str, ...]
OWN_CONFORMANCE: Conformance = ("PDF/A-2a", "PDF/UA-1")
UNKNOWN_CONFORMANCE: Conformance = ()


class Sheet(Struct, frozen=True):
    """A document of the pack with what lists and outlines call it.

    ``label`` is printed before ``title`` («Vedlegg 9A»); ``case`` is the case's number or slug, ``heading`` what its part
    of the pack is called; ``level`` 2 hangs under the document before it. ``ready`` is a PDF that exists already,
    ``office`` the file it is made of; ``stands_for`` the file that a placeholder takes the place of, and the code of the
    finding that says why. ``key`` names the document in every version of the pack, ``source`` is the file in the workspace
    that it comes from, ``number`` its attachment number, ``listed`` that in words without the case.
    """

    id: str
    kind: str
    title: str
    document: Document | None = None
    ready: bytes | None = None
    label: str = ""
    case: str = ""
    heading: str | None = None
    level: int = 1
    in_word: bool = True
    span: Span | None = None
    office: FileAttachment | None = None
    stands_for: tuple[str, str] | None = None
    key: str = ""
    source: str = ""
    number: str = ""
    listed: str = ""


class Files(Struct):
    """The output folder while it is filled. ``about`` is what the manifest says of some files besides, by path."""

    folder: Path
    meeting: str
    artifacts: list[Artifact] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    sealed: tuple[tuple[SentDocument, ...], str] = ((), "")
    about: dict[str, dict[str, object]] = field(default_factory=dict)

    def put(self, data: bytes, path: str, kind: str, title: str, case: str, conformance: tuple[str, ...] = ()) -> None:
        """Write a file and take note of it."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        self.artifacts.append(Artifact.of(data, path, kind, self.meeting, title, case, conformance))

    def put_file(self, path: str, kind: str, title: str) -> None:
        """Take note of a file that has been written into the folder."""
        self.artifacts.append(Artifact.of_file(self.folder / path, path, kind, self.meeting, title))

    def claim(self, claims: Mapping[str, Conformance]) -> None:
        """Take note of what files by path say they conform to, where nothing is known of them."""
        self.artifacts = [
            replace(item, conformance=item.conformance or claims.get(item.path, UNKNOWN_CONFORMANCE))
            for item in self.artifacts
        ]


def relative_links(document: Document | Deck, endings: Mapping[str, str]) -> dict[str, str]:
    """The ``pakke:`` addresses in a document as paths relative to it; ``endings`` gives each document's file ending."""
    blocks = document.blocks if isinstance(document, Document) else [b for s in document.slides for b in s.blocks]
    folder = posixpath.dirname(document.id)
    found = {}
    for link in links(blocks):
        target, _, anchor = link.href.removeprefix("pakke:").partition("#")
        if link.href.startswith("pakke:") and target in endings:
            path = posixpath.relpath(target + endings[target], folder or ".")
            found[link.href] = f"{path}#{anchor}" if anchor else path
    return found


def require(missing: tuple[str, ...], template: Path, look: Look) -> None:
    """Stop where a template lacks the styles or slide layouts of some roles."""
    if missing:
        span = Span(f"layouts/{look.name}/layout.yaml")
        raise MissingStop(Diagnostic.at(codes.MISSING_STYLE, span, role=", ".join(missing), template=template.name))


class WordFiles(Struct, frozen=True):
    """A Word file of each of our own documents, in order."""

    files: tuple[Written, ...] = ()
    made: Made = Made()


def word_files(sheets: Sequence[Sheet], look: Look, cache: Cache = NO_CACHE) -> WordFiles:
    """The Word files of ``sheets``."""
    endings = {sheet.id: WORD if sheet.document and sheet.in_word else PDF for sheet in sheets}
    documents = [sheet.document for sheet in sheets if sheet.document and sheet.in_word]
    written = tuple(_word_file(document, look, relative_links(document, endings), cache) for document in documents)
    return WordFiles(written, cache.handed_over())


def put_word(sheets: Sequence[Sheet], words: WordFiles, files: Files, cache: Cache = NO_CACHE) -> None:
    """The Word files of ``sheets`` into the folder."""
    cache.take(words.made)
    for sheet, written in zip((sheet for sheet in sheets if sheet.document and sheet.in_word), words.files, strict=True):
        files.diagnostics.extend(written.diagnostics)
        files.put(written.data, sheet.id + WORD, sheet.kind, sheet.title, sheet.case)


def write_word(sheets: Sequence[Sheet], look: Look, files: Files) -> None:
    """A Word file of each of our own documents into the folder."""
    put_word(sheets, word_files(sheets, look), files)


def _word_file(document: Document, look: Look, links: Mapping[str, str], cache: Cache) -> Written:
    key = cache.key("docx", look, document, links)
    known = cache.written(key)
    if known is None:
        from mottepakke.write.docx import missing_word_styles, write_docx  # a build that finds all it needs loads no writer

        require(missing_word_styles(look.word_template, look.word_styles), look.word_template, look)
        known = write_docx(document, look, links)
        cache.keep_written(key, known)
    return known


class PdfProduction:
    """PDFs written by worker threads while the rest is laid out and written: Typst needs no interpreter lock.

    ``names`` are the ids of all documents of the pack, so that links can be set before each is there.
    """

    def __init__(self, look: Look, names: Collection[str], workers: int, cache: Cache = NO_CACHE) -> None:
        self.look = look
        self.cache = cache
        self.writer: PdfWriter | None = None
        self.pool = ThreadPoolExecutor(max_workers=workers)
        self.endings = dict.fromkeys(names, PDF)
        self.futures: dict[str, Future[Written]] = {}
        self.keys: dict[str, str] = {}
        self.known: dict[str, Written] = {}

    def begin(self, sheet: Sheet) -> None:
        """Set a sheet's document, once."""
        if sheet.document is None or sheet.id in self.futures or sheet.id in self.known:
            return
        links = relative_links(sheet.document, self.endings)
        key = self.cache.key("pdf", self.look, sheet.document, links)
        known = self.cache.written(key)
        if known:
            self.known[sheet.id] = known
        else:
            self.keys[sheet.id] = key
            self.futures[sheet.id] = self.pool.submit(self._opened().write, sheet.document, links)

    def _opened(self) -> PdfWriter:
        if self.writer is None:
            from mottepakke.write.pdf import PdfWriter  # a build that finds all it needs loads no writer

            self.writer = PdfWriter(self.look)
        return self.writer

    def __enter__(self) -> PdfProduction:
        return self

    def __exit__(self, *_: object) -> None:
        self.pool.shutdown(cancel_futures=True)
        if self.writer:
            self.writer.close()

    def finished(self, sheets: Iterable[Sheet], files: Files) -> Iterator[tuple[Sheet, bytes]]:
        """Each sheet with its PDF, in order, put into the folder."""
        for sheet in sheets:
            if sheet.document:
                written = self._result(sheet)
                files.diagnostics.extend(written.diagnostics)
                data, conformance = written.data, OWN_CONFORMANCE
            else:
                assert sheet.ready is not None
                data, conformance = sheet.ready, UNKNOWN_CONFORMANCE
            files.put(data, sheet.id + PDF, sheet.kind, sheet.title, sheet.case, conformance)
            if sheet.stands_for:
                file, code = sheet.stands_for
                files.about[sheet.id + PDF] = {"placeholder": {"file": file, "finding": code}}
            _put_original(sheet, files)
            yield sheet, data

    def _result(self, sheet: Sheet) -> Written:
        if sheet.id in self.known:
            return self.known[sheet.id]
        written = self.futures[sheet.id].result()
        self.cache.keep_written(self.keys[sheet.id], written)
        return written


def _put_original(sheet: Sheet, files: Files) -> None:
    """The Office file a sheet is made of, beside its PDF."""
    if sheet.office is None or sheet.office.path is None:
        return
    try:
        data = sheet.office.path.read_bytes()
    except OSError:
        return  # its placeholder says so
    files.put(data, sheet.id + sheet.office.ending, sheet.kind, sheet.title, sheet.case)


Progress = Callable[[str], None]
"""Told the name of each step as it begins."""
