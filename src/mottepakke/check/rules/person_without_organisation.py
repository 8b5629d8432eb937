"""Somebody whom a case names without organisation."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.people import named_by_cases
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic

MOST = 4
"""One in so many is an oversight; where more have no organisation, it is the custom."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Where most others that cases name have one; a committee within one body needs none."""
    people = list(named_by_cases(subject))
    without = [named for named in people if not named.person.organisation]
    for named in without if MOST * len(without) <= len(people) else ():
        name = named.person.name
        yield Diagnostic.at(codes.PERSON_WITHOUT_ORGANISATION, named.span, name=name, key=named.key)


RULE = Rule(codes.PERSON_WITHOUT_ORGANISATION, find)
