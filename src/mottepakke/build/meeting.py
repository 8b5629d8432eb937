"""One meeting from sources to its output folder."""

from __future__ import annotations

from mottepakke import codes
from mottepakke.build.beside import Beside
from mottepakke.build.folder import replaced_folder
from mottepakke.build.manifest import NAME, manifest
from mottepakke.build.office import OfficeConversion
from mottepakke.build.outcome import Options, Outcome
from mottepakke.build.prepare import Prepared, Preparer
from mottepakke.build.produce import Files, PdfProduction, Progress, Sheet, put_slides, write_word, written_slides
from mottepakke.build.sheets import SheetMaker
from mottepakke.diagnostics import Diagnostic, ExitCode, Report, StopRun
from mottepakke.layout.elements import LayoutHtmlError
from mottepakke.layout.render import TemplateFailedError
from mottepakke.model.look import Layout, Look
from mottepakke.model.source import Span
from mottepakke.read.layout import read_layout
from mottepakke.read.sources import Sources


def build_meeting(key: str, sources: Sources, options: Options, progress: Progress) -> Outcome:
    """Build meeting ``key``: every document, deck and the pack. The previous output stays when this fails."""
    progress("read")
    prepared, diagnostics = Preparer(sources).prepare(key)
    if prepared is None:
        return Outcome.of(key, diagnostics)
    report = Report(set(diagnostics))
    committee = prepared.meeting.committee
    layout = read_layout(committee.layout, sources.root, committee.origin.of("layout"), report)
    if layout is None:
        return Outcome.of(key, tuple(report), exit_code=ExitCode.MISSING)
    folder = options.output / key
    try:
        with replaced_folder(folder) as fresh:
            files = Files(fresh, key)
            _fill(files, prepared, layout, options, progress)
    except (TemplateFailedError, LayoutHtmlError) as error:
        return Outcome.of(key, (*report, error.diagnostic))
    except StopRun as stop:
        return Outcome.of(key, (*report, stop.diagnostic), exit_code=stop.exit_code)
    except OSError as error:
        problem = Diagnostic.at(codes.CANNOT_WRITE, Span(str(key)), reason=error.strerror or type(error).__name__)
        return Outcome.of(key, (*report, problem), exit_code=ExitCode.USAGE)
    return Outcome.of(key, (*report, *files.diagnostics), folder, tuple(files.artifacts))


def _fill(files: Files, prepared: Prepared, layout: Layout, options: Options, progress: Progress) -> None:
    """Every file of the meeting, into the fresh folder."""
    look = layout.look(prepared.meeting.committee.language)
    progress("lay-out")
    maker = SheetMaker(prepared, layout)
    decks = [] if options.pack_only else maker.decks()
    slides = Beside(lambda: written_slides(decks, look) if decks else [], cores=options.cores if decks else 1)
    try:
        workers = options.cores if options.pack_only else 1
        with OfficeConversion(prepared) as office, PdfProduction(look, maker.names(), workers) as production:
            sheets = []
            for sheet in maker.sheets():
                production.begin(sheet)
                sheets.append(sheet)
            if not options.pack_only:
                progress("word")
                write_word(sheets, look, files)
            if any(sheet.office for sheet in sheets):
                progress("office")
            sheets = _settled(sheets, maker, production, office)
            files.diagnostics.extend(maker.diagnostics)
            progress("pdf")
            finished = list(production.finished(sheets, files))
        progress("slides")
        put_slides(decks, slides.result(), files)
    finally:
        slides.stop()
    progress("pack")
    _assemble(finished, prepared, look, files)
    title = sheets[0].title
    files.put(manifest(prepared.meeting, title, files.artifacts), NAME, "manifest", title, "")


def _settled(sheets: list[Sheet], maker: SheetMaker, production: PdfProduction, office: OfficeConversion) -> list[Sheet]:
    """The sheets with what has become of Office files; pages that stand in for some are begun."""
    settled = [maker.settled(sheet, office.results()) for sheet in sheets]
    for sheet in settled:
        if sheet.office:
            production.begin(sheet)
    return settled


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
    committee, _, name = meeting.meeting.key.partition("/")
    files.put(written.data, f"motepakke-{committee}-{name}.pdf", "møtepakke", title, "", written.claim.names)
