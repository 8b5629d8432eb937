"""The minutes of a meeting: built into its output folder, kept there by later builds, and the decisions in them."""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from mottepakke import codes
from mottepakke.build.archive import linked
from mottepakke.build.folder import replaced_folder
from mottepakke.build.keeping import FILES, KIND, PLAIN, WITH_CHANGES
from mottepakke.build.manifest import manifest, read_manifest, with_files
from mottepakke.build.outcome import Options, Outcome
from mottepakke.build.prepare import Prepared
from mottepakke.build.produce import Files, PdfProduction, Progress, Sheet, write_word
from mottepakke.build.sheets import look_up_in
from mottepakke.diagnostics import Diagnostic, ExitCode, Report, StopRun
from mottepakke.layout.documents import Documents
from mottepakke.layout.elements import LayoutHtmlError, TemplateFailedError
from mottepakke.layout.references import with_references
from mottepakke.layout.render import Renderer
from mottepakke.model.delivery import MANIFEST
from mottepakke.model.look import Layout
from mottepakke.model.minutes import Minutes
from mottepakke.model.source import Span
from mottepakke.read.layout import read_layout
from mottepakke.write.markdown import markdown


class Decided(Struct, frozen=True):
    """What the minutes say became of a case; ``decision`` is Markdown, '' where there was nothing to decide."""

    number: str
    key: str
    decision: str
    status: str = "behandlet"


def decided(prepared: Prepared, minutes: Minutes, layout: Layout) -> tuple[Decided, ...]:
    """What the ledger is to be told, for every case that the minutes have a section of and that was not put off.

    References to cases and attachments stand in words: a decision is quoted where they would mean something else.
    """
    look_up = look_up_in(prepared.references, layout, linked=False)
    found = []
    for case in prepared.meeting.cases:
        source = case.row.case
        written = minutes.of(case.number, source.slug)
        if written and not case.row.status:
            text = markdown(with_references(written.decision, look_up(source)))
            found.append(Decided(case.number, source.key, text))
    return tuple(found)


def build_minutes(
    prepared: Prepared, minutes: Minutes, root: Path, options: Options, progress: Progress, *, differences: bool
) -> Outcome:
    """Write the minutes of a prepared meeting as Word and PDF into its output folder; all else there stays.

    With ``differences`` also the minutes with what decisions changed in their proposals marked.
    """
    key = minutes.meeting
    report = Report(set(prepared.diagnostics))
    committee = prepared.meeting.committee
    layout = read_layout(committee.layout, root, committee.origin.of("layout"), report)
    if layout is None:
        return Outcome.of(key, tuple(report), exit_code=ExitCode.MISSING)
    folder = options.output / key
    try:
        sheets = list(_sheets(prepared, minutes, layout, differences=differences))
        files = _write(folder, sheets, prepared, layout, progress)
    except (TemplateFailedError, LayoutHtmlError) as error:
        return Outcome.of(key, (*report, error.diagnostic))
    except StopRun as stop:
        return Outcome.of(key, (*report, stop.diagnostic), exit_code=stop.exit_code)
    except OSError as error:
        problem = Diagnostic.at(codes.CANNOT_WRITE, Span(key), reason=error.strerror or type(error).__name__)
        return Outcome.of(key, (*report, problem), exit_code=ExitCode.USAGE)
    return Outcome.of(key, prepared.told((*report, *files.diagnostics)), folder, tuple(files.artifacts))


def _sheets(prepared: Prepared, minutes: Minutes, layout: Layout, *, differences: bool) -> Iterator[Sheet]:
    look_up = look_up_in(prepared.references, layout, linked=False)
    documents = Documents(prepared.meeting, layout, Renderer(layout), look_up)
    for name in (PLAIN, WITH_CHANGES) if differences else (PLAIN,):
        document = documents.minutes(name, minutes, differences=name == WITH_CHANGES)
        yield Sheet(name, KIND, document.properties.title, document)


def _write(folder: Path, sheets: list[Sheet], prepared: Prepared, layout: Layout, progress: Progress) -> Files:
    """The sheets into ``folder``, which changes at once or not at all."""
    look = layout.look(prepared.meeting.committee.language)
    with replaced_folder(folder) as fresh:
        before = _bring(folder, fresh)
        files = Files(fresh, prepared.meeting.meeting.key)
        with PdfProduction(look, [sheet.id for sheet in sheets], 1) as production:
            for sheet in sheets:
                production.begin(sheet)
            progress("word")
            write_word(sheets, look, files)
            progress("pdf")
            deque(production.finished(sheets, files), maxlen=0)
        if before is None:
            written = manifest(prepared.meeting, sheets[0].title, files, archive=False)
        else:
            written = with_files(before, FILES, files.artifacts)
        (fresh / MANIFEST).write_bytes(written)
    return files


def _bring(old: Path, fresh: Path) -> dict[str, Any] | None:
    """Bring all but the minutes from the output folder ``old``; what its manifest says, or None where that is broken.

    The files are linked, not moved: a run that is killed before the exchange leaves the old folder whole.
    """
    if not old.is_dir() or old.is_symlink():
        return None
    shutil.copytree(old, fresh, symlinks=True, copy_function=linked, dirs_exist_ok=True)
    before = read_manifest(fresh / MANIFEST)
    for name in (*FILES, MANIFEST):
        (fresh / name).unlink(missing_ok=True)
    return before
