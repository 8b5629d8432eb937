"""One person whose name is spelled in two ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.people import distance, named_by_cases
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.meeting import Person

SHORTEST = 5
"""Letters of the part of a name that differs: «Jon» and «Jan», «Berg» and «Berge» are two people."""
LONG = 8
"""Letters of a part in which two may differ."""
Key = tuple[int, tuple[str, ...], str]


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In the cases, against members and other cases: all parts but one are equal, and nothing says they are two people."""
    members = subject.meeting.meeting.members
    listed = {person.name.casefold() for person in members}
    people = list(named_by_cases(subject))
    counts = Counter(named.person.name for named in people) + Counter(person.name for person in members)
    alike: dict[Key, dict[str, Person]] = {}
    for person in (*members, *(named.person for named in people)):
        for key in _keys(person.name):
            alike.setdefault(key, {}).setdefault(person.name, person)
    told: set[str] = set()
    for named in people:
        name = named.person.name
        if name in told or name.casefold() in listed:
            continue
        others = [other for key in _keys(name) for other in alike[key].values() if _is_same(named.person, other, key[0])]
        better = [other for other in others if other.name in listed or counts[other.name] >= counts[name]]
        if better and better[0].name not in told:
            told.add(name)
            yield Diagnostic.at(codes.NAME_SPELLED_TWO_WAYS, named.span, name=name, other=better[0].name)


def _keys(name: str) -> Iterator[Key]:
    """What names that differ in one part have in common: which part, the others, and its first letter."""
    parts = name.casefold().split()
    for place, part in enumerate(parts if len(parts) > 1 else ()):
        if len(part) >= SHORTEST:
            yield place, (*parts[:place], *parts[place + 1 :]), part[0]


def _is_same(person: Person, other: Person, place: int) -> bool:
    one, two = (found.name.casefold().split()[place] for found in (person, other))
    if one == two or (person.organisation and other.organisation and person.organisation != other.organisation):
        return False
    limit = 2 if max(len(one), len(two)) >= LONG else 1
    return abs(len(one) - len(two)) <= limit and distance(one, two) <= limit


RULE = Rule(codes.NAME_SPELLED_TWO_WAYS, find)
