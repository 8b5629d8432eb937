"""Filled-in starting points for new committees, meetings and cases. No file is ever overwritten."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from importlib import resources
from pathlib import Path

from mottepakke import codes
from mottepakke.diagnostics import Diagnostic, UsageStop
from mottepakke.model.meeting import Committee
from mottepakke.model.slug import slugify
from mottepakke.model.source import Span
from mottepakke.read.note import SLUG
from mottepakke.read.sources import Sources
from mottepakke.read.text import FORBIDDEN
from mottepakke.read.times import parse_date

MEETING_KEY = re.compile(r"([a-z0-9-]+)/([1-9][0-9]{3})-0*([1-9][0-9]{0,3})")
CASE_KEY = re.compile(r"([a-z0-9-]+)/([1-9][0-9]{3})/([a-z0-9-]+)")
NAMES = {"nb": "Utvalget {short}", "nn": "Utvalet {short}"}
"""What a committee is called whose name nobody gave."""
FIRST_MEETING = (3, 10)
"""Month and day of a first meeting whose date nobody gave."""


def starter(language: str, name: str, **values: str) -> str:
    """A starter with its values."""
    source = resources.files("mottepakke").joinpath("starters", language, name).read_text(encoding="utf-8")
    return re.sub(r"%([A-ZÅ]+)%", lambda found: values.get(found[1], found[0]), source)


def yaml_text(value: str) -> str:
    """``value`` as a YAML scalar: plain where that is safe (YAML 1.2.2, 7.3.3), else double-quoted."""
    value = " ".join(FORBIDDEN.sub("", value).split())
    return value if re.fullmatch(r"[^\W\d_][\w .,()/–-]*", value) else json.dumps(value, ensure_ascii=False)


def write_new(path: Path, root: Path, content: str) -> Path:
    """Write a file that is not there yet.

    Raises:
        UsageStop: it exists, or cannot be written.
    """
    shown = path.relative_to(root).as_posix()
    if os.path.lexists(path):
        raise UsageStop(Diagnostic.at(codes.ALREADY_EXISTS, Span(shown), path=shown))
    data = content.encode("utf-8", "replace")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageStop(Diagnostic.at(codes.CANNOT_WRITE, Span(shown), reason=reason)) from None
    return path


def _refused(value: str, expected: str) -> UsageStop:
    return UsageStop(Diagnostic.at(codes.INVALID_ARGUMENT, Span("."), value=value, expected=expected))


def new_committee(root: Path, slug: str, name: str, language: str) -> Path:
    """packs/<slug>/utvalg.yaml.

    Raises:
        UsageStop: not a slug, or the file exists.
    """
    if not SLUG.fullmatch(slug):
        raise _refused(slug, f"@write_committee:{slugify(slug)}")
    short = slug.upper() if len(slug) <= 5 else slug.replace("-", " ").capitalize()
    values = {"NAVN": yaml_text(name or NAMES[language].format(short=short)), "KORTNAVN": yaml_text(short)}
    return write_new(root / "packs" / slug / "utvalg.yaml", root, starter(language, "utvalg.yaml", **values))


def _committee(sources: Sources, slug: str) -> Committee:
    committee = sources.committee(slug) if slug in sources.committee_slugs() else None
    if committee is None:
        raise UsageStop(Diagnostic.at(codes.UNKNOWN_COMMITTEE, Span("."), committee=slug))
    return committee


def new_meeting(sources: Sources, key: str, date: str | None) -> Path:
    """packs/<committee>/<year>-<number>.yaml, dated as the meeting before it announced where nobody says else.

    Raises:
        UsageStop: not a meeting's key, no such committee, the date is another year's, or the file exists.
    """
    found = MEETING_KEY.fullmatch(key)
    if not found:
        raise _refused(key, "@write_meeting:1")
    slug, year, number = found[1], int(found[2]), int(found[3])
    committee = _committee(sources, slug)
    day = _day(date) or _announced(sources, slug, year) or dt.date(year, *FIRST_MEETING)
    if day.year != year:
        raise _refused(day.isoformat(), f"@write_year:{year}")
    values = {
        "NUMMER": f"{number}/{year}",
        "DATO": day.isoformat(),
        "KORTNAVN": committee.short_name,
        "UTVALG": slug,
        "ÅR": str(year),
    }
    path = sources.root / "packs" / slug / f"{year}-{number}.yaml"
    return write_new(path, sources.root, starter(committee.language, "møte.yaml", **values))


def _day(written: str | None) -> dt.date | None:
    day = parse_date(written) if written else None
    if written and day is None:
        raise _refused(written, "--date 2025-05-15")
    return day


def _announced(sources: Sources, slug: str, year: int) -> dt.date | None:
    meetings = (sources.meeting(key) for key in sources.meeting_keys(slug))
    days = [item.next_meeting.date for item in meetings if item and item.next_meeting]
    return next((day for day in reversed(days) if day.year == year), None)


def new_case(sources: Sources, key: str, title: str) -> Path:
    """sources/<committee>/<year>/<slug>/toppnotat.md.

    Raises:
        UsageStop: not a case's key, no such committee, or the file exists.
    """
    found = CASE_KEY.fullmatch(key)
    if not found or not SLUG.fullmatch(found[3]):
        raise _refused(key, "@write_case:1")
    committee = _committee(sources, found[1])
    named = title or found[3].replace("-", " ").capitalize()
    values = {"TITTEL": yaml_text(named), "KORTNAVN": committee.short_name}
    path = sources.root / "sources" / key / "toppnotat.md"
    return write_new(path, sources.root, starter(committee.language, "toppnotat.md", **values))
