"""The people of a pack as their rules look at them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from mottepakke.check.subject import Subject
from mottepakke.model.meeting import Person
from mottepakke.model.source import Span


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
            for person in people:
                yield Named(person, key, case.origin.of(key))


def list_of_members(subject: Subject) -> Span:
    """Where the members are listed: the meeting's own list, else the committee's."""
    own = subject.meeting.meeting.origin.fields.get("medlemmer")
    return own or subject.meeting.committee.origin.of("medlemmer")
