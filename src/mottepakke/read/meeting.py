"""A meeting file: date, place and the agenda's rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count
from typing import Literal

from msgspec.structs import replace

from mottepakke import codes
from mottepakke.diagnostics import Report
from mottepakke.model.meeting import (
    AgendaRow,
    BreakRow,
    Case,
    CaseRow,
    Committee,
    Meeting,
    NextMeeting,
    unreadable_case,
)
from mottepakke.model.slug import slugify
from mottepakke.model.source import Origin, Span
from mottepakke.read.exemption import exempt_from
from mottepakke.read.fields import (
    AnyOf,
    Field,
    Keyed,
    Listed,
    Schema,
    Values,
    brief,
    choice,
    clock,
    date,
    minutes,
    normal_key,
    people,
    read_mapping,
    reads,
    text,
    time_range,
)
from mottepakke.read.ledger import meeting_key
from mottepakke.read.nodes import Mapping, Node, Scalar
from mottepakke.read.note import CASE_FIELDS, SLUG, Place, case_from
from mottepakke.read.settings import IGNORED_FIELD

SCHEDULE_FIELDS = (
    Field("varighet", minutes, "Minutter."),
    Field("kl", clock, "Fast start."),
    Field("nummer", text, "Saksnummer fra et tidligere møte."),
    Field("status", choice("trukket", "utsatt"), "trukket eller utsatt."),
    Field("fra", text, "Møtet saken er utsatt fra."),
)
NOTE_ROW = Schema("saksliste", (Field("sak", text, "Saksnotatets mappe.", required=True), *SCHEDULE_FIELDS))
INLINE_ROW = Schema("saksliste", (*SCHEDULE_FIELDS, *CASE_FIELDS))
BREAKS: tuple[Literal["pause", "lunsj"], ...] = ("lunsj", "pause")
KINDS = {"sak", "tittel", *BREAKS}
"""The keys of which a row has just one, or a break with a title."""
BREAK_ROWS = {
    kind: Schema(
        "saksliste",
        (
            Field(kind, minutes, "Minutter.", required=True),
            Field("tittel", text, "Tittel i agendaen."),
            Field("kl", clock, "Fast start."),
        ),
    )
    for kind in BREAKS
}
ANY_ROW = Schema("saksliste", (*NOTE_ROW.fields, *(row.fields[0] for row in BREAK_ROWS.values()), *CASE_FIELDS))


@reads(Listed(AnyOf((Keyed(NOTE_ROW), Keyed(INLINE_ROW), *map(Keyed, BREAK_ROWS.values()))), or_one=False))
def agenda_rows(node: Node, report: Report) -> tuple[Mapping, ...]:
    """The rows of a ``saksliste`` as mappings."""
    items = node.items if not isinstance(node, Scalar | Mapping) else ()
    if isinstance(node, Scalar | Mapping):
        report.add(codes.WRONG_TYPE, node.span, key="saksliste", expected="- sak: …")
    for item in items:
        if not isinstance(item, Mapping):
            report.add(codes.WRONG_TYPE, item.span, key="saksliste", expected="- sak: …")
    return tuple(item for item in items if isinstance(item, Mapping))


NEXT_MEETING = Schema(
    "neste_møte",
    (
        Field("dato", date, "Møtedato.", required=True),
        Field("tid", time_range, "Fra–til."),
        Field("sted", text, "Møtested."),
    ),
)


@reads(Keyed(NEXT_MEETING))
def next_meeting(node: Node, report: Report) -> NextMeeting | None:
    """When and where the next meeting is."""
    values = read_mapping(node, NEXT_MEETING, report, node.span)
    day = values.get("dato")
    return NextMeeting(day, values.get("tid"), values.get("sted", "")) if day else None


MEETING = Schema(
    "møte",
    (
        Field("møte", text, "Møtenummer og år: 2/2025.", required=True),
        Field("tittel", text, "Møtets tittel."),
        Field("dato", date, "Møtedato.", required=True),
        Field("tid", time_range, "Fra–til."),
        Field("sted", text, "Møtested."),
        Field("medlemmer", people, "Erstatter utvalgets medlemsliste."),
        Field("neste_møte", next_meeting, "Neste møte: dato, tid og sted."),
        Field("versjon", text, "Utkastets versjon."),
        Field("saksliste", agenda_rows, "Saker og pauser i rekkefølge.", required=True),
        IGNORED_FIELD,
    ),
)

CaseReader = Callable[[str, Span], Case]
"""Reads the case note that a row names: ``year/slug`` to a case (a marked placeholder where it cannot be read)."""


def read_meeting(
    source: str, key: str, place: Place, committee: Committee, report: Report, read_case: CaseReader
) -> Meeting | None:
    """The meeting in ``source``, or None when its date or agenda cannot be read."""
    values = read_mapping(place.parser.yaml(source, place.shown, report), MEETING, report, Span(place.shown))
    day = values.get("dato")
    rows = values.get("saksliste")
    if day is None or rows is None:
        return None
    year, number = (int(part) for part in key.rpartition("/")[2].split("-"))
    _check_number(values, year, number, report)
    if day.year != year:
        report.add(codes.MEETING_YEAR_MISMATCH, values.origin.of("dato"), date=day.isoformat(), year=year)
    reader = _RowReader(key, year, place, report, read_case)
    read = tuple(row for row in map(reader.row, rows) if row is not None)
    if not any(isinstance(row, CaseRow) for row in read):
        report.add(codes.EMPTY_AGENDA, values.origin.of("saksliste"))
        return None
    return Meeting(
        key=key,
        committee=committee.slug,
        year=year,
        number=number,
        title=values.get("tittel", ""),
        date=day,
        time=values.get("tid", None),
        place=values.get("sted", ""),
        members=values.get("medlemmer") or committee.members,
        next_meeting=values.get("neste_møte"),
        version=values.get("versjon", ""),
        rows=read,
        origin=values.origin,
    )


def _check_number(values: Values, year: int, number: int, report: Report) -> None:
    written = values.get("møte")
    if written is None:
        return
    found = re.search(r"(\d+)\s*/\s*(\d{4}|\d{2})\s*$", written)
    expected = f"{number}/{year}"
    if not found or int(found.group(1)) != number or int(found.group(2)) not in (year, year % 100):
        report.add(codes.MEETING_NUMBER_MISMATCH, values.origin.of("møte"), value=brief(written), expected=expected)


class _RowReader:
    """Reads agenda rows of one meeting; a slug used twice is reported."""

    def __init__(self, key: str, year: int, place: Place, report: Report, read_case: CaseReader) -> None:
        self.committee = key.partition("/")[0]
        self.year = year
        self.place = place
        self.report = report
        self.read_case = read_case
        self.seen: dict[str, int] = {}

    def row(self, node: Mapping) -> AgendaRow | None:
        keys = {normal_key(key.text) for key, _ in node.entries}
        keys = keys if keys & KINDS else {field.key for key, _ in node.entries if (field := ANY_ROW.meant(key.text))}
        kinds = [kind for kind in ("sak", *BREAKS) if kind in keys]
        if kinds[1:]:
            self.report.add(codes.AMBIGUOUS_ROW, node.span, choices="sak, tittel, pause, lunsj")
            kept = tuple(entry for entry in node.entries if normal_key(entry[0].text) not in kinds[1:])
            return self.row(replace(node, entries=kept))
        for kind in BREAKS:
            if kind in keys:
                return self.pause(node, kind)
        if "sak" in keys:
            return self.noted(node)
        if "tittel" in keys:
            return self.inline(node)
        unknown = [key for key, _ in node.entries if ANY_ROW.field(key.text) is None]
        nearest = {key: near for key in unknown if (near := ANY_ROW.nearest(key.text))}
        for key, near in nearest.items():
            self.report.add(codes.UNKNOWN_KEY, key.span, key=brief(key.text), nearest=near)
        if not KINDS & set(nearest.values()):
            self.report.add(codes.AMBIGUOUS_ROW, node.span, choices="sak, tittel, pause, lunsj")
        return self.unreadable(node)

    def unreadable(self, node: Mapping) -> CaseRow | None:
        """A case in place of a row that cannot be read, so that the numbers after it do not move when it is mended."""
        span = Span(self.place.shown, node.span.line)
        title = " ".join(value.text for _, value in node.entries if isinstance(value, Scalar))[:80] or "…"
        key = f"{self.committee}/{self.year}/{self.free_slug(slugify(title))}"
        case = unreadable_case(key, title, f"{self.place.shown}:{node.span.line}", span, has_note=False)
        self.seen[key] = node.span.line
        return CaseRow(case, None, None, "", "", "", Origin(span))

    def pause(self, node: Mapping, kind: Literal["pause", "lunsj"]) -> BreakRow | None:
        values = read_mapping(node, BREAK_ROWS[kind], self.report, node.span)
        length = values.get(kind)
        return BreakRow(kind, length, values.get("tittel", ""), values.get("kl"), values.origin) if length else None

    def noted(self, node: Mapping) -> CaseRow | None:
        values = read_mapping(node, NOTE_ROW, self.report, node.span)
        written = values.get("sak")
        if not written:
            return self.unreadable(node)
        span = values.origin.of("sak")
        year, _, slug = written.rpartition("/")
        if not SLUG.fullmatch(slug) or not re.fullmatch(r"([0-9]{4})?", year):
            self.report.add(codes.INVALID_SLUG, span, value=brief(written))
            year, slug = "", slugify(slug)
        case = self.read_case(f"{year or self.year}/{slug}", span)
        return self.case_row(replace(case, exempt=case.exempt or exempt_from(values, self.report)), values)

    def inline(self, node: Mapping) -> CaseRow | None:
        values = read_mapping(node, INLINE_ROW, self.report, node.span)
        title = values.get("tittel")
        if not title:
            return self.unreadable(node)
        slug = self.free_slug(slugify(title))
        key = f"{self.committee}/{self.year}/{slug}"
        folder = self.place.root / "sources" / self.committee / str(self.year) / slug
        place = replace(self.place, folder=folder)
        case = case_from(key, values, (), place, self.report, has_note=False)
        return self.case_row(case, values) if case else None

    def free_slug(self, slug: str) -> str:
        """``slug``, or ``slug-2`` and so on where a row before has it."""
        taken = (f"{slug}-{number}" if number > 1 else slug for number in count(1))
        return next(name for name in taken if f"{self.committee}/{self.year}/{name}" not in self.seen)

    def case_row(self, case: Case, values: Values) -> CaseRow | None:
        span = values.origin.span
        if case.key in self.seen:
            self.report.add(codes.DUPLICATE_CASE, span, case=case.slug, line=self.seen[case.key])
            return None
        self.seen[case.key] = span.line
        return CaseRow(
            case=case,
            minutes=values.get("varighet"),
            start=values.get("kl"),
            number=values.get("nummer", ""),
            status=values.get("status", ""),
            carried_from=meeting_key(fra, self.committee) if (fra := values.get("fra", "")) else "",
            origin=values.origin,
        )
