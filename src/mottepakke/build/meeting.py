"""One meeting from sources to its output folder."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from mottepakke import codes
from mottepakke.build.beside import Beside
from mottepakke.build.folder import replaced_folder
from mottepakke.build.manifest import NAME, manifest
from mottepakke.build.outcome import Options, Outcome
from mottepakke.build.prepare import Prepared, Reading
from mottepakke.build.produce import Files, PdfProduction, Progress, Sheet, put_slides, write_word, written_slides
from mottepakke.build.sheets import SheetMaker
from mottepakke.diagnostics import Diagnostic, ExitCode, Report, StopRun
from mottepakke.layout.elements import LayoutHtmlError
from mottepakke.layout.render import Renderer, TemplateFailedError
from mottepakke.model.look import Layout, Look
from mottepakke.model.pack import ResolvedMeeting
from mottepakke.model.source import Span
from mottepakke.read.layout import STANDARD, read_layout

if TYPE_CHECKING:
    from mottepakke.assemble.pack import AssembledPack

PAGES = ("innkalling.html", "toppnotat.html", "makroer.html", "referat.html", "vedlegg.html")
SLIDES = ("presentasjon.html", "presentasjonsmal.html")
"""The standard layout's templates that nearly every meeting uses."""


def build_meeting(key: str, reading: Beside[Reading], root: Path, options: Options, progress: Progress) -> Outcome:
    """Build meeting ``key`` of the workspace ``root``: every document, deck and the pack, once ``reading`` has prepared it.

    The previous output stays when this fails.
    """
    if options.cores > 1:
        _warm_up(root, pack_only=options.pack_only)
    prepared, diagnostics = reading.result()
    if prepared is None:
        return Outcome.of(key, diagnostics)
    report = Report(set(diagnostics))
    committee = prepared.meeting.committee
    layout = read_layout(committee.layout, root, committee.origin.of("layout"), report)
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


def _warm_up(root: Path, *, pack_only: bool) -> None:
    """What every build needs besides its sources: the writer of PDFs, and the standard layout's templates."""
    import mottepakke.write.pdf  # noqa: F401

    standard = read_layout(STANDARD, root, Span("."), Report())
    if standard:
        Renderer(standard).compile(PAGES if pack_only else (*PAGES, *SLIDES))


def _fill(files: Files, prepared: Prepared, layout: Layout, options: Options, progress: Progress) -> None:
    """Every file of the meeting, into the fresh folder."""
    look = layout.look(prepared.meeting.committee.language)
    progress("lay-out")
    maker = SheetMaker(prepared, layout)
    decks = [] if options.pack_only else maker.decks()
    with Beside(lambda: written_slides(decks, look) if decks else [], cores=options.cores if decks else 1) as slides:
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
            pack = _assembled(production.finished(sheets, files), prepared.meeting, look)
        progress("slides")
        put_slides(decks, slides.result(), files)
    _put_pack(pack, prepared.meeting, look, files)
    title = sheets[0].title
    files.put(manifest(prepared.meeting, title, files.artifacts), NAME, "manifest", title, "")


def _pack_title(meeting: ResolvedMeeting, look: Look) -> str:
    return look.words["møtepakke_tittel"].format(nummer=meeting.number, utvalg=meeting.committee.short_name)


def _assembled(finished: Iterator[tuple[Sheet, bytes]], meeting: ResolvedMeeting, look: Look) -> AssembledPack:
    """The pack of the documents; each is merged as soon as it is there, while Typst sets the next."""
    from mottepakke.assemble.pack import Packer
    from mottepakke.assemble.plan import ARCHIVE_AND_ACCESS, PackPart, PackPlan, PackWords

    first = next(finished)
    notice = first[0].document
    assert notice is not None
    properties = notice.properties
    plan = PackPlan(
        title=_pack_title(meeting, look),
        language=properties.language,
        date=properties.date,
        words=PackWords(look.words["innhold"], look.words["side_av"].format(side="{page}", sider="{pages}")),
        look=look,
        author=properties.author,
        subject=properties.subject,
        keywords=properties.keywords,
        draft=meeting.draft,
    )
    with Packer(plan) as packer:
        for sheet, data in chain([first], finished):
            packer.add(
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
            )
        return packer.finish()


def _put_pack(pack: AssembledPack, meeting: ResolvedMeeting, look: Look, files: Files) -> None:
    files.diagnostics.extend(pack.diagnostics)
    committee, _, name = meeting.meeting.key.partition("/")
    claimed = (f"PDF/A-{pack.claim.pdfa}" if pack.claim.pdfa else "", "PDF/UA-1" if pack.claim.pdfua else "")
    conformance = tuple(claim for claim in claimed if claim)
    files.put(pack.data, f"motepakke-{committee}-{name}.pdf", "møtepakke", _pack_title(meeting, look), "", conformance)
