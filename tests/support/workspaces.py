"""Small workspaces for tests: files from dicts, and what the real pipeline and the real command line say of them."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mottepakke import pipeline
from mottepakke.build.outcome import Outcome
from mottepakke.build.prepare import Prepared, Preparer
from mottepakke.cli.main import run
from mottepakke.diagnostics import Diagnostic, Severity
from mottepakke.model.pack import ResolvedMeeting

Content = str | bytes

COMMITTEE = "packs/rad/utvalg.yaml"
MEETING = "packs/rad/2025-2.yaml"
LEDGER = "packs/rad/saksregister.yaml"
MINUTES = "packs/rad/2025-2.referat.md"
NOTE = "sources/rad/2025/plan/toppnotat.md"
SENT = "packs/rad/2025-2.sendt.yaml"
KEY = "rad/2025-2"

PLAIN: Mapping[str, str] = {
    COMMITTEE: """\
navn: Rådet for prøver
kortnavn: Rådet
virksomhet: Prøvedirektoratet
medlemmer: [Kari Nordmann, Ola Nordmann]
""",
    MEETING: """\
møte: 2/2025
dato: 2025-05-15
tid: 09:00-10:00
sted: Oslo
saksliste:
  - sak: plan
    varighet: 30
  - tittel: Eventuelt
    varighet: 30
""",
    NOTE: """\
---
tittel: Plan for året
sakstype: Drøfting
sakseier: Kari Nordmann
forslag_til_vedtak: Rådet drøftet planen.
---
## Bakgrunn

Teksten.
""",
}
"""One committee, one meeting of two cases, one note: valid, and without a single finding."""


def committee(lines: str = "") -> str:
    """A committee with further ``lines``."""
    return f"navn: Rådet for prøver\nkortnavn: Rådet\n{lines}"


def meeting(rows: str, number: int = 2, date: str = "2025-05-15", lines: str = "") -> str:
    """A meeting of 2025 whose agenda holds ``rows`` (from line 5, plus further ``lines`` before them)."""
    return f"møte: {number}/2025\ndato: {date}\ntid: 09:00-16:00\n{lines}saksliste:\n{rows}"


def seal(sources: str = "[]", cases: tuple[str, ...] = ("plan", "eventuelt")) -> str:
    """The seal of meeting 2/2025, sent with ``cases`` (slugs) and ``sources`` (YAML)."""
    rows = ", ".join(f"{{nøkkel: rad/2025/{case}, sak: {number}/25}}" for number, case in enumerate(cases, 1))
    return f"møte: rad/2025-2\nversjoner: [{{versjon: 1, sendt: 2025-05-01, saker: [{rows}], kilder: {sources}}}]\n"


def entries(*cases: str) -> str:
    """A ledger in which ``cases`` (slugs) of meeting 2/2025 have the numbers from 1/25."""
    rows = enumerate(cases, 1)
    line = "- {{sak: {0}/25, nøkkel: rad/2025/{1}, tittel: {1}, møte: rad/2025-2, status: tildelt}}\n"
    return "".join(line.format(number, case) for number, case in rows)


def sent(sources: str = "[]", cases: tuple[str, ...] = ("plan", "eventuelt")) -> dict[str, str]:
    """What `freeze` has written of meeting 2/2025: its seal and the ledger."""
    return {SENT: seal(sources, cases), LEDGER: entries(*cases)}


def note(body: str = "", head: str = "", title: str = "Plan") -> str:
    """A case note with further lines in its head (from line 6) and ``body`` right after it."""
    fixed = f"tittel: {title}\nsakstype: Drøfting\nsakseier: Kari\nforslag_til_vedtak: Rådet drøftet saken."
    return f"---\n{fixed}\n{head}---\n{body}"


@dataclass(frozen=True, slots=True)
class Run:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The one JSON document on stdout."""
        return dict(json.loads(self.out))


class Workspace:
    """A workspace in ``root``, filled from dicts of paths and contents."""

    def __init__(self, root: Path, files: Mapping[str, Content] = PLAIN, /) -> None:
        self.root = root
        self.write({"packs/.keep": "", **files})

    def write(self, files: Mapping[str, Content]) -> Workspace:
        """Write ``files``; text as UTF-8 with its line ends as they are."""
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return self

    def replace(self, name: str, old: str, new: str) -> Workspace:
        """Replace the one place where ``old`` stands in file ``name``."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        return self.write({name: text.replace(old, new)})

    def outcomes(self, *keys: str) -> dict[str, Outcome]:
        """The outcome of checking each meeting (all of them without ``keys``)."""
        sources = pipeline.open_workspace(self.root)
        return {outcome.meeting: outcome for outcome in pipeline.check(pipeline.choose_meetings(keys, sources), sources)}

    def check(self, *keys: str) -> list[Diagnostic]:
        """The findings of the meetings, in order."""
        return [item for outcome in self.outcomes(*keys).values() for item in outcome.diagnostics]

    def prepared(self, key: str = KEY) -> Prepared:
        """A meeting that can be read, ready for layout."""
        prepared, diagnostics = Preparer(pipeline.open_workspace(self.root)).prepare(key)
        assert prepared is not None, places(diagnostics)
        return prepared

    def resolved(self, key: str = KEY) -> ResolvedMeeting:
        """A meeting with everything computed."""
        return self.prepared(key).meeting

    def run(self, command: str, *arguments: str) -> Run:
        """Run the command line on this workspace, in this process."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = run([command, "--workspace", str(self.root), *arguments])
        return Run(code, out.getvalue(), err.getvalue())

    def run_apart(self, *arguments: str) -> Run:
        """Run the command line in a process of its own, as a person does; needed where it starts processes itself."""
        command = [sys.executable, "-m", "mottepakke", *arguments, "--workspace", str(self.root)]
        result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        return Run(result.returncode, result.stdout, result.stderr)

    def build(self, *arguments: str) -> Run:
        """Build the members' pack of the one meeting there is: no Word, no slides."""
        return self.run("build", "--only", "pakke", *arguments)


def places(found: Iterable[Diagnostic]) -> list[tuple[str, str, int]]:
    """The findings as (name, path, line)."""
    return [(item.code.name, item.span.path, item.span.line) for item in found]


def names(found: Iterable[Diagnostic]) -> list[str]:
    """The findings' names."""
    return [item.code.name for item in found]


def errors(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings at error level."""
    return [item for item in found if item.severity is Severity.ERROR]
