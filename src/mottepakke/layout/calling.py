"""The call sheet as its template sees it: who presents when, and whose slides have not come."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

from mottepakke.layout.dates import clock
from mottepakke.layout.viewing import Viewer, presenter_lines
from mottepakke.model.meeting import Person
from mottepakke.model.pack import ResolvedBreak, ResolvedCase, ResolvedMeeting


class CallRow(Struct, frozen=True):
    """A row of the programme: ``time`` is «11.30–12.10», ``slides`` whether the presenter's have come ('': none due)."""

    time: str
    title: str
    number: str = ""
    state: str = ""
    is_break: bool = False
    presenters: tuple[str, ...] = ()
    slides: str = ""


class CallPage(Struct, frozen=True):
    """The whole call sheet; ``missing`` names presenters with the cases that they owe slides for."""

    title: str
    rows: tuple[CallRow, ...]
    missing: tuple[tuple[str, str], ...]


def presenters_of(case: ResolvedCase) -> tuple[Person, ...]:
    """Who presents a case that the meeting treats: the presenters, else its owners."""
    return () if case.row.status else case.row.case.presenters or case.row.case.owners


def presenting(meeting: ResolvedMeeting) -> dict[str, list[ResolvedCase]]:
    """The cases of each person who presents, by name, in agenda order."""
    found: dict[str, list[ResolvedCase]] = {}
    for case in meeting.cases:
        for person in presenters_of(case):
            found.setdefault(person.name, []).append(case)
    return found


def call_page(viewer: Viewer, title: str, useless: Collection[str]) -> CallPage:
    """The call sheet of the viewer's meeting; ``useless`` are the keys of cases whose slides came and cannot be shown."""
    meeting = viewer.resolved
    owing = {case.row.case.key for case in meeting.cases if _owes_slides(case, useless)}
    rows = tuple(_row(row, viewer, owing) for row in meeting.rows)
    people = presenting(meeting).items()
    missing = ((name, [_named(case) for case in cases if case.row.case.key in owing]) for name, cases in people)
    return CallPage(title, rows, tuple((name, ", ".join(cases)) for name, cases in missing if cases))


def _row(row: ResolvedCase | ResolvedBreak, viewer: Viewer, owing: Collection[str]) -> CallRow:
    words = viewer.words
    time = "–".join(part for part in (clock(row.slot.start), clock(row.slot.end)) if part)
    if isinstance(row, ResolvedBreak):
        return CallRow(time, row.row.title or words[row.row.kind], is_break=True)
    case = row.row.case
    has_come = case.slides and not row.row.status
    slides = words["lysbilder_mangler"] if case.key in owing else words["lysbilder_mottatt"] if has_come else ""
    lines = presenter_lines(presenters_of(row), words)
    return CallRow(
        "" if row.row.status else time, case.title, row.number, viewer.state(row), presenters=lines, slides=slides
    )


def _owes_slides(case: ResolvedCase, useless: Collection[str]) -> bool:
    """A named presenter has a template to fill in; an owner who is not named as one need not send anything."""
    of = case.row.case
    return not case.row.status and (of.key in useless or bool(of.presenters and not of.slides))


def _named(case: ResolvedCase) -> str:
    return " ".join(part for part in (case.number, case.row.case.short_title) if part)
