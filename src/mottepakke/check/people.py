"""The people of a pack as their rules look at them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from mottepakke.check.subject import Subject
from mottepakke.model.meeting import Person
from mottepakke.model.source import Origin, Span

MEMBERS = "medlemmer"


class Named(Struct, frozen=True):
    """A person whom a case names under ``key``."""

    person: Person
    key: str
    span: Span


def named_by_cases(subject: Subject) -> Iterator[Named]:
    """Owners, officers and presenters of all cases, in agenda order."""
    for resolved in subject.meeting.cases:
        case = resolved.row.case
        for key, people in (
            ("sakseier", case.owners),
            ("saksbehandler", case.officers),
            ("presenterer", case.presenters),
        ):
            for number, person in enumerate(people, 1):
                yield Named(person, key, case.origin.item(key, number))


def list_of_members(subject: Subject) -> Origin:
    """The source whose ``medlemmer`` are the meeting's: its own, else the committee's."""
    own, committee = subject.meeting.meeting.origin, subject.meeting.committee.origin
    return own if MEMBERS in own.fields else committee


def distance(one: str, two: str) -> int:
    """How many letters are to be put in, taken out or changed to make ``two`` of ``one``."""
    row = list(range(len(two) + 1))
    for count, letter in enumerate(one, 1):
        above, row[0] = row[0], count
        for place, other in enumerate(two, 1):
            above, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, above + (letter != other))
    return row[-1]
