"""Run all benchmarks: ``python -m benchmarks [--runs N] [--only SECTION …]``."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import report
from benchmarks.measure import Candidate, Measured, in_turn, run_once
from benchmarks.steps import imports_of
from benchmarks.workspaces import make_workspace

REPO = Path(__file__).resolve().parent.parent
README = REPO / "benchmarks" / "README.md"
MEETING = "nuit/2025-2"
SIZES = (1, 20, 200)
PAGES = (60, 500, 2000)
MERGERS = ("qpdf", "mutool")
"""Programs that merge, and need not be installed; the first is the measure."""
COPYING = "copying through zip"
CHECKED = (126, 252, 504, 1008)
NOTE = "sources/nuit/2025/psykisk-helse/toppnotat.md"
COMMITTEES = (10, 100)
"""Of ten coming meetings each, for nightly runs."""
NOTES = 9
"""Cases with a note in the sample meeting."""
SAVED = "sources/nuit/2025/eu-hip/toppnotat.md"
SHOWN = "save to page"
ONE_CORE = "import os; os.cpu_count = lambda: 1; from mottepakke.cli.main import main; main()"
PYTHON = sys.executable


def say(line: str) -> None:
    """Progress, on stderr."""
    print(line, file=sys.stderr, flush=True)


def program(*arguments: str) -> tuple[str, ...]:
    """The command line of mottepakke: its installed script, or the module."""
    script = Path(PYTHON).with_name("mottepakke")
    return (str(script) if script.exists() else PYTHON, *(() if script.exists() else ("-m", "mottepakke")), *arguments)


class Bench:
    """The sections of the report, in a temporary folder of their own."""

    def __init__(self, folder: Path, runs: int) -> None:
        self.folder = folder
        self.runs = runs
        self.template = folder / "mal.docx"
        self.slide_count = 0

    def ours(self, name: str, *only: str) -> Candidate:
        """A build of the sample meeting."""
        command = program(
            "build", MEETING, "--workspace", str(REPO), "--output", str(self.folder / "ours"), "--no-cache", *only
        )
        return Candidate(name, command)

    def theirs(self, name: str, *only: str) -> Candidate:
        """The script for the same text."""
        if not self.template.exists():
            run_once((PYTHON, "-m", "benchmarks.baseline", "template", str(self.template)))
        place = (str(REPO), MEETING, str(self.folder / "theirs"))
        options = ("--template", str(self.template), "--profile", str(self.folder / "profile"), *only)
        slides = ("--slides", str(self.slide_count)) if self.slide_count else ()
        return Candidate(name, (PYTHON, "-m", "benchmarks.baseline", "build", *place, *options, *slides))

    def facts(self) -> dict[str, dict[str, int]]:
        """What both sides have made."""
        folders = {"mottepakke": self.folder / "ours" / MEETING, "script": self.folder / "theirs"}
        return {side: _json((PYTHON, "-m", "benchmarks.facts", str(folder))) for side, folder in folders.items()}

    def members(self) -> str:
        """The members' PDF alone."""
        only = ("--only", "pakke")
        measured = in_turn([self.ours("mottepakke", *only), self.theirs("script", *only)], self.runs, say)
        text = report.costs(measured, {"mottepakke": "script"})
        return f"### The members' PDF\n\nAim: at least 5 times faster.\n\n{text}"

    def whole(self) -> str:
        """Everything: Word, slides, PDF, merged."""
        ours = self.ours("mottepakke")
        self._count_slides()
        measured = in_turn([ours, self.theirs("script")], self.runs, say)
        text = report.costs(measured, {"mottepakke": "script"})
        amounts = report.amounts(self.facts())
        return f"### The whole pack\n\nAim: at least 2 times faster, better 4, in less memory.\n\n{text}\n\n{amounts}"

    def _count_slides(self) -> None:
        """How many slides the script is to make: as many as we do."""
        run_once(self.ours("mottepakke").command)
        self.slide_count = _json((PYTHON, "-m", "benchmarks.facts", str(self.folder / "ours" / MEETING)))["slides"]

    def incremental(self) -> str:
        """The whole pack again: nothing changed, one note changed, and all of it anew."""
        self._count_slides()
        place = self.folder / "incremental"
        for part in ("packs", "sources", "layouts"):
            shutil.copytree(REPO / part, place / part)

        def build(workspace: Path, name: str) -> tuple[str, ...]:
            return program("build", MEETING, "--workspace", str(workspace), "--output", str(self.folder / name))

        candidates = [
            Candidate("nothing changed", build(REPO, "unchanged")),
            Candidate("one note changed", build(place, "changed"), self._edit("note", place / NOTE)),
            Candidate("everything anew", build(REPO, "anew"), self._edit("lose", self.folder / "anew")),
            self.theirs("script"),
        ]
        measured = in_turn(candidates, self.runs, say)
        text = report.costs(measured, dict.fromkeys((item.name for item in measured[:-1]), "script"))
        aim = (
            "Aim: nothing changed at least 16 times, one note changed at least 8 times faster than the script. "
            f"On {report.today()}."
        )
        return f"### Incremental builds\n\n{aim}\n\n{text}"

    def merge(self) -> str:
        """Merging alone, against the programs that do it."""
        built = self.folder / "to-merge"
        place = ("--workspace", str(REPO), "--output", str(built), "--only", "pakke")
        run_once(program("build", MEETING, *place))
        measured: dict[int, list[Measured]] = {}
        found: dict[str, dict[str, int]] = {}
        runs = min(self.runs, 5)
        for size in PAGES:
            folder = self.folder / f"pages-{size}"
            files = _json(self._merge("files", str(built / MEETING), str(folder), str(size)))
            candidates = self._mergers(folder)
            say(f"{files['files']} files, {files['pages']} pages")
            measured[files["pages"]] = in_turn(candidates, runs, say)
            found = {
                f"{item.name}, {files['files']} files": _json(self._merge("facts", str(self._merged(item.name))))
                for item in candidates
            }
        missing = [f"{name} is not installed here." for name in MERGERS if not shutil.which(name)]
        parts = [
            "### The merge",
            f"Aim: within 3 times qpdf's time at 500 pages, and below 0.5 MB a page. {runs} runs each on {report.today()}, "
            "the least time beside the median, since other programs used the machine.",
            *missing,
            report.merges(measured, MERGERS[0]),
            "What the largest merged file holds. The others drop the tags; they make no contents, stamps or links between "
            "documents:",
            report.amounts(found),
        ]
        return "\n\n".join(parts)

    def _edit(self, what: str, path: Path) -> tuple[str, ...]:
        return (PYTHON, "-m", "benchmarks.edit", what, str(path))

    def _mergers(self, folder: Path) -> list[Candidate]:
        """Each way to merge the files of a folder; the programs only where they are installed."""
        files = [str(file) for file in sorted(folder.iterdir())]
        commands = {
            "mottepakke": self._merge("ours", str(folder), str(self._merged("mottepakke"))),
            "pikepdf": self._merge("pikepdf", str(folder), str(self._merged("pikepdf"))),
            "qpdf": ("qpdf", "--empty", "--pages", *files, "--", str(self._merged("qpdf"))),
            "mutool": ("mutool", "merge", "-o", str(self._merged("mutool")), *files),
        }
        return [Candidate(name, command) for name, command in commands.items() if name not in MERGERS or shutil.which(name)]

    def _merged(self, name: str) -> Path:
        return self.folder / f"merged-{name}.pdf"

    def _merge(self, *arguments: str) -> tuple[str, ...]:
        return (PYTHON, "-m", "benchmarks.merge", *arguments)

    def slides(self) -> str:
        """The presenters' slides into the meeting's deck, against copying their bytes."""
        folder = self.folder / "decks"
        made = _json((PYTHON, "-m", "benchmarks.slides", "files", str(folder)))
        targets = {"mottepakke": ("ours", self.folder / "ours.pptx"), COPYING: ("copy", self.folder / "copied.zip")}
        candidates = [
            Candidate(name, (PYTHON, "-m", "benchmarks.slides", way, str(folder), str(target)))
            for name, (way, target) in targets.items()
        ]
        ours, copied = in_turn(candidates, self.runs, say)
        found = {
            name: _json((PYTHON, "-m", "benchmarks.slides", "facts", str(target))) for name, (_, target) in targets.items()
        }
        sizes = ", ".join(f"{value} {name}" for name, value in made.items())
        return "\n\n".join((
            "### The presenters' slides",
            f"Aim: below 5 times the time of copying the same bytes through zip; {sizes}. "
            f"**{ours.wall / copied.wall:.1f}** times ({ours.least / copied.least:.1f} by the least times).",
            report.costs([ours, copied], {}),
            report.amounts(found),
        ))  # fmt: skip

    def several(self) -> str:
        """Five meetings of one committee."""
        workspace = self.folder / "five"
        keys = make_workspace(workspace, REPO, NOTES, 5)
        place = ("--workspace", str(workspace), "--no-cache")
        candidates = [
            Candidate("one meeting of five", program("build", keys[-1], *place)),
            Candidate("five meetings, all cores", program("build", *keys, *place)),
            Candidate("five meetings, one process", (PYTHON, "-c", ONE_CORE, "build", *keys, *place)),
        ]
        measured = in_turn(candidates, min(self.runs, 3), say)
        one = measured[0]
        ratios = "; ".join(
            f"{item.name}: {item.wall / one.wall:.1f} × one ({item.cpu / one.cpu:.1f} × its CPU)" for item in measured[1:]
        )
        return (
            f"### Several meetings\n\nAim: five cost no more than five times one. {ratios}.\n\n{report.costs(measured, {})}"
        )

    def watch(self) -> str:
        """From a save to what the author sees, against building the meeting anew."""
        workspace = self.folder / "watched"
        for name in ("packs", "sources", "layouts"):
            shutil.copytree(REPO / name, workspace / name)
        command = program("build", MEETING, "--workspace", str(workspace), "--no-cache")
        (cold,) = in_turn([Candidate("cold build", command)], self.runs, say)
        say("watch …")
        found = _json((PYTHON, "-m", "benchmarks.watch", str(workspace), MEETING, SAVED, str(self.runs)))
        rows = {name: [run[name] for run in found] for name in found[0]}
        middle = {name: median(times) for name, times in rows.items()}
        text = report.table(
            ("", "s, median (min–max)", "times faster than the cold build"),
            [("cold `mottepakke build --no-cache`", f"{cold.wall:.2f} ({cold.least:.2f}–)", "1.0")]
            + [
                (name, f"{middle[name]:.2f} ({min(times):.2f}–{max(times):.2f})", f"{cold.wall / middle[name]:.1f}")
                for name, times in rows.items()
            ],
        )
        return (
            f"### Watching\n\nAim: a saved note is on the page within half a second. **{middle[SHOWN]:.2f}** s "
            f"(least {min(rows[SHOWN]):.2f}), {cold.wall / middle[SHOWN]:.0f} times faster than building the meeting; "
            f"the pack follows. One of the {NOTES} notes is saved by renaming.\n\n{text}"
        )

    def start(self) -> str:
        """Commands that must come at once."""
        candidates = [
            Candidate("`python -c pass`", (PYTHON, "-c", "pass")),
            Candidate("`python -c 'import click, yaml'`", (PYTHON, "-c", "import click, yaml")),
            Candidate("`mottepakke --help`", program("--help")),
            Candidate(f"`mottepakke check {MEETING}`", program("check", MEETING, "--workspace", str(REPO))),
        ]
        return f"### Start-up\n\n{report.costs(in_turn(candidates, 2 * self.runs, say), {})}"

    def check(self) -> str:
        """Checking alone: against the start of Python with its libraries, and over more and more notes."""
        place = ("--workspace", str(REPO))
        started, checked = in_turn(
            [
                Candidate("`python -c 'import click, yaml'`", (PYTHON, "-c", "import click, yaml")),
                Candidate(f"`mottepakke check {MEETING}`", program("check", MEETING, *place)),
            ],
            2 * self.runs,
            say,
        )
        candidates = []
        for notes in CHECKED:
            folder = self.folder / f"notes-{notes}"
            make_workspace(folder, REPO, NOTES, notes // NOTES)
            candidates.append(Candidate(str(notes), program("check", "--workspace", str(folder))))
        measured = in_turn(candidates, min(self.runs, 3), say)
        return "\n\n".join((
            "### Checking",
            f"Aim: the sample meeting within 1.5 times the start of Python with click and the YAML reader. "
            f"**{checked.wall / started.wall:.1f}** times ({checked.least / started.least:.1f} by the least times).",
            report.costs([started, checked], {}),
            f"All meetings of a committee, {NOTES} notes each; aim: time linear in the number of notes.",
            report.growth({int(item.name): item for item in measured}),
        ))  # fmt: skip

    def sizes(self) -> str:
        """One meeting of 1, 20 and 200 cases."""
        parts = ["### Size of a meeting"]
        workspaces = {count: self.folder / f"cases-{count}" for count in SIZES}
        keys = {count: make_workspace(folder, REPO, count)[0] for count, folder in workspaces.items()}
        for name, only in (("The members' PDF:", ("--only", "pakke")), ("The whole pack:", ())):
            candidates = [
                Candidate(str(count), program("build", keys[count], "--workspace", str(folder), "--no-cache", *only))
                for count, folder in workspaces.items()
            ]
            measured = in_turn(candidates, min(self.runs, 3), say)
            parts.append(f"{name}\n\n{report.growth({int(item.name): item for item in measured})}")
        return "\n\n".join(parts)

    def nightly(self) -> str:
        """Runs of many small meetings: over all cores and over one, and ten times as many."""
        folder = self.folder / "natt"
        few, many = COMMITTEES
        cores = max(2, os.cpu_count() or 1)
        subprocess.run((PYTHON, "-m", "benchmarks.nightly", "make", str(folder), str(many)), check=True)
        found = {}
        for committees, jobs in ((few, 1), (few, cores), (many, cores)):
            say(f"{committees} committees, {jobs} at a time …")
            place = ("run", str(folder), str(committees), str(jobs))
            found[committees, jobs] = _json((PYTHON, "-m", "benchmarks.nightly", *place))
        return f"### Nightly runs\n\n{report.nights(found)}"

    def steps(self) -> str:
        """Where the time goes."""
        kinds = {"members' PDF": "pakke", "whole pack": "alt"}
        timelines = {name: self._timeline(amount) for name, amount in kinds.items()}
        parts = ["### Where the time goes", "Each step of a build:", report.steps(timelines)]
        for name, amount in kinds.items():
            shares = report.shares(_json(self._step("profile", "-", amount)), "%")
            parts += [
                f"Share of each package, {name} (main thread, one process, under `cProfile`):",
                shares,
            ]
        command = (PYTHON, "-X", "importtime", *self._step("timeline", "0", "alt")[1:])
        log = subprocess.run(command, check=True, capture_output=True, text=True).stderr
        parts += ["Loading modules for the whole pack (`-X importtime`):", report.shares(imports_of(log), "ms")]
        return "\n\n".join(parts)

    def _timeline(self, amount: str) -> dict[str, float]:
        say(f"steps, {amount} …")
        found = [_json(self._step("timeline", str(time.monotonic()), amount)) for _ in range(self.runs + 1)][1:]
        return {step: median(run[step] for run in found) for step in found[0]}

    def _step(self, what: str, began: str, amount: str) -> tuple[str, ...]:
        output = str(self.folder / "steps")
        return (PYTHON, "-m", "benchmarks.steps", what, began, str(REPO), MEETING, output, amount)


def _json(command: tuple[str, ...]) -> Any:
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Run the sections; a complete run goes into README.md."""
    names = (
        "members",
        "whole",
        "incremental",
        "merge",
        "slides",
        "several",
        "watch",
        "start",
        "check",
        "sizes",
        "nightly",
        "steps",
    )
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", nargs="*", choices=names, default=names)
    parser.add_argument("--write", action="store_true", help="put the sections of --only into README.md too")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder, "byte-code"))
        bench = Bench(Path(folder), arguments.runs)
        sections: list[Callable[[], str]] = [getattr(bench, name) for name in names if name in arguments.only]
        parts = [section() for section in sections]
    text = "\n\n".join([report.machine(), *parts])
    print(text)
    if set(arguments.only) == set(names):
        report.put(text, README)
    elif arguments.write:
        for part in parts:
            report.put_section(part, README)


if __name__ == "__main__":
    main()
