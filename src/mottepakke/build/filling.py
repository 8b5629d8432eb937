"""Every file of one meeting, rendered or taken from the cache, into its fresh folder."""

from __future__ import annotations

from collections import deque
from pathlib import Path

from mottepakke.build.beside import Beside
from mottepakke.build.cache import Cache
from mottepakke.build.calls import calendars, put_calendars
from mottepakke.build.office import OfficeConversion
from mottepakke.build.outcome import Options
from mottepakke.build.packing import assembled, put_changes, put_pack, sent_documents
from mottepakke.build.prepare import Prepared
from mottepakke.build.produce import Files, PdfProduction, Progress, Sheet, write_word
from mottepakke.build.sheets import SheetMaker
from mottepakke.build.slides import Decks, Show, WrittenSlides, written_slides
from mottepakke.build.supplement import cover_parts, supplement_of
from mottepakke.model.look import Layout


def fill(
    files: Files, root: Path, prepared: Prepared, layout: Layout, options: Options, cache: Cache, progress: Progress
) -> list[Sheet]:
    """Every file of the meeting, into the fresh folder; what they were made from."""
    look = layout.look(prepared.meeting.committee.language)
    progress("lay-out")
    maker = SheetMaker(prepared, layout, root)
    calls = [] if options.pack_only or options.archive else [maker.call_sheet()]
    alone, settings = not prepared.returned, prepared.meeting.committee.slides

    def decks() -> WrittenSlides:
        return written_slides(_decks(maker, options), look, settings, cache, alone=alone)

    with Beside(decks, cores=1 if options.pack_only else options.cores) as slides:
        workers = options.cores if options.pack_only else 1
        production = PdfProduction(look, maker.names(), workers, cache)
        with OfficeConversion(prepared, cache) as office, production:
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
                write_word([*sheets, *calls], look, files, cache)
            if any(sheet.office for sheet in sheets):
                progress("office")
            sheets = _settled(sheets, maker, production, office)
            files.diagnostics.extend(maker.diagnostics)
            progress("pdf")
            changed = supplement.changed | {sheets[0].key} if supplement else frozenset()
            pack, changes = assembled(production.finished(sheets, files), prepared.meeting, look, changed)
            deque(production.finished(calls, files), maxlen=0)
            progress("slides")
            Show(prepared, maker, look, files, cache).put(slides.result())
    if calls:
        put_calendars(calendars(prepared.meeting, look.words), files)
    put_pack(pack, prepared.meeting, look, files)
    if changes:
        put_changes(changes, prepared.meeting, look, files)
    files.sealed = (sent_documents(pack, sheets), pack.total)
    return sheets


def _decks(maker: SheetMaker, options: Options) -> Decks:
    """What presenters were to fill in is no document of the archive."""
    if options.pack_only:
        return Decks()
    return Decks(maker.meetings_deck({}), () if options.archive else maker.templates())


def _settled(sheets: list[Sheet], maker: SheetMaker, production: PdfProduction, office: OfficeConversion) -> list[Sheet]:
    """The sheets with what has become of Office files; pages that stand in for some are begun."""
    settled = [maker.settled(sheet, office.results()) for sheet in sheets]
    for sheet in settled:
        if sheet.office:
            production.begin(sheet)
    return settled
