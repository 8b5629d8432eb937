"""The documents of one meeting, and the files made of them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from mottepakke import codes
from mottepakke.build.artifacts import Artifact
from mottepakke.diagnostics import Diagnostic, MissingStop
from mottepakke.model.document import Deck, Document
from mottepakke.model.look import Look
from mottepakke.model.meeting import FileAttachment
from mottepakke.model.sent import SentDocument
from mottepakke.model.source import Span
from mottepakke.model.walk import links
from mottepakke.write.written import Written

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


def write_word(sheets: list[Sheet], look: Look, files: Files) -> None:
    """A Word file of each of our own documents."""
    from mottepakke.write.docx import missing_word_styles, write_docx

    require(missing_word_styles(look.word_template, look.word_styles), look.word_template, look)
    endings = {sheet.id: WORD if sheet.document and sheet.in_word else PDF for sheet in sheets}
    for sheet in sheets:
        if sheet.document and sheet.in_word:
            written = write_docx(sheet.document, look, relative_links(sheet.document, endings))
            files.diagnostics.extend(written.diagnostics)
            files.put(written.data, sheet.id + WORD, sheet.kind, sheet.title, sheet.case)


class PdfProduction:
    """PDFs written by worker threads while the rest is laid out and written: Typst needs no interpreter lock.

    ``names`` are the ids of all documents of the pack, so that links can be set before each is there.
    """

    def __init__(self, look: Look, names: Collection[str], workers: int) -> None:
        from mottepakke.write.pdf import PdfWriter

        self.writer = PdfWriter(look)
        self.pool = ThreadPoolExecutor(max_workers=workers)
        self.endings = dict.fromkeys(names, PDF)
        self.futures: dict[str, Future[Written]] = {}

    def begin(self, sheet: Sheet) -> None:
        """Set a sheet's document."""
        if sheet.document:
            links = relative_links(sheet.document, self.endings)
            self.futures[sheet.id] = self.pool.submit(self.writer.write, sheet.document, links)

    def __enter__(self) -> PdfProduction:
        return self

    def __exit__(self, *_: object) -> None:
        self.pool.shutdown(cancel_futures=True)
        self.writer.close()

    def finished(self, sheets: Iterable[Sheet], files: Files) -> Iterator[tuple[Sheet, bytes]]:
        """Each sheet with its PDF, in order, put into the folder."""
        for sheet in sheets:
            if sheet.id in self.futures:
                written = self.futures[sheet.id].result()
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
