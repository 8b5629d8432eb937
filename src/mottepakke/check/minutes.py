"""Minutes as their rules look at them."""

from __future__ import annotations

from mottepakke.check.subject import Subject
from mottepakke.model.minutes import Minutes
from mottepakke.model.pack import ResolvedCase


def cases_by_name(subject: Subject) -> dict[str, ResolvedCase]:
    """The meeting's cases by number and by slug, which is what a section of the minutes begins with."""
    return {name: case for case in subject.meeting.cases for name in (case.number, case.row.case.slug) if name}


def those_there(subject: Subject, minutes: Minutes) -> set[str]:
    """The names of all who took part."""
    met = minutes.met(subject.meeting.meeting.members)
    return {person.name for person in (*met, *(item.person for item in minutes.stand_ins), *minutes.secretariat)}


def case_order(subject: Subject) -> dict[str, int]:
    """The place of each case on the agenda, by number and by slug."""
    return {name: place for place, case in enumerate(subject.meeting.cases) for name in (case.number, case.row.case.slug)}
