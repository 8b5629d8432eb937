"""What minutes say: who met, and for each case what was said, who does what, and what was decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from mottepakke.model.document import Block
from mottepakke.model.meeting import Person
from mottepakke.model.source import Origin, Span

NOT_CALLED = ("vara", "sekretær")
"""Functions of those in a committee's list who are not among the members that meet."""


def called(people: Sequence[Person]) -> tuple[Person, ...]:
    """The members that meet, of all in a committee's list."""
    return tuple(person for person in people if person.function not in NOT_CALLED)


class Attendee(Struct, frozen=True):
    """A person in a list of the head, and where."""

    person: Person
    span: Span


class StandIn(Struct, frozen=True):
    """A person who met for somebody; ``absent`` is '' where the minutes do not say for whom."""

    person: Person
    absent: str
    span: Span


class Passage(Struct, frozen=True):
    """Somebody who came late or left early: ``case`` is the first or the last one they took part in."""

    kind: Literal["kom", "gikk"]
    name: str
    case: str
    span: Span


class ActionPoint(Struct, frozen=True):
    """A thing somebody is to do. ``who`` is '' and ``due`` None where the minutes do not say."""

    who: str
    due: dt.date | None
    what: str
    done: bool
    span: Span


class MinutesCase(Struct, frozen=True):
    """What the minutes say of one case, by the number or slug in its heading."""

    name: str
    span: Span
    blocks: tuple[Block, ...] = ()
    remarks: tuple[Block, ...] = ()
    actions: tuple[Block, ...] = ()
    decision: tuple[Block, ...] = ()
    action_points: tuple[ActionPoint, ...] = ()


class Minutes(Struct, frozen=True):
    """The minutes of a meeting as written. ``present`` is empty where the members met, all but the absent."""

    meeting: str
    present: tuple[Attendee, ...]
    absent: tuple[Attendee, ...]
    stand_ins: tuple[StandIn, ...]
    passages: tuple[Passage, ...]
    secretariat: tuple[Person, ...]
    cases: tuple[MinutesCase, ...]
    origin: Origin

    def met(self, people: Sequence[Person]) -> tuple[Person, ...]:
        """Those listed as present, else the members among ``people``, all but the absent."""
        absent = {item.person.name for item in self.absent}
        return tuple(item.person for item in self.present) or tuple(
            person for person in called(people) if person.name not in absent
        )

    def of(self, number: str, slug: str) -> MinutesCase | None:
        """What is said of the case with ``number`` or ``slug``."""
        by_name = {case.name: case for case in reversed(self.cases)}
        return by_name.get(number) or by_name.get(slug)
