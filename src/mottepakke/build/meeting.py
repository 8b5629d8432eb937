"""One meeting from sources to its output folder."""

from __future__ import annotations

from mottepakke import codes
from mottepakke.build.archive import (
    PackRefused,
    keep_archive,
    not_frozen,
    put_checksums,
    put_originals,
    refuse_unfinished,
)
from mottepakke.build.beside import Beside
from mottepakke.build.folder import replaced_folder
from mottepakke.build.manifest import manifest
from mottepakke.build.outcome import Options, Outcome
from mottepakke.build.prepare import Prepared, Preparer
from mottepakke.build.produce import PDF, Files, PdfProduction, Progress, Sheet, put_slides, write_word, written_slides
from mottepakke.build.sheets import SheetMaker
from mottepakke.diagnostics import Diagnostic, ExitCode, Report, StopRun
from mottepakke.layout.elements import LayoutHtmlError
from mottepakke.layout.render import TemplateFailedError
from mottepakke.model.delivery import ARCHIVE, MANIFEST
from mottepakke.model.look import Layout, Look
from mottepakke.model.pack import ResolvedMeeting
from mottepakke.model.source import Span
from mottepakke.read.layout import read_layout
from mottepakke.read.sources import Sources

EMPTY_FORM = "presentasjonsmal"
"""What presenters were to fill in is no document of the meeting."""


def build_meeting(key: str, sources: Sources, options: Options, progress: Progress) -> Outcome:
    """Build meeting ``key``: every document, deck and the pack, or its archive copy. What was there stays if this fails."""
    progress("read")
    prepared, diagnostics = Preparer(sources).prepare(key)
    if prepared is None:
        return Outcome.of(key, diagnostics)
    report = Report(set(diagnostics))
    if options.archive and prepared.meeting.draft:
        return Outcome.of(key, (*report, not_frozen(prepared.meeting)))
    committee = prepared.meeting.committee
    layout = read_layout(committee.layout, sources.root, committee.origin.of("layout"), report)
    if layout is None:
        return Outcome.of(key, tuple(report), exit_code=ExitCode.MISSING)
    folder = options.output / key / (ARCHIVE if options.archive else "")
    try:
        with replaced_folder(folder) as fresh:
            files = Files(fresh, key)
            sheets = _fill(files, prepared, layout, options, progress)
            if not prepared.meeting.draft:
                refuse_unfinished(prepared.meeting, sheets, (*report, *files.diagnostics))
            if not options.archive:
                keep_archive(folder, fresh)
    except PackRefused as refusal:
        return Outcome.of(key, (*refusal.found, refusal.diagnostic))
    except (TemplateFailedError, LayoutHtmlError) as error:
        return Outcome.of(key, (*report, error.diagnostic))
    except StopRun as stop:
        return Outcome.of(key, (*report, stop.diagnostic), exit_code=stop.exit_code)
    except OSError as error:
        problem = Diagnostic.at(codes.CANNOT_WRITE, Span(str(key)), reason=error.strerror or type(error).__name__)
        return Outcome.of(key, (*report, problem), exit_code=ExitCode.USAGE)
    return Outcome.of(key, (*report, *files.diagnostics), folder, tuple(files.artifacts))


def _fill(files: Files, prepared: Prepared, layout: Layout, options: Options, progress: Progress) -> list[Sheet]:
    """Every file of the meeting, into the fresh folder; what they were made from."""
    look = layout.look(prepared.meeting.committee.language)
    progress("lay-out")
    maker = SheetMaker(prepared, layout)
    decks = [] if options.pack_only else maker.decks()
    if options.archive:
        decks = [deck for deck in decks if deck[0].kind != EMPTY_FORM]
    slides = Beside(lambda: written_slides(decks, look) if decks else [], cores=options.cores if decks else 1)
    try:
        with PdfProduction(look, maker.names(), options.cores if options.pack_only else 1) as production:
            sheets = []
            for sheet in maker.sheets():
                production.begin(sheet)
                sheets.append(sheet)
            files.diagnostics.extend(maker.diagnostics)
            if not options.pack_only:
                progress("word")
                write_word(sheets, look, files)
            progress("pdf")
            finished = list(production.finished(sheets, files))
        progress("slides")
        put_slides(decks, slides.result(), files)
    finally:
        slides.stop()
    progress("pack")
    _assemble(finished, prepared, look, files)
    _finish(files, prepared.meeting, sheets, archive=options.archive)
    return sheets


def _finish(files: Files, meeting: ResolvedMeeting, sheets: list[Sheet], *, archive: bool) -> None:
    """The manifest, and in an archive copy the originals before it and the checksum file after it."""
    title = sheets[0].title
    if archive:
        put_originals(meeting, sheets, files)
    files.put(manifest(meeting, title, files.artifacts, archive=archive), MANIFEST, "manifest", title, "")
    if archive:
        put_checksums(files, title)


def _assemble(finished: list[tuple[Sheet, bytes]], prepared: Prepared, look: Look, files: Files) -> None:
    from mottepakke.assemble.pack import assemble_pack
    from mottepakke.assemble.plan import ARCHIVE_AND_ACCESS, PackPart, PackPlan, PackWords

    meeting = prepared.meeting
    notice = finished[0][0].document
    assert notice is not None
    title = look.words["møtepakke_tittel"].format(nummer=meeting.number, utvalg=meeting.committee.short_name)
    parts = tuple(
        PackPart(
            id=sheet.id,
            title=sheet.title,
            data=data,
            label=sheet.label,
            case=sheet.heading,
            level=sheet.level,
            language=(sheet.document or notice).properties.language,
            conformance=ARCHIVE_AND_ACCESS if sheet.document else None,
            span=sheet.span,
        )
        for sheet, data in finished
    )
    properties = notice.properties
    page = look.words["side_av"].format(side="{page}", sider="{pages}")
    plan = PackPlan(
        title=title,
        language=properties.language,
        date=properties.date,
        parts=parts,
        words=PackWords(look.words["innhold"], page),
        look=look,
        author=properties.author,
        subject=properties.subject,
        keywords=properties.keywords,
        draft=meeting.draft,
    )
    written = assemble_pack(plan)
    files.diagnostics.extend(written.diagnostics)
    files.claim({part + PDF: facts.conformance for part, facts in written.facts})
    committee, _, name = meeting.meeting.key.partition("/")
    claimed = (f"PDF/A-{written.claim.pdfa}" if written.claim.pdfa else "", "PDF/UA-1" if written.claim.pdfua else "")
    conformance = tuple(claim for claim in claimed if claim)
    files.put(written.data, f"motepakke-{committee}-{name}.pdf", "møtepakke", title, "", conformance)
