"""A member of whom the minutes say neither that she was there nor that she was absent."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Where the minutes list who was there, and name nobody who is no member: that may be the one, misspelled."""
    minutes, members = subject.minutes, subject.meeting.meeting.members
    if minutes is None or not minutes.present:
        return
    listed = {item.person.name for item in (*minutes.present, *minutes.absent)}
    replaced = {item.absent for item in minutes.stand_ins}
    known = {person.name for person in members} | {item.person.name for item in minutes.stand_ins}
    for name in dict.fromkeys(person.name for person in members) if listed <= known else ():
        if name not in listed | replaced:
            yield Diagnostic.at(codes.MEMBER_UNACCOUNTED, minutes.origin.of("til_stede"), name=name)


RULE = Rule(codes.MEMBER_UNACCOUNTED, find)
