"""Title, presenter and decision on returned slides that are not the pack's, and slides that say again what ours say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.slide_told import title_slide, told
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.meeting import Person
from mottepakke.model.slides import Repeats, ReturnedCase, ReturnedSlide
from mottepakke.model.wording import folded, says

NUMBERED = re.compile(r"^\s*(?:sak(?:en|a)?\s+)?(?:[A-ZÆØÅ]{1,4}\s+)?\d{1,5}/\d{2,4}\s*[:–.-]?\s*", re.IGNORECASE)
"""A case number in front of a title, whichever it is; a wrong one has a finding of its own."""
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
STATED = re.compile(r"^(?:forslag|framlegg) til vedtak:?\s+(\S.*)$", re.IGNORECASE)
REPEATS = {
    Repeats.TITLE: "@repeats_title",
    Repeats.AGENDA: "@repeats_agenda",
    Repeats.THANKS: "@repeats_thanks",
    Repeats.PROPOSAL: "@repeats_proposal",
    Repeats.OURS: "@repeats_ours",
    Repeats.PROMPT: "@repeats_prompt",
}
"""What a slide repeats, in the catalogue's words."""
FEWEST_WORDS = 4
"""Of a text after «Forslag til vedtak» that is a decision, not a reference to it."""


def titles(returned: ReturnedCase, subject: Subject) -> Iterator[Diagnostic]:
    """A title slide that says the case's title nowhere."""
    slide = title_slide(returned)
    case, committee = returned.case.row.case, subject.meeting.committee
    if slide is None or any(item.number == slide.number for item in returned.of(Repeats.AGENDA)):
        return
    heading = NUMBERED.sub("", slide.heading)
    whole = folded(" ".join(line.text for shape in slide.texts for line in shape.lines))
    ours = [folded(text) for text in (case.title, case.short_title)]
    known = {*ours, folded(subject.meeting.meeting.title), folded(committee.name), folded(committee.short_name)}
    if not folded(heading) or folded(heading) in known or any(says(whole, title) for title in ours):
        return
    yield told(codes.TITLE_DIFFERS, returned, [slide.number], words=heading, title=case.title)


def presenters(returned: ReturnedCase, subject: Subject) -> Iterator[Diagnostic]:
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


def proposals(returned: ReturnedCase, _subject: Subject) -> Iterator[Diagnostic]:
    """A decision that is not worded as the pack's proposal: on a slide of its own, or in a line that announces it."""
    by_number = {slide.number: slide for slide in returned.deck.slides}
    known = returned.of(Repeats.PROPOSAL)
    for item in known:
        if item.differs:
            code = codes.PROPOSAL_DIFFERS if item.left_out else codes.SECOND_PROPOSAL
            words = _other_wording(by_number[item.number], returned)
            yield told(code, returned, [item.number], words=words, ours=returned.proposal or "@no_proposal")
    for slide in returned.judged():
        for line in () if any(item.number == slide.number for item in known) else slide.body:
            found = STATED.match(line.text)
            if found and _is_other(found.group(1), returned.proposal):
                ours = returned.proposal or "@no_proposal"
                yield told(codes.SECOND_PROPOSAL, returned, [slide.number], words=found.group(1), ours=ours)


def _is_other(text: str, proposal: str) -> bool:
    words = folded(text)
    return len(words.split()) >= FEWEST_WORDS and not says(folded(proposal), words)


def _other_wording(slide: ReturnedSlide, returned: ReturnedCase) -> str:
    """The first line that the pack's proposal has not, or the whole of a slide that lacks some of it."""
    lines = [line.text for line in slide.body if line.text != slide.heading]
    ours = folded(returned.proposal)
    return next((line for line in lines if not says(ours, folded(line))), " ".join(lines))


def repetitions(returned: ReturnedCase, _subject: Subject) -> Iterator[Diagnostic]:
    """Slides that ours make needless: left out, or kept for what else they hold.

    Of a slide that is exactly as our template had it there is nothing to tell.
    """
    by_number = {slide.number: slide for slide in returned.deck.slides}
    for item in returned.recognised:
        if item.ours or item.differs:
            continue
        words = by_number[item.number].heading
        if item.left_out:
            yield told(codes.REPETITION_LEFT_OUT, returned, [item.number], words=words, repeats=REPEATS[item.repeats])
        else:
            beside = item.beside
            yield told(
                codes.REPETITION_KEPT, returned, [item.number], words=words, repeats=REPEATS[item.repeats], beside=beside
            )
