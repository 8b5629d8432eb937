"""A title slide that names another presenter than the agenda does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.slide_told import in_decks, title_slide, told
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.meeting import Person
from mottepakke.model.slides import ReturnedCase
from mottepakke.model.wording import folded, says

NAME = r"[A-ZÆØÅ][\w.-]*(?: [A-ZÆØÅ][\w.-]*){1,3}"
INTRODUCED = re.compile(
    rf"(?:^|\s)(?:[vV]/|[vV]ed|[Pp]resenter(?:es|t|ast) av|[Pp]resentasjon ved|[Ii]nnle(?:der|iar):?|[Ff]oredragsholder:?|"
    rf"[Pp]resenterer:?|[Ll]egg(?:er)? fram saken:?)\s*({NAME})"
)
"""Somebody introduced as the one who presents."""
WITH_ORGANISATION = re.compile(rf"^({NAME}), (\S.*)$")
ORGANISED = re.compile(
    r"helse|direktorat|kommun|etat|institutt|foren|forbund|universitet|sykehus|sjukehus|departement|norge|norsk|noreg|"
    r"nasjonal|senter|sentrum|tilsyn|verk|fylke|gruppe|råd|utval|styre|avdeling|seksjon|møte|\b(?:RHF|HF|AS|SF|KS|IKS|ASA)\b",
    re.IGNORECASE,
)
"""What stands in the names of organisations and rooms, not of people."""


def find(returned: ReturnedCase, subject: Subject) -> Iterator[Diagnostic]:
    """A title slide that names somebody as presenter, and none of those who present the case."""
    slide = title_slide(returned)
    expected = returned.case.row.case.presenters
    if slide is None or not expected:
        return
    lines = [line.text for line in slide.body]
    whole = folded(" ".join(line.text for shape in slide.texts for line in shape.lines))
    if any(_is_named(person, whole) for person in expected):
        return
    named = next((name for line in lines if (name := _named(line, subject))), "")
    if named:
        names = ", ".join(person.name for person in expected)
        yield told(codes.PRESENTER_DIFFERS, returned, [slide.number], words=named, presenter=names)


def _is_named(person: Person, whole: str) -> bool:
    """Whether a person is named in full, or by first and last name alone."""
    parts = folded(person.name).split()
    return says(whole, " ".join(parts)) or (len(parts) > 1 and says(whole, parts[0]) and says(whole, parts[-1]))


def _named(line: str, subject: Subject) -> str:
    """The person that a line of a title slide names: introduced, known to the pack, or with an organisation."""
    found = INTRODUCED.search(line)
    if found and not ORGANISED.search(found.group(1)):
        return found.group(1)
    text = folded(line)
    for person in _people(subject):
        if len(person.name.split()) > 1 and text.startswith(folded(person.name)):
            return person.name
    found = WITH_ORGANISATION.match(line)
    return found.group(1) if found and not ORGANISED.search(found.group(1)) and _is_work(found.group(2), subject) else ""


def _is_work(text: str, subject: Subject) -> bool:
    """Whether what follows a name is where somebody works, and not where something is."""
    known = {folded(person.organisation) for person in _people(subject)} | {folded(subject.meeting.committee.body)}
    return bool(ORGANISED.search(text)) or folded(text) in known


def _people(subject: Subject) -> Iterator[Person]:
    yield from subject.meeting.meeting.members
    for case in subject.meeting.cases:
        yield from (*case.row.case.presenters, *case.row.case.owners, *case.row.case.officers)


RULE = Rule(codes.PRESENTER_DIFFERS, in_decks(find))
