"""One meeting from sources to its output folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

from msgspec.structs import replace

from mottepakke import codes
from mottepakke.build.again import filled_again, keep_filled, meeting_key
from mottepakke.build.archive import (
    PackRefused,
    keep_archive,
    not_frozen,
    put_checksums,
    refuse_unfinished,
    stale_archive,
)
from mottepakke.build.beside import Beside
from mottepakke.build.cache import Cache, Made, cache_of
from mottepakke.build.folder import replaced_folder
from mottepakke.build.keeping import keep_minutes
from mottepakke.build.manifest import built_by, manifest
from mottepakke.build.outcome import Options, Outcome
from mottepakke.build.prepare import Prepared, Reading
from mottepakke.build.produce import Files, Progress
from mottepakke.diagnostics import Diagnostic, ExitCode, Report, StopRun
from mottepakke.layout.elements import LayoutHtmlError, TemplateFailedError
from mottepakke.model.delivery import ARCHIVE, MANIFEST
from mottepakke.model.look import Layout
from mottepakke.model.pack import ResolvedMeeting
from mottepakke.model.source import Span
from mottepakke.read.layout import STANDARD, read_layout

PAGES = ("innkalling.html", "toppnotat.html", "makroer.html", "referat.html", "vedlegg.html")
BESIDES = ("kjoreplan.html", "presentasjon.html", "presentasjonsmal.html")
"""The standard layout's templates that nearly every meeting uses."""


def build_meeting(
    key: str, reading: Beside[tuple[Reading, Made]], root: Path, options: Options, progress: Progress
) -> Outcome:
    """Build meeting ``key`` of the workspace ``root``: every document, deck and the pack, or its archive copy.

    ``reading`` gives the prepared meeting, and what is to be kept of it. What was there before stays when this fails.
    """
    cache = cache_of(options, root)
    standard = _warm_up(root, reading, cache, pack_only=options.pack_only) if options.cores > 1 else None
    (prepared, diagnostics), made = reading.result()
    cache.take(made)
    if prepared is None:
        return Outcome.of(key, diagnostics)
    report = Report({item for item in diagnostics if item.code not in codes.TOLD_BY_BUILDS})
    if options.archive and prepared.meeting.draft:
        return Outcome.of(key, (*report, not_frozen(prepared.meeting)))
    committee = prepared.meeting.committee
    layout = standard if committee.layout == STANDARD else None
    layout = layout or read_layout(committee.layout, root, committee.origin.of("layout"), report)
    if layout is None:
        return Outcome.of(key, tuple(report), exit_code=ExitCode.MISSING)
    folder = options.output / key / (ARCHIVE if options.archive else "")
    try:
        files = _write(folder, root, prepared, layout, report, options, cache, progress)
    except PackRefused as refusal:
        return Outcome.of(key, (*refusal.found, refusal.diagnostic))
    except (TemplateFailedError, LayoutHtmlError) as error:
        return Outcome.of(key, (*report, error.diagnostic))
    except StopRun as stop:
        return Outcome.of(key, (*report, stop.diagnostic), exit_code=stop.exit_code)
    except OSError as error:
        problem = Diagnostic.at(codes.CANNOT_WRITE, Span(str(key)), reason=error.strerror or type(error).__name__)
        return Outcome.of(key, (*report, problem), exit_code=ExitCode.USAGE)
    cache.commit()
    outcome = Outcome.of(key, prepared.told((*report, *files.diagnostics)), folder, tuple(files.artifacts))
    return replace(outcome, sealed=files.sealed)


def _write(
    folder: Path,
    root: Path,
    prepared: Prepared,
    layout: Layout,
    found: Report,
    options: Options,
    cache: Cache,
    progress: Progress,
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
        key = meeting_key(cache, prepared, layout, found, options)
        title = filled_again(cache, key, files)
        if title is None:
            from mottepakke.build.filling import fill  # layouts and writers: where there is something to render

            before = len(files.artifacts)
            sheets = fill(files, root, prepared, layout, options, cache, progress)
            if not meeting.draft:
                refuse_unfinished(meeting, sheets, prepared.told((*found, *files.diagnostics)), archive=options.archive)
            title = sheets[0].title
            keep_filled(cache, key, files, before, title)
        _finish(files, meeting, title, archive=options.archive)
        if not options.archive:
            keep_archive(folder, fresh)
            files.diagnostics += filter(None, [stale_archive(fresh, meeting)])
    return files


def _warm_up(root: Path, reading: Beside[tuple[Reading, Made]], cache: Cache, *, pack_only: bool) -> Layout | None:
    """What every build needs besides its sources, for as long as these are being read: keys, then what renders.

    Gives the standard layout where nothing is wrong with it.

    Where the cache knows the whole meeting, nothing is rendered; to find out takes no longer for this.
    """
    found = Report()
    standard = read_layout(STANDARD, root, Span("."), found)
    if standard is None or tuple(found):
        return None
    cache.key("", standard.folders, standard.base)
    built_by()
    for step in _renderers(standard, PAGES if pack_only else (*PAGES, *BESIDES)):
        if reading.is_ready():
            break
        step()
    return standard


def _renderers(standard: Layout, templates: Sequence[str]) -> Iterator[Callable[[], object]]:
    """Loads writers and compiles the standard layout's templates, step by step."""
    yield lambda: import_module("mottepakke.build.filling")
    yield lambda: import_module("mottepakke.write.pdf")
    from mottepakke.layout.render import Renderer

    renderer = Renderer(standard)
    for template in templates:
        yield lambda template=template: renderer.compile([template])  # type: ignore[misc]
    yield lambda: import_module("mottepakke.assemble.pack")


def _finish(files: Files, meeting: ResolvedMeeting, title: str, *, archive: bool) -> None:
    """The manifest, and in an archive copy the checksum file after it."""
    files.put(manifest(meeting, title, files, archive=archive), MANIFEST, "manifest", title, "")
    if archive:
        put_checksums(files, title)
