"""Somebody who is listed as a member twice."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.people import MEMBERS, list_of_members
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.wording import folded


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Two people with one name have different organisations."""
    seen: dict[str, set[str]] = {}
    for number, person in enumerate(subject.meeting.meeting.members, 1):
        known = seen.setdefault(folded(person.name), set())
        ours = folded(person.organisation)
        if ours in known or (known and ("" in known or not ours)):
            yield Diagnostic.at(codes.MEMBER_TWICE, list_of_members(subject).item(MEMBERS, number), name=person.name)
        known.add(ours)


RULE = Rule(codes.MEMBER_TWICE, find)
