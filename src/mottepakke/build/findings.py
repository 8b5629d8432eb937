"""What a check found, in one file that can be printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from mottepakke import codes
from mottepakke.build.folder import replaced_files
from mottepakke.build.places import ELSEWHERE, Places, Words
from mottepakke.build.prepare import Preparer
from mottepakke.build.produce import PDF, WORD, Files, PdfProduction, Sheet, write_word
from mottepakke.diagnostics import Diagnostic, MissingStop, Report, UsageStop
from mottepakke.layout.elements import LayoutHtmlError, TemplateFailedError
from mottepakke.layout.findings import KIND, CheckedMeeting, Found, FoundIn, findings_document
from mottepakke.layout.render import Renderer
from mottepakke.messages import hint, message
from mottepakke.model.document import Document
from mottepakke.model.look import Look
from mottepakke.model.source import Span
from mottepakke.read.layout import read_layout
from mottepakke.read.sources import Sources

FORMATS = (PDF, WORD)


def write_findings(found: Mapping[str, Sequence[Diagnostic]], sources: Sources, target: Path) -> None:
    """Write to ``target`` (.pdf or .docx) what was found of meetings of one committee.

    Raises:
        UsageStop: the meetings are of several committees, ``target`` is of another format, or it cannot be written.
        StopRun: the committee or its layout cannot be read.
    """
    slugs = {key.partition("/")[0] for key in found}
    if target.suffix not in FORMATS:
        raise UsageStop(Diagnostic.at(codes.INVALID_ARGUMENT, Span("."), value=target.name, expected="--report FIL.pdf"))
    if len(slugs) > 1:
        args = {"value": ", ".join(sorted(slugs)), "expected": "mottepakke check UTVALG --report FIL.pdf"}
        raise UsageStop(Diagnostic.at(codes.INVALID_ARGUMENT, Span("."), **args))
    document, look = _document(slugs.pop(), found, sources)
    try:
        _write(document, look, target)
    except OSError as error:
        problem = Diagnostic.at(codes.CANNOT_WRITE, Span(target.name), reason=error.strerror or type(error).__name__)
        raise UsageStop(problem) from None


def _document(slug: str, found: Mapping[str, Sequence[Diagnostic]], sources: Sources) -> tuple[Document, Look]:
    committee = sources.committee(slug)
    report = Report()
    layout = read_layout(committee.layout, sources.root, committee.origin.of("layout"), report) if committee else None
    if committee is None or layout is None:
        raise MissingStop(next(iter((*report, *sources.findings({slug})))))
    preparer = Preparer(sources)
    checked = []
    for key, diagnostics in found.items():
        prepared, _ = preparer.prepare(key)
        meeting = prepared.meeting if prepared else None
        parts = _parts(diagnostics, Places.of(meeting, slug), layout.words[committee.language], committee.language)
        checked.append(CheckedMeeting(key, meeting, tuple(parts)))
    try:
        return findings_document(committee, checked, layout, Renderer(layout)), layout.look(committee.language)
    except (TemplateFailedError, LayoutHtmlError) as error:
        raise MissingStop(error.diagnostic) from None


def _parts(found: Iterable[Diagnostic], places: Places, words: Words, language: str) -> Iterator[FoundIn]:
    for about, items in places.groups(found).items():
        said = (Found(item.severity, message(item, language), hint(item, language), item.span) for item in items)
        yield FoundIn(places.heading(about, words), tuple(said), is_elsewhere=about == ELSEWHERE)


def _write(document: Document, look: Look, target: Path) -> None:
    sheet = Sheet(document.id, KIND, document.properties.title, document)
    with replaced_files(target.absolute().parent, target.stem) as fresh:
        files = Files(fresh, "")
        if target.suffix == WORD:
            write_word([sheet], look, files)
        else:
            with PdfProduction(look, {sheet.id}, workers=1) as production:
                production.begin(sheet)
                for _ in production.finished([sheet], files):
                    pass
        (fresh / f"{document.id}{target.suffix}").replace(fresh / target.name)
