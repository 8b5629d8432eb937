"""Nightly runs over many small meetings.

``make FOLDER COMMITTEES`` writes a workspace with ten coming meetings a committee; ``run FOLDER COMMITTEES JOBS`` drafts the
meetings of its first committees and says as JSON what that took, with every process counted, and the memory of the largest
process that drafts.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import RSS_UNIT
from mottepakke.nightly import guarding
from mottepakke.nightly.drafting import draft
from mottepakke.nightly.job import Job, Reading
from mottepakke.nightly.night import Drafted
from mottepakke.nightly.reading import read_committee
from mottepakke.nightly.run import Asked, run_night

A_COMMITTEE = 10
YEAR = 2027
TODAY = dt.date(YEAR, 1, 1)
LOG = "MOTTEPAKKE_BENCH_LOG"
NOTE = """---
tittel: Plan for arbeid {number} i utvalg {slug}
sakstype: Drøfting
sakseier: Kari Nordmann
forslag_til_vedtak: Utvalget drøftet planen og ber om en ny vurdering.
---
## Hensikt med saken

Utvalget skal drøfte planen, og gi råd om hva som bør komme først.

## Bakgrunn

Planen bygger på arbeidet i fjor. Se også saken om [[sak:{other}]].

| tiltak | ansvar | år |
| --- | --- | --- |
| Første | Kari Nordmann | {year} |
| Andre | Ola Nordmann | {year} |
"""


def make(folder: Path, committees: int) -> None:
    """Write the workspace."""
    for committee in range(committees):
        slug = f"utvalg-{committee}"
        put(folder / f"packs/{slug}/utvalg.yaml", f"navn: Utvalg {committee}\nkortnavn: U{committee}\n")
        for number in range(1, A_COMMITTEE + 1):
            cases = [f"sak-{number}-{case}" for case in (1, 2)]
            for case, other in zip(cases, reversed(cases), strict=True):
                text = NOTE.format(number=case, slug=slug, other=other, year=YEAR)
                put(folder / f"sources/{slug}/{YEAR}/{case}/toppnotat.md", text)
            rows = "".join(f"  - {{sak: {case}, varighet: 30}}\n" for case in cases)
            head = f"møte: {number}/{YEAR}\ndato: {YEAR}-{number:02}-15\ntid: 09:00-10:00\nsted: Oslo\n"
            put(folder / f"packs/{slug}/{YEAR}-{number}.yaml", f"{head}saksliste:\n{rows}")


def put(path: Path, text: str) -> None:
    """Write a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run(folder: Path, committees: int, jobs: int) -> dict[str, float]:
    """Draft all meetings of the first ``committees``."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place, "rom")
        (root / "packs").mkdir(parents=True)
        for committee in range(committees):
            shutil.copytree(folder / f"packs/utvalg-{committee}", root / f"packs/utvalg-{committee}")
            shutil.copytree(folder / f"sources/utvalg-{committee}", root / f"sources/utvalg-{committee}")
        log = Path(place, "log")
        log.mkdir()
        os.environ[LOG] = str(log)
        vars(guarding).update(draft=measured_draft, read_committee=measured_reading)
        began = time.perf_counter()
        night, _ = run_night(Asked(root, root / "output", TODAY, jobs=jobs))
        wall = time.perf_counter() - began
        own = resource.getrusage(resource.RUSAGE_SELF)
        costs = [json.loads(path.read_text("utf-8")) for path in log.iterdir()]
    assert {meeting.state for meeting in night.meetings} == {"draft"}
    drafts = [cost["cpu"] for cost in costs if cost["draft"]]
    return {
        "meetings": len(night.meetings),
        "wall": wall,
        "cpu": own.ru_utime + own.ru_stime + sum(cost["cpu"] for cost in costs),
        "draft": sum(drafts) / len(drafts),
        "reading": sum(cost["cpu"] for cost in costs if not cost["draft"]) / len(drafts),
        "memory": max(cost["memory"] for cost in costs),
    }


def measured_draft(job: Job) -> Drafted:
    """As `draft`, and what its process used."""
    drafted = draft(job)
    _note(job.meeting, is_draft=True)
    return drafted


def measured_reading(job: Reading) -> int:
    """As `read_committee`, and what its process used."""
    count = read_committee(job)
    _note(job.meetings[0], is_draft=False)
    return count


def _note(name: str, *, is_draft: bool) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    cost = {"cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss * RSS_UNIT, "draft": is_draft}
    put(Path(os.environ[LOG], f"{name.replace('/', '-')}-{is_draft}.json"), json.dumps(cost))


if __name__ == "__main__":
    what, place, *numbers = sys.argv[1:]
    if what == "make":
        make(Path(place), int(numbers[0]))
    else:
        print(json.dumps(run(Path(place), int(numbers[0]), int(numbers[1]))))
