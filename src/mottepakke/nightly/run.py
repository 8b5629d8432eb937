"""A whole run: every coming meeting drafted, told of, and put in place at once."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from itertools import groupby
from pathlib import Path, PurePosixPath
from queue import Empty, SimpleQueue
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from mottepakke import codes
from mottepakke.build.folder import replaced_folder
from mottepakke.build.house import built_in, in_layout
from mottepakke.build.outcome import CACHE_LIMIT
from mottepakke.diagnostics import Diagnostic, UsageStop
from mottepakke.model.meeting import STANDARD_LAYOUT
from mottepakke.nightly import folders
from mottepakke.nightly.coming import Coming, coming_meetings, gone_meetings, place_in_night
from mottepakke.nightly.drafting import with_page
from mottepakke.nightly.engines import Engine, engine
from mottepakke.nightly.guarding import draft_guarded, read_guarded, stopped
from mottepakke.nightly.job import READ, Job, Limits, Reading
from mottepakke.nightly.letter import letter
from mottepakke.nightly.mail import PAGE, Post, mail_settings, post
from mottepakke.nightly.night import Drafted, Night
from mottepakke.nightly.overview import overview_language
from mottepakke.nightly.pages import overview_page
from mottepakke.nightly.report import report, still_coming
from mottepakke.nightly.standing import with_former
from mottepakke.nightly.work import problem_of

REPORT, LETTER = "rapport.json", "endringer.txt"
LOOK_EVERY = 5.0
NOBODY = 60.0
"""Seconds without a single worker after which a run goes on without those meetings that are not done."""
Found = tuple[Diagnostic, ...]
Progress = Callable[[int, int], None]
"""Told how many meetings are done, of how many."""


class Asked(Struct, frozen=True):
    """How a run is asked for.

    ``output`` is the folder of all packs; ``jobs`` how many meetings at a time on this machine; ``keep`` how many runs stay;
    ``patience`` how many seconds to wait for another run; ``cluster`` a scheduler's address; ``is_day_chosen`` says that
    somebody chose ``today``, so that it may be a day before that of the newest run. ``cache`` and ``cache_limit`` are as in
    `mottepakke.build.outcome.Options`. ``recipients`` get mail of all meetings, and ``environment`` says through which
    server, and where they open the page (`mottepakke.nightly.mail`).
    """

    root: Path
    output: Path
    today: dt.date
    jobs: int = 1
    limits: Limits = Limits()
    keep: int = 14
    patience: float = 0
    is_day_chosen: bool = False
    cluster: str | None = None
    cache: Path | None = None
    cache_limit: int = CACHE_LIMIT
    recipients: tuple[str, ...] = ()
    environment: Mapping[str, str] = {}

    @property
    def place(self) -> Path:
        """The folder of all runs."""
        return self.output / folders.NIGHTLY

    @property
    def folder(self) -> Path:
        """The folder of this run."""
        return self.place / self.today.isoformat()

    def page(self, newer: dt.date | None) -> str:
        """Where the run's page is, from the workspace: through ``latest`` unless that leads to a ``newer`` run."""
        folder = self.folder if newer else self.place / folders.LATEST
        return Path(os.path.relpath(folder / folders.INDEX, self.root)).as_posix()


def run_night(asked: Asked, progress: Progress = lambda _done, _of: None) -> tuple[Night, Found]:
    """Draft every coming meeting and put the run in the place of what was there for this day.

    Besides the night it gives what is wrong with the templates of its page, and mail that did not arrive. Of an earlier day
    than the newest run's no mail is sent.

    Raises:
        UsageStop: another run goes on, nothing can be written, or the cluster cannot be reached. The runs there were stay.
        MissingStop: the cluster's library is not installed.
    """
    with folders.the_only_run(asked.place, asked.patience):
        try:
            folders.tidy(asked.place)
            before = [date for date in folders.runs(asked.place) if date < asked.today]
            night = Night(asked.today, before[-1] if before else None, (), newer=_newer(asked))
            with replaced_folder(asked.folder) as fresh:
                night, mail, found = _fill(fresh, asked, night, progress)
            folders.lead_to(asked.place, night.newer or asked.today)
            if night.newer is None:
                folders.prune(asked.place, asked.keep, [asked.today, *before[-1:], *_linked(night)])
        except OSError as error:
            raise folders.cannot_write(asked.place, error) from None
    unsent = mail.send() if night.newer is None else ()
    return night, (*found, *unsent)


def _newer(asked: Asked) -> dt.date | None:
    """The later run that ``latest`` goes on leading to where somebody chose an earlier day, to look at it again."""
    shown = folders.led_to(asked.place) or max(folders.runs(asked.place), default=None)
    return shown if asked.is_day_chosen and shown and shown > asked.today else None


def _address(asked: Asked, newer: dt.date | None) -> str:
    """Where those who get mail open the page."""
    configured = " ".join(asked.environment.get(PAGE, "").split())
    return configured if configured and newer is None else asked.page(newer)


def _linked(night: Night) -> Iterator[dt.date]:
    """The earlier runs whose drafts this one shows, of meetings of which nothing has come since."""
    for document in (item for meeting in night.meetings for item in meeting.documents):
        parts = PurePosixPath(document.href).parts
        if parts[0] == ".." and parts[1] != "..":
            yield dt.date.fromisoformat(parts[1])


def _fill(fresh: Path, asked: Asked, empty: Night, progress: Progress) -> tuple[Night, Post, Found]:
    coming = coming_meetings(asked.root, asked.today, asked.output, built_in().words)
    compared = asked.place / empty.previous.isoformat() if empty.previous else None
    jobs = [
        Job(
            root=asked.root,
            output=asked.output,
            folder=fresh,
            previous=compared,
            today=asked.today,
            head=item.head,
            is_sent=item.is_sent,
            deadline_days=item.deadline_days,
            layout=item.layout,
            limits=asked.limits,
            cache=asked.cache,
            cache_limit=asked.cache_limit,
        )
        for item in coming
    ]
    with engine(asked.cluster, asked.jobs) as workers:
        drafted = list(draft_all(jobs, workers, progress))
    of = {job.meeting: job for job in jobs}
    drafted = [_seen_here(one, of[one.meeting]) for one in drafted]
    for job in jobs:
        job.sweep()
    shutil.rmtree(fresh / READ, ignore_errors=True)
    before = still_coming(compared / REPORT, asked.today) if compared else ()
    night = replace(
        empty,
        meetings=tuple(sorted(drafted, key=place_in_night)),
        gone=gone_meetings(asked.root, before, built_in().words),
        page=_address(asked, empty.newer),
    )
    settings, wrong = mail_settings(asked.recipients, _notified(coming), asked.environment)
    mail = post(night, letter, settings)
    mail.write(fresh)
    return night, mail, (*_tell(fresh, night, asked.root), *wrong)


def _seen_here(drafted: Drafted, job: Job) -> Drafted:
    """``drafted``; one that comes from a machine which does not see the run's folder gets its page and last draft here."""
    return drafted if job.page.is_file() else with_page(with_former(drafted, job), job)


def _notified(coming: Sequence[Coming]) -> dict[str, tuple[str, ...]]:
    """The addresses that committees name, by their slugs."""
    return {item.head.meeting.partition("/")[0]: item.notified for item in coming if item.notified}


def _tell(folder: Path, night: Night, root: Path) -> Found:
    """Write what is said of the whole run; what is wrong with the templates for it."""
    page, found = in_layout(STANDARD_LAYOUT, root, lambda layout: overview_page(night, layout))
    folders.put(folder / folders.INDEX, page.encode())
    folders.put(folder / REPORT, report(night))
    folders.put(folder / LETTER, letter(night, overview_language(night)).encode())
    return found


def draft_all(jobs: Sequence[Job], workers: Engine, progress: Progress = lambda _done, _of: None) -> Iterator[Drafted]:
    """What came of every job, in the order they are done.

    Raises:
        UsageStop: the disk takes no more.
    """
    done: SimpleQueue[Future[Any]] = SimpleQueue()
    begun: dict[Future[Any], list[Job]] = {}

    def begin(function: Callable[..., Any], argument: Job | Reading, of: list[Job]) -> None:
        future = workers.submit(function, argument)
        begun[future] = of
        future.add_done_callback(done.put)

    for together in _committees(jobs):
        if together[1:]:
            begin(read_guarded, _reading(together), together)
        else:
            begin(draft_guarded, together[0], together)
    drafted = 0
    while drafted < len(jobs):
        future = _next(done, workers)
        if future is None:
            yield from (stopped(job, codes.WORKERS_LOST) for of in begun.values() for job in of)
            return
        of = begun.pop(future)
        if of[1:]:
            for job in of:
                begin(draft_guarded, job, [job])
        else:
            drafted += 1
            progress(drafted, len(jobs))
            yield _outcome(future, of[0])


def _next(done: SimpleQueue[Future[Any]], workers: Engine) -> Future[Any] | None:
    """The next piece of work that is done; None where there has been nobody to do it for too long."""
    alive = time.monotonic()
    while time.monotonic() - alive < NOBODY:
        with suppress(Empty):
            return done.get(timeout=LOOK_EVERY)
        alive = time.monotonic() if workers.has_workers() else alive
    return None


def _reading(jobs: Sequence[Job]) -> Reading:
    first = jobs[0]
    return Reading(first.root, first.folder / READ, first.today, tuple(job.meeting for job in jobs), first.limits)


def _committees(jobs: Sequence[Job]) -> list[list[Job]]:
    """The jobs by committee; a committee's jobs in their order."""

    def committee(job: Job) -> str:
        return job.meeting.partition("/")[0]

    return [list(group) for _, group in groupby(sorted(jobs, key=committee), committee)]


def _outcome(future: Future[Any], job: Job) -> Drafted:
    """What came of a job, also where nobody could do it."""
    try:
        drafted: Drafted = future.result()
    except UsageStop:
        raise
    except (Exception, CancelledError) as error:
        if type(error).__name__ == "KilledWorker":
            return stopped(job, codes.WORKERS_LOST)
        return stopped(job, codes.DRAFT_CRASHED, how=problem_of(error))
    return drafted
