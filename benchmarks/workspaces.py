"""Workspaces of any size, made of the NUIT sample's notes."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

SAMPLE = Path("sources/nuit/2025")
COMMITTEES = ("nuit", "nufa", "e-helserad")
REFERENCE = re.compile(r"\[\[sak:([a-z0-9-]+)\]\]")
TITLE = re.compile(r"^tittel: (.*)$", re.M)
MINUTES_A_DAY = 400
YEAR = 2027
MONTHS = 12


def make_workspace(target: Path, repo: Path, cases: int, meetings: int = 1) -> tuple[str, ...]:
    """Write a workspace with ``meetings`` meetings of ``cases`` notes each; the meetings' keys.

    Notes repeat those of the sample under new names and titles, with their attachments, tables and earlier decisions.
    """
    for committee in COMMITTEES:
        folder = target / "packs" / committee
        folder.mkdir(parents=True)
        for name in ("utvalg.yaml", "saksregister.yaml"):
            shutil.copyfile(repo / "packs" / committee / name, folder / name)
    samples = sorted(path.parent.name for path in (repo / SAMPLE).glob("*/toppnotat.md"))
    for meeting in range(1, meetings + 1):
        slugs = [f"{samples[case % len(samples)]}-{meeting}-{case // len(samples)}" for case in range(cases)]
        for case, slug in enumerate(slugs):
            _copy_case(repo / SAMPLE / samples[case % len(samples)], target / f"sources/nuit/{YEAR}" / slug, set(slugs))
        text = _meeting(meeting, slugs)
        (target / f"packs/nuit/{YEAR}-{meeting}.yaml").write_text(text, encoding="utf-8")
    return tuple(f"nuit/{YEAR}-{meeting}" for meeting in range(1, meetings + 1))


def _copy_case(sample: Path, target: Path, present: set[str]) -> None:
    shutil.copytree(sample, target)
    ending = target.name.removeprefix(sample.name)

    def refer(found: re.Match[str]) -> str:
        name = f"{found[1]}{ending}"
        return f"[[sak:{name}]]" if name in present else found[1]

    note = target / "toppnotat.md"
    text = REFERENCE.sub(refer, note.read_text("utf-8"))
    note.write_text(TITLE.sub(rf"tittel: \1 ({ending[1:]})", text, count=1), encoding="utf-8")


def _meeting(number: int, slugs: list[str]) -> str:
    minutes = max(1, MINUTES_A_DAY // len(slugs))
    date = dt.date(YEAR, (number - 1) % MONTHS + 1, 15 + (number - 1) // MONTHS)
    head = [f"møte: {number}/{YEAR}", f"dato: {date}", "tid: 09:00-16:00", "sted: Oslo", "saksliste:"]
    rows = [line for slug in slugs for line in (f"  - sak: {slug}", f"    varighet: {minutes}")]
    return "\n".join([*head, *rows]) + "\n"
