"""The table of contents of the program: which meetings, then for each the steps of `mottepakke.build`.

read → resolve → check → lay out → write → assemble; see ARCHITECTURE.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from mottepakke import codes
from mottepakke.build.outcome import Options, Outcome
from mottepakke.build.prepare import Preparer
from mottepakke.diagnostics import Diagnostic, Report, Severity, UsageStop
from mottepakke.model.pack import ListedAction
from mottepakke.model.source import Span
from mottepakke.read.sources import Sources, find_workspace
from mottepakke.resolve.actions import open_actions

if TYPE_CHECKING:
    from mottepakke.build.freezing import FreezePlan
    from mottepakke.build.mending import Mended
    from mottepakke.build.steps import Step as BuildStep
    from mottepakke.register.saving import Step

Progress = Callable[[str, str], None]
"""Told the meeting and the name of the step that begins."""


def open_workspace(folder: Path | None) -> Sources:
    """The workspace ``folder``, or the nearest one from the current folder upwards.

    Raises:
        UsageStop: there is none.
    """
    start = folder or Path.cwd()
    root = start.resolve() if (start / "packs").is_dir() else None if folder else find_workspace(start)
    if root is None:
        raise UsageStop(Diagnostic.at(codes.NO_WORKSPACE, Span("."), folder=start.name or str(start)))
    return Sources(root)


def choose_meetings(names: Sequence[str], sources: Sources) -> tuple[str, ...]:
    """The meetings called ``names``; all of them when none is named.

    Raises:
        UsageStop: a meeting does not exist, or there is none at all.
    """
    known = [key for slug in sources.committee_slugs() for key in sources.meeting_keys(slug)]
    chosen = [key for name in names for key in _called(name, known)]
    for name in names:
        if not _called(name, known):
            from difflib import get_close_matches

            nearest = get_close_matches(name, known, n=4, cutoff=0.4) or known[:8]
            raise UsageStop(Diagnostic.at(codes.UNKNOWN_MEETING, Span("."), meeting=name, known=", ".join(nearest) or "–"))
    if not known:
        raise UsageStop(Diagnostic.at(codes.NO_MEETINGS, Span(".")))
    return tuple(dict.fromkeys(chosen or known))


def choose_meeting(name: str, sources: Sources) -> str:
    """The one meeting called ``name``.

    Raises:
        UsageStop: it does not exist, or ``name`` is a committee of several.
    """
    chosen = choose_meetings([name], sources)
    if chosen[1:]:
        raise UsageStop(Diagnostic.at(codes.UNKNOWN_MEETING, Span("."), meeting=name, known=", ".join(chosen[:8])))
    return chosen[0]


def choose_committees(name: str | None, sources: Sources) -> tuple[str, ...]:
    """The committee called ``name``; all of them when none is named.

    Raises:
        UsageStop: it does not exist.
    """
    known = sources.committee_slugs()
    if name and name not in known:
        raise UsageStop(Diagnostic.at(codes.UNKNOWN_COMMITTEE, Span("."), committee=name))
    return (name,) if name else known


def not_archived(keys: Sequence[str], output: Path, sources: Sources) -> tuple[str, ...]:
    """The meetings of which no archive copy in ``output`` holds what was sent last."""
    from mottepakke.build.archive import archived_version

    def is_archived(key: str) -> bool:
        sent = sources.sent_file(key)
        return sent is not None and archived_version(output / key) == len(sent.versions)

    return tuple(key for key in keys if not is_archived(key))


def _called(name: str, known: Sequence[str]) -> list[str]:
    """The meetings that ``name`` means: a meeting's key, its file as a shell completes it, or a whole committee."""
    plain = name.replace("\\", "/").removeprefix("./").removeprefix("packs/").removesuffix(".yaml").rstrip("/")
    return [key for key in known if plain in (key, key.partition("/")[0])]


def check(keys: Sequence[str], sources: Sources, today: dt.date | None = None) -> tuple[Outcome, ...]:
    """The findings of meetings, deadlines among them where ``today`` is given; nothing is written."""
    preparer = Preparer(sources, today)
    for key in keys:
        sources.meeting(key)  # whole, before meetings around it ask for its outline
    found = {key: preparer.prepare(key)[1] for key in keys}
    for slug in dict.fromkeys(key.partition("/")[0] for key in keys):
        meetings = sources.meeting_keys(slug)
        of_all = [item for key in meetings for item in found.get(key, ())]
        if found.keys() >= set(meetings) and all(item.severity is not Severity.ERROR for item in of_all):
            found[meetings[-1]] += preparer.unused(slug)
    return tuple(Outcome.of(key, diagnostics) for key, diagnostics in found.items())


def write_findings(found: Mapping[str, Sequence[Diagnostic]], sources: Sources, target: Path) -> None:
    """Write to ``target`` (.pdf or .docx) what was found of meetings of one committee, to be printed.

    Raises:
        StopRun: it cannot be.
    """
    from mottepakke.build import findings  # layouts and writers: for those who ask

    findings.write_findings(found, sources, target)


def mended_sources(keys: Sequence[str], sources: Sources) -> tuple[Mended, ...]:
    """The sources of meetings with what has one right answer mended; nothing is written."""
    from mottepakke.build import mending

    return mending.mended_sources(keys, sources)


def write_mended(mended: Sequence[Mended]) -> None:
    """Put mended sources in the place of the old.

    Raises:
        UsageStop: one cannot be written.
    """
    from mottepakke.build import mending

    mending.write_mended(mended)


def build(keys: Sequence[str], sources: Sources, options: Options, progress: Progress) -> Iterator[Outcome]:
    """Build meetings, over all cores when there are several; outcomes come in the order of ``keys``."""
    workers = min(len(keys), options.cores)
    if workers < 2:
        for key in keys:
            yield _build_one(key, sources, options, lambda step, key=key: progress(key, step))  # type: ignore[misc]
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        jobs = [(key, pool.submit(_build_in_worker, key, sources.root, replace(options, cores=1))) for key in keys]
        for key, job in jobs:
            progress(key, "pack")
            yield job.result()


def minutes(key: str, sources: Sources, options: Options, progress: Progress, *, differences: bool) -> Outcome | Path:
    """Build the minutes of a meeting; where there are none, write those to begin with and give their path.

    Raises:
        UsageStop: the minutes to begin with cannot be written.
    """
    progress(key, "read")
    reading = Preparer(sources).prepare(key)
    prepared, found = reading
    written = sources.minutes(key)
    if written is None and prepared is not None and not sources.has_minutes(key):
        from mottepakke.build.scaffold import write_scaffold

        return write_scaffold(prepared.meeting, sources.root)
    if written is None or prepared is None:
        return Outcome.of(key, found)
    from mottepakke.build.minutes import build_minutes  # layouts and writers: by this command alone

    return build_minutes(prepared, written, sources.root, options, lambda step: progress(key, step), differences=differences)


def record(key: str, root: Path, date: dt.date) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """Enter the decisions of meeting ``key`` in the ledger; the numbers entered anew or changed, and findings."""
    from mottepakke.build.recording import plan_recording
    from mottepakke.register.change import RegisterRefused
    from mottepakke.register.saving import Step, save

    plan, found = plan_recording(key, Sources(root), date)
    if plan is None:
        return (), found

    def decide(_register: object) -> Step:
        fresh, why_not = plan_recording(key, Sources(root), date)
        if fresh is None:
            raise RegisterRefused(why_not)
        return Step(fresh.changes)

    try:
        save(root, plan.committee, decide)
    except RegisterRefused as refused:
        return (), (*found, *refused.diagnostics)
    return tuple(change.number for change in plan.changes), found


def actions(committees: Sequence[str], sources: Sources) -> tuple[tuple[ListedAction, ...], tuple[Diagnostic, ...]]:
    """The action points of committees that are not done, the most urgent first, and the findings of their minutes."""
    keys = [key for slug in committees for key in sources.meeting_keys(slug)]
    written = [(meeting, minutes) for key in keys if (minutes := sources.minutes(key)) and (meeting := sources.meeting(key))]
    numbers = Preparer(sources).case_numbers(committees)
    return open_actions(written, numbers), tuple(Report(set(sources.findings({f"{key}.referat" for key in keys}))))


def _build_in_worker(key: str, root: Path, options: Options) -> Outcome:
    return _build_one(key, Sources(root), options, lambda _step: None)


def _build_one(key: str, sources: Sources, options: Options, progress: Callable[[str], None]) -> Outcome:
    from mottepakke.build.beside import Beside

    def read() -> Iterator[BuildStep]:
        from mottepakke.build.cache import cache_of  # by builds alone
        from mottepakke.build.readings import remembered
        from mottepakke.build.steps import Step

        cache = cache_of(options, sources.root)
        with remembered(cache, key) as parser:
            prepared, check = Preparer(replace(sources, parser=parser), cache=cache).read(key)
        yield Step(prepared)
        found = check()
        yield Step(diagnostics=found, made=cache.handed_over())

    progress("read")
    beside: Beside[BuildStep] = Beside(read, cores=options.cores)
    with beside as reading:
        from mottepakke.build.meeting import build_meeting  # layouts and writers: meanwhile, and by builds alone

        return build_meeting(key, reading, sources.root, options, progress)


def freeze_plan(key: str, root: Path, date: dt.date) -> tuple[FreezePlan | None, tuple[Diagnostic, ...]]:
    """What freezing meeting ``key`` would write, or findings that say why it cannot be."""
    from mottepakke.build.freezing import plan_freeze

    planned = plan_freeze(key, Sources(root), date)
    return planned.plan, planned.diagnostics


def freeze(
    key: str, root: Path, options: Options, date: dt.date, code: str | None, progress: Progress
) -> tuple[FreezePlan | None, tuple[Diagnostic, ...]]:
    """Write the seal of meeting ``key`` and its numbers in the ledger, if its final pack can be built.

    ``code`` is that of a preview: then nothing but what it showed is written. The pack is tried in a folder of its own.
    """
    import tempfile

    from mottepakke.register.change import RegisterRefused
    from mottepakke.register.saving import save

    plan, found = freeze_plan(key, root, date)
    if plan is None:
        return None, found
    if code is not None and code != plan.token:
        return None, (*found, _outdated(key))
    try:
        options.output.mkdir(parents=True, exist_ok=True)
        place = tempfile.TemporaryDirectory(prefix=".frys-", dir=options.output)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return None, (*found, Diagnostic.at(codes.CANNOT_WRITE, Span(options.output.name), reason=reason))
    with place as folder:
        trial = Sources(root)
        trial.assume_sent(plan.file)
        outcome = _build_one(key, trial, replace(options, output=Path(folder)), lambda step: progress(key, step))
    if outcome.exit_code:
        return None, outcome.diagnostics
    sealed = plan.with_documents(*outcome.sealed)

    def decide(_register: object) -> Step:
        fresh, _ = freeze_plan(key, root, date)
        if fresh is None or fresh.token != plan.token:
            raise RegisterRefused([_outdated(key)])
        return sealed.step()

    try:
        save(root, plan.committee, decide)
    except RegisterRefused as refused:
        return None, (*found, *refused.diagnostics)
    return plan, found


def _outdated(key: str) -> Diagnostic:
    return Diagnostic.at(codes.PREVIEW_OUTDATED, Span(f"packs/{key}.yaml"))


def reopen(key: str, root: Path, date: dt.date) -> tuple[Diagnostic, ...]:
    """Take the seal off meeting ``key``; findings where it cannot be."""
    from mottepakke.build.freezing import plan_reopening
    from mottepakke.register.change import RegisterRefused
    from mottepakke.register.saving import save

    committee = Sources(root).committee(key.partition("/")[0])
    if committee is None:
        return (Diagnostic.at(codes.NOT_SENT, Span(f"packs/{key}.yaml"), meeting=key),)

    def decide(_register: object) -> Step:
        step = plan_reopening(key, Sources(root), date)
        if isinstance(step, Diagnostic):
            raise RegisterRefused([step])
        return step

    try:
        save(root, committee, decide)
    except RegisterRefused as refused:
        return refused.diagnostics
    return ()


def register(slug: str, year: int, sources: Sources, output: Path, progress: Progress) -> Outcome:
    """The register of committee ``slug`` for ``year``.

    Raises:
        UsageStop: there is no such register.
    """
    from mottepakke.build.yearbook import build_yearbook

    return build_yearbook(slug, year, sources, output, lambda step: progress(slug, step))
