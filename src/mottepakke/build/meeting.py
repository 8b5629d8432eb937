"""One meeting from sources to its output folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
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
from mottepakke.build.cache import Cache, cache_of
from mottepakke.build.folder import replaced_folder
from mottepakke.build.keeping import keep_minutes
from mottepakke.build.manifest import built_by, manifest
from mottepakke.build.outcome import Options, Outcome
from mottepakke.build.prepare import Prepared
from mottepakke.build.produce import Files, Progress
from mottepakke.build.readings import remembered
from mottepakke.build.steps import Step
from mottepakke.diagnostics import Diagnostic, ExitCode, Report, StopRun
from mottepakke.layout.elements import LayoutHtmlError, TemplateFailedError
from mottepakke.model.delivery import ARCHIVE, MANIFEST
from mottepakke.model.look import Layout
from mottepakke.model.meeting import STANDARD_LAYOUT
from mottepakke.model.pack import ResolvedMeeting
from mottepakke.model.source import Span
from mottepakke.read.layout import read_layout

PAGES = ("innkalling.html", "toppnotat.html", "makroer.html", "referat.html", "vedlegg.html")
BESIDES = ("kjoreplan.html", "presentasjon.html", "presentasjonsmal.html")
"""The standard layout's templates that nearly every meeting uses."""
RENDERERS = ("jinja2", "mottepakke.layout.documents", "mottepakke.build.filling", "mottepakke.write.pdf")
"""What renders, in small steps: the first of them are loaded in vain where nothing has changed."""


def build_meeting(key: str, reading: Beside[Step], root: Path, options: Options, progress: Progress) -> Outcome:
    """Build meeting ``key`` of the workspace ``root``: every document, deck and the pack, or its archive copy.

    ``reading`` gives the meeting, and while it is laid out its findings. What was there before stays when this fails.
    """
    cache = cache_of(options, root)
    standard = _warm_up(root, reading, cache, pack_only=options.pack_only) if options.cores > 1 else None
    prepared = reading.result().prepared
    if prepared is None:
        return Outcome.of(key, reading.result().diagnostics)
    findings = _Findings(prepared, reading, cache)
    if options.archive and prepared.meeting.draft:
        return Outcome.of(key, findings.with_those([not_frozen(prepared.meeting)]))
    committee = prepared.meeting.committee
    layout = standard if committee.layout == STANDARD_LAYOUT else None
    layout = layout or _layout(prepared, root, findings, cache)
    if layout is None:
        return Outcome.of(key, findings.with_those(()), exit_code=ExitCode.MISSING)
    folder = options.output / key / (ARCHIVE if options.archive else "")
    try:
        files, told = _write(folder, root, prepared, layout, findings, options, cache, progress)
    except PackRefused as refusal:
        return Outcome.of(key, (*refusal.found, refusal.diagnostic))
    except (TemplateFailedError, LayoutHtmlError) as error:
        return Outcome.of(key, findings.with_those([error.diagnostic]))
    except StopRun as stop:
        return Outcome.of(key, findings.with_those([stop.diagnostic]), exit_code=stop.exit_code)
    except OSError as error:
        problem = Diagnostic.at(codes.CANNOT_WRITE, Span(str(key)), reason=error.strerror or type(error).__name__)
        return Outcome.of(key, findings.with_those([problem]), exit_code=ExitCode.USAGE)
    cache.commit()
    outcome = Outcome.of(key, told, folder, tuple(files.artifacts))
    return replace(outcome, sealed=files.sealed)


def _layout(prepared: Prepared, root: Path, findings: _Findings, cache: Cache) -> Layout | None:
    committee = prepared.meeting.committee
    with remembered(cache, committee.layout) as parser:
        return read_layout(committee.layout, root, committee.origin.of("layout"), findings.others, parser)


class _Findings:
    """What is found of a meeting by its check, which may still be going on, and by a build."""

    def __init__(self, prepared: Prepared, reading: Beside[Step], cache: Cache) -> None:
        self._prepared = prepared
        self._reading = reading
        self._cache = cache
        self.others = Report()

    @cached_property
    def _checked(self) -> Prepared:
        step = self._reading.result()
        self._cache.take(step.made)
        return replace(self._prepared, diagnostics=step.diagnostics)

    def with_those(self, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Those of the check that builds do not tell themselves, and ``found``."""
        checked = (item for item in self._checked.diagnostics if item.code not in codes.TOLD_BY_BUILDS)
        return (*Report({*checked, *self.others}), *found)

    def told(self, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """All of them, those of the build left out or weighed as those of the check have been."""
        return self._checked.told(self.with_those(found))


def _write(
    folder: Path,
    root: Path,
    prepared: Prepared,
    layout: Layout,
    findings: _Findings,
    options: Options,
    cache: Cache,
    progress: Progress,
) -> tuple[Files, tuple[Diagnostic, ...]]:
    """All files into ``folder``, which changes at once or not at all, and everything that was found.

    Raises:
        PackRefused: the meeting is sent, and something in its pack is wrong.
    """
    meeting = prepared.meeting
    with replaced_folder(folder) as fresh:
        files = Files(fresh, meeting.meeting.key)
        if not options.archive:
            look = layout.look(meeting.committee.language)
            keep_minutes(folder, files, look.words, meeting)
        refusing = () if meeting.draft else findings.with_those(())
        key = meeting_key(cache, prepared, layout, refusing, options)
        title = filled_again(cache, key, files)
        if title is None:
            from mottepakke.build.filling import fill  # layouts and writers: where there is something to render

            before = len(files.artifacts)
            sheets = fill(files, root, prepared, layout, options, cache, progress)
            if not meeting.draft:
                refuse_unfinished(meeting, sheets, findings.told(files.diagnostics), archive=options.archive)
            title = sheets[0].title
            keep_filled(cache, key, files, before, title)
        _finish(files, meeting, title, cache, archive=options.archive)
        if not options.archive:
            keep_archive(folder, fresh)
            files.diagnostics += filter(None, [stale_archive(fresh, meeting)])
        told = findings.told(files.diagnostics)
    return files, told


def _warm_up(root: Path, reading: Beside[Step], cache: Cache, *, pack_only: bool) -> Layout | None:
    """What every build needs besides its sources, for as long as these are being read: keys, then what renders.

    Gives the standard layout where nothing is wrong with it.

    Where the cache knows the whole meeting, nothing is rendered; to find out takes no longer for this.
    """
    found = Report()
    with remembered(cache, STANDARD_LAYOUT) as parser:
        standard = read_layout(STANDARD_LAYOUT, root, Span("."), found, parser)
    if standard is None or tuple(found):
        return None
    cache.key("", standard.folders, standard.base)
    built_by(cache)
    for step in _renderers(standard, PAGES if pack_only else (*PAGES, *BESIDES)):
        if reading.is_ready():
            break
        step()
    return standard


def _renderers(standard: Layout, templates: Sequence[str]) -> Iterator[Callable[[], object]]:
    """Loads writers and compiles the standard layout's templates, step by step."""
    for module in RENDERERS:
        yield lambda module=module: import_module(module)  # type: ignore[misc]
    from mottepakke.layout.render import Renderer

    renderer = Renderer(standard)
    for template in templates:
        yield lambda template=template: renderer.compile([template])  # type: ignore[misc]
    yield lambda: import_module("mottepakke.assemble.pack")


def _finish(files: Files, meeting: ResolvedMeeting, title: str, cache: Cache, *, archive: bool) -> None:
    """The manifest, and in an archive copy the checksum file after it."""
    files.put(manifest(meeting, title, files, cache, archive=archive), MANIFEST, "manifest", title, "")
    if archive:
        put_checksums(files, title)
