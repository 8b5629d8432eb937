"""A list of members with functions, none of which is that of the leader."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.people import MEMBERS, list_of_members
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic

LEADER = "leder"
UNDER_A_LEADER = frozenset({"nestleder", "medlem"})
"""Functions that are told apart from the leader's."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """A list that says who is deputy or ordinary member says who leads."""
    functions = {person.function for person in subject.meeting.meeting.members}
    if functions & UNDER_A_LEADER and LEADER not in functions:
        yield Diagnostic.at(codes.NO_LEADER, list_of_members(subject).of(MEMBERS))


RULE = Rule(codes.NO_LEADER, find)
