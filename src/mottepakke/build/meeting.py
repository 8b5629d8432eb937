"""One meeting from sources to its output folder."""

from __future__ import annotations

from collections import deque
from pathlib import Path

from msgspec.structs import replace

from mottepakke import codes
from mottepakke.build.archive import (
    PackRefused,
    keep_archive,
    not_frozen,
    put_checksums,
    refuse_unfinished,
    stale_archive,
)
from mottepakke.build.beside import Beside
from mottepakke.build.calls import calendars, put_calendars
from mottepakke.build.folder import replaced_folder
from mottepakke.build.manifest import manifest
from mottepakke.build.minutes import keep_minutes
from mottepakke.build.office import OfficeConversion
from mottepakke.build.outcome import Options, Outcome
from mottepakke.build.packing import assembled, put_changes, put_pack, sent_documents
from mottepakke.build.prepare import Prepared, Reading
from mottepakke.build.produce import Files, PdfProduction, Progress, Sheet, write_word
from mottepakke.build.sheets import SheetMaker
from mottepakke.build.slides import Decks, Show, written_slides
from mottepakke.build.supplement import cover_parts, supplement_of
from mottepakke.diagnostics import Diagnostic, ExitCode, Report, StopRun
from mottepakke.layout.elements import LayoutHtmlError
from mottepakke.layout.render import Renderer, TemplateFailedError
from mottepakke.model.delivery import ARCHIVE, MANIFEST
from mottepakke.model.look import Layout
from mottepakke.model.pack import ResolvedMeeting
from mottepakke.model.source import Span
from mottepakke.read.layout import STANDARD, read_layout

PAGES = ("innkalling.html", "toppnotat.html", "makroer.html", "referat.html", "vedlegg.html")
SLIDES = ("presentasjon.html", "presentasjonsmal.html")
"""The standard layout's templates that nearly every meeting uses."""


def build_meeting(key: str, reading: Beside[Reading], root: Path, options: Options, progress: Progress) -> Outcome:
    """Build meeting ``key`` of the workspace ``root``: every document, deck and the pack, or its archive copy.

    ``reading`` gives the prepared meeting. What was there before stays when this fails.
    """
    if options.cores > 1:
        _warm_up(root, pack_only=options.pack_only)
    prepared, diagnostics = reading.result()
    if prepared is None:
        return Outcome.of(key, diagnostics)
    report = Report({item for item in diagnostics if item.code not in codes.TOLD_BY_BUILDS})
    if options.archive and prepared.meeting.draft:
        return Outcome.of(key, (*report, not_frozen(prepared.meeting)))
    committee = prepared.meeting.committee
    layout = read_layout(committee.layout, root, committee.origin.of("layout"), report)
    if layout is None:
        return Outcome.of(key, tuple(report), exit_code=ExitCode.MISSING)
    folder = options.output / key / (ARCHIVE if options.archive else "")
    try:
        files = _write(folder, root, prepared, layout, report, options, progress)
    except PackRefused as refusal:
        return Outcome.of(key, (*refusal.found, refusal.diagnostic))
    except (TemplateFailedError, LayoutHtmlError) as error:
        return Outcome.of(key, (*report, error.diagnostic))
    except StopRun as stop:
        return Outcome.of(key, (*report, stop.diagnostic), exit_code=stop.exit_code)
    except OSError as error:
        problem = Diagnostic.at(codes.CANNOT_WRITE, Span(str(key)), reason=error.strerror or type(error).__name__)
        return Outcome.of(key, (*report, problem), exit_code=ExitCode.USAGE)
    outcome = Outcome.of(key, prepared.told((*report, *files.diagnostics)), folder, tuple(files.artifacts))
    return replace(outcome, sealed=files.sealed)


def _write(
    folder: Path, root: Path, prepared: Prepared, layout: Layout, found: Report, options: Options, progress: Progress
) -> Files:
    """All files into ``folder``, which changes at once or not at all; ``found`` is what is known to be wrong.

    Raises:
        PackRefused: the meeting is sent, and something in its pack is wrong.
    """
    meeting = prepared.meeting
    with replaced_folder(folder) as fresh:
        files = Files(fresh, meeting.meeting.key)
        if not options.archive:
            look = layout.look(meeting.committee.language)
            keep_minutes(folder, files, look.words, meeting)
        sheets = _fill(files, root, prepared, layout, options, progress)
        if not meeting.draft:
            refuse_unfinished(meeting, sheets, prepared.told((*found, *files.diagnostics)), archive=options.archive)
        if not options.archive:
            keep_archive(folder, fresh)
            files.diagnostics += filter(None, [stale_archive(fresh, meeting)])
    return files


def _warm_up(root: Path, *, pack_only: bool) -> None:
    """What every build needs besides its sources: the writer of PDFs, and the standard layout's templates."""
    import mottepakke.write.pdf  # noqa: F401

    standard = read_layout(STANDARD, root, Span("."), Report())
    if standard:
        Renderer(standard).compile(PAGES if pack_only else (*PAGES, *SLIDES))


def _fill(files: Files, root: Path, prepared: Prepared, layout: Layout, options: Options, progress: Progress) -> list[Sheet]:
    """Every file of the meeting, into the fresh folder; what they were made from."""
    look = layout.look(prepared.meeting.committee.language)
    progress("lay-out")
    maker = SheetMaker(prepared, layout, root)
    decks = _decks(maker, options)
    calls = [] if options.pack_only or options.archive else [maker.call_sheet()]
    alone, shown = not prepared.returned, decks.shown is not None
    settings = prepared.meeting.committee.slides
    with Beside(lambda: written_slides(decks, look, settings, alone=alone), cores=options.cores if shown else 1) as slides:
        workers = options.cores if options.pack_only else 1
        production = PdfProduction(look, maker.names(), workers)
        with OfficeConversion(prepared) as office, production:
            sheets = []
            for sheet in calls:
                production.begin(sheet)
            for sheet in maker.sheets():
                production.begin(sheet)
                sheets.append(sheet)
            supplement = supplement_of(prepared.meeting, sheets)
            if supplement:
                cover = maker.supplement(cover_parts(supplement, sheets, look.words["tillegg_sider"]), supplement.version)
                production.begin(cover)
                sheets.insert(0, cover)
            if not options.pack_only:
                progress("word")
                write_word([*sheets, *calls], look, files)
            if any(sheet.office for sheet in sheets):
                progress("office")
            sheets = _settled(sheets, maker, production, office)
            files.diagnostics.extend(maker.diagnostics)
            progress("pdf")
            changed = supplement.changed | {sheets[0].key} if supplement else frozenset()
            pack, changes = assembled(production.finished(sheets, files), prepared.meeting, look, changed)
            deque(production.finished(calls, files), maxlen=0)
            progress("slides")
            Show(prepared, maker, look, files).put(decks, slides.result())
    if calls:
        put_calendars(calendars(prepared.meeting, look.words), files)
    put_pack(pack, prepared.meeting, look, files)
    if changes:
        put_changes(changes, prepared.meeting, look, files)
    files.sealed = (sent_documents(pack, sheets), pack.total)
    _finish(files, prepared.meeting, sheets, archive=options.archive)
    return sheets


def _decks(maker: SheetMaker, options: Options) -> Decks:
    """What presenters were to fill in is no document of the archive."""
    if options.pack_only:
        return Decks()
    return Decks(maker.meetings_deck({}), () if options.archive else maker.templates())


def _finish(files: Files, meeting: ResolvedMeeting, sheets: list[Sheet], *, archive: bool) -> None:
    """The manifest, and in an archive copy the checksum file after it."""
    title = sheets[0].title
    files.put(manifest(meeting, title, files, archive=archive), MANIFEST, "manifest", title, "")
    if archive:
        put_checksums(files, title)


def _settled(sheets: list[Sheet], maker: SheetMaker, production: PdfProduction, office: OfficeConversion) -> list[Sheet]:
    """The sheets with what has become of Office files; pages that stand in for some are begun."""
    settled = [maker.settled(sheet, office.results()) for sheet in sheets]
    for sheet in settled:
        if sheet.office:
            production.begin(sheet)
    return settled
