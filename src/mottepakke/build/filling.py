"""Every file of one meeting, rendered or taken from the cache, into its fresh folder."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from mottepakke.build.beside import Beside
from mottepakke.build.cache import Cache
from mottepakke.build.calls import calendars, put_calendars
from mottepakke.build.office import OfficeConversion
from mottepakke.build.outcome import Options
from mottepakke.build.packing import assembled, put_changes, put_pack, sent_documents
from mottepakke.build.prepare import Prepared
from mottepakke.build.produce import Files, PdfProduction, Progress, Sheet, put_word, word_files
from mottepakke.build.sheets import SheetMaker
from mottepakke.build.slides import Decks, Show, WrittenSlides, written_slides
from mottepakke.build.supplement import Supplement, cover_parts, supplement_of
from mottepakke.model.look import Layout, Look


def fill(
    files: Files, root: Path, prepared: Prepared, layout: Layout, options: Options, cache: Cache, progress: Progress
) -> list[Sheet]:
    """Every file of the meeting, into the fresh folder; what they were made from."""
    look = layout.look(prepared.meeting.committee.language)
    progress("lay-out")
    maker = SheetMaker(prepared, layout, root, cache)
    calls = [] if options.pack_only or options.archive else [maker.call_sheet()]
    alone, settings = not prepared.returned, prepared.meeting.committee.slides
    apart = 1 if options.pack_only else options.cores

    def decks() -> WrittenSlides:
        return written_slides(_decks(maker, options), look, settings, cache, alone=alone)

    with (
        Beside(decks, cores=apart) as slides,
        OfficeConversion(prepared, cache) as office,
        PdfProduction(look, maker.names(), options.cores if options.pack_only else 1, cache) as production,
    ):
        supplement, sheets = _laid_out(maker, calls, look, production, at_once=apart < 2)
        worded = [] if options.pack_only else [*sheets, *calls]
        with Beside(lambda: word_files(worded, look, cache), cores=apart) as words:
            for sheet in (*calls, *sheets):
                production.begin(sheet)
            if worded and not words.is_apart:
                progress("word")
                put_word(worded, words.result(), files, cache)
            if any(sheet.office for sheet in sheets):
                progress("office")
            sheets = _settled(sheets, maker, production, office)
            files.diagnostics.extend(maker.diagnostics)
            progress("pdf")
            changed = supplement.changed | {sheets[0].key} if supplement else frozenset()
            pack, changes = assembled(production.finished(sheets, files), prepared.meeting, look, cache, changed)
            deque(production.finished(calls, files), maxlen=0)
            if words.is_apart:
                progress("word")
                put_word(worded, words.result(), files, cache)
        progress("slides")
        Show(prepared, maker, look, files, cache).put(slides.result())
    if calls:
        put_calendars(calendars(prepared.meeting, look.words, cache), files)
    put_pack(pack, prepared.meeting, look, files)
    if changes:
        put_changes(changes, prepared.meeting, look, files)
    files.sealed = (sent_documents(pack, sheets), pack.total)
    return sheets


def _laid_out(
    maker: SheetMaker, calls: Sequence[Sheet], look: Look, production: PdfProduction, *, at_once: bool
) -> tuple[Supplement | None, list[Sheet]]:
    """The sheets of the pack, and what a later version changes.

    Their PDFs are begun ``at_once`` where no other process is to be: none can begin beside the thread that sets them.
    """
    sheets = []
    for sheet in chain(calls, maker.sheets()):
        if at_once:
            production.begin(sheet)
        sheets.append(sheet)
    del sheets[: len(calls)]
    supplement = supplement_of(maker.prepared.meeting, sheets)
    if supplement:
        cover = maker.supplement(cover_parts(supplement, sheets, look.words["tillegg_sider"]), supplement.version)
        sheets.insert(0, cover)
    return supplement, sheets


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
