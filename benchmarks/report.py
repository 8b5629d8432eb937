"""The measured figures as Markdown, and their place in README.md."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
import subprocess
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks.measure import Measured

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
LIBRARIES = ("typst", "pikepdf", "python-docx", "python-pptx", "jinja2", "markdown-it-py", "lxml", "docxtpl", "pypdf")
SHOWN = 12


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; every column but the first is aligned to the right."""
    lines = [head, ["---", *(["---:"] * (len(head) - 1))], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def costs(measured: Sequence[Measured], against: Mapping[str, str]) -> str:
    """A row a candidate. ``against`` names the one that a candidate is compared with: how many times its time."""
    by_name = {item.name: item for item in measured}
    head = ("", "s, median (min–max)", "CPU s", "MB", "times faster", "times less memory")
    return table(head, [_cost(item, by_name.get(against.get(item.name, ""))) for item in measured])


def _cost(item: Measured, other: Measured | None) -> tuple[str, ...]:
    walls = [cost.wall for cost in item.runs]
    time = f"{item.wall:.2f} ({min(walls):.2f}–{max(walls):.2f})"
    ratios = (f"**{other.wall / item.wall:.1f}**", f"{other.memory / item.memory:.1f}") if other else ("", "")
    return (item.name, time, f"{item.cpu:.2f}", f"{item.memory / 1e6:.0f}", *ratios)


def shares(found: Mapping[str, float], unit: str) -> str:
    """The largest parts of a whole, in milliseconds (``ms``) or per cent (``%``)."""
    whole = sum(found.values())
    ordered = sorted(found.items(), key=lambda pair: -pair[1])[:SHOWN]
    factor, sign = (1000.0, "") if unit == "ms" else (100 / whole, " %")
    return table(("", unit), [(name, f"{seconds * factor:.0f}{sign}") for name, seconds in ordered])


def steps(found: Mapping[str, Mapping[str, float]]) -> str:
    """Milliseconds a step, a column a kind of build."""
    names = list(dict.fromkeys(name for column in found.values() for name in column))
    rows = [[name, *(f"{column[name] * 1000:.0f}" if name in column else "" for column in found.values())] for name in names]
    total = ["**whole**", *(f"{sum(column.values()) * 1000:.0f}" for column in found.values())]
    return table(("ms", *found), [*rows, total])


def nights(measured: Mapping[tuple[int, int], Mapping[str, float]]) -> str:
    """Nightly runs by number of committees and of meetings at a time: the first two are of as many meetings."""
    (one, all_cores, many) = measured.values()
    growth = (many["wall"] / many["meetings"]) / (all_cores["wall"] / all_cores["meetings"])
    rows = [
        (
            f"{run['meetings']:.0f}",
            str(jobs),
            f"{run['wall']:.1f}",
            f"{run['cpu']:.1f}",
            f"{run['wall'] / run['meetings'] * 1000:.0f}",
            f"{run['draft'] * 1000:.0f}",
            f"{run['reading'] * 1000:.0f}",
            f"{run['memory'] / 1e6:.0f}",
        )
        for (_, jobs), run in measured.items()
    ]
    heads = ("meetings", "at a time", "s", "CPU s", "ms a meeting", "CPU ms to draft", "CPU ms to read", "MB a process")
    return (
        "Aim: time linear in the number of meetings, both cores at least 1.8 times one, below 200 MB a process that drafts. "
        f"All cores: **{one['wall'] / all_cores['wall']:.2f}** times as fast as one; a meeting of the largest run "
        f"**{growth:.2f}** times as long as one of the smaller. Meetings of two short notes; {today()}.\n\n"
        f"{table(heads, rows)}"
    )


def growth(measured: Mapping[int, Measured]) -> str:
    """Time and memory by number of cases, and what a case adds to the smallest build."""
    first, smallest = next(iter(measured.items()))
    rows = []
    for count, item in measured.items():
        more = count - first
        added = ("", "")
        if more:
            added = (
                f"{(item.wall - smallest.wall) / more * 1000:.0f}",
                f"{(item.memory - smallest.memory) / more / 1e6:.2f}",
            )
        rows.append((str(count), f"{item.wall:.2f}", f"{item.cpu:.2f}", f"{item.memory / 1e6:.0f}", *added))
    return table(("cases", "s", "CPU s", "MB", "ms a case more", "MB a case more"), rows)


def merges(measured: Mapping[int, Sequence[Measured]], against: str) -> str:
    """Time and memory by number of pages, a row a candidate; against which one the time is told in times.

    What a page adds to the memory is seen from the smallest number of pages.
    """
    smallest = min(measured)
    least = {item.name: item for item in measured[smallest]}
    rows = []
    for pages, found in measured.items():
        other = next((item for item in found if item.name == against), None)
        for item in found:
            added = (item.memory - least[item.name].memory) / (pages - smallest) / 1e6 if pages > smallest else None
            ratio = f"**{item.wall / other.wall:.1f}** ({item.least / other.least:.1f})" if other else ""
            page = "" if added is None else f"{added:.2f}"
            time = f"{item.wall:.2f} ({item.least:.2f})"
            rows.append((str(pages), item.name, time, f"{item.cpu:.2f}", ratio, f"{item.memory / 1e6:.0f}", page))
    head = ("pages", "", "s, median (least)", "CPU s", f"times {against}'s time (least)", "MB", "MB a page more")
    return table(head, rows)


def amounts(found: Mapping[str, Mapping[str, int]]) -> str:
    """How much each side makes."""
    names = list(next(iter(found.values())))
    return table(("", *names), [(side, *(str(facts[name]) for name in names)) for side, facts in found.items()])


def machine() -> str:
    """What it ran on, without names and paths."""
    office = subprocess.run(["soffice", "--version"], check=True, capture_output=True, text=True).stdout.split()
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    system = f"{platform.system()}, {platform.machine()}, {os.cpu_count()} cores"
    return f"{system}; {python}; {' '.join(office[:2])}; {libraries}."


def today() -> str:
    """The date of the run."""
    return dt.datetime.now(dt.UTC).date().isoformat()


def put(text: str, readme: Path) -> None:
    """Write ``text`` between the markers of ``readme``."""
    before, _, rest = readme.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    readme.write_text(f"{before}{BEGIN}\n\n{text.strip()}\n\n{END}{after}", encoding="utf-8")


def put_section(text: str, readme: Path) -> None:
    """Write one section, which begins with its heading, in the place of the old one between the markers, or last."""
    measured = readme.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    first, *sections = re.split(r"^(?=### )", measured, flags=re.MULTILINE)
    heading = text.partition("\n")[0]
    names = [section.partition("\n")[0] for section in sections]
    place = names.index(heading) if heading in names else len(sections)
    sections[place : place + 1] = [text]
    put("\n\n".join(section.strip() for section in (first, *sections)), readme)
