"""The phrases by which a slide is known to say only what the meeting's own slides say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from mottepakke.model.meeting import BreakRow, Exemption, Person
from mottepakke.model.pack import ResolvedBreak, ResolvedCase, ResolvedMeeting, Slot
from mottepakke.model.wording import dates_in, folded, folded_words, numbers_in

FILLING = folded_words(
    """sak saken saka saksnr saksnummer nr nummer møte møtet i den dato v ved og av til på kl presentasjon presentert
    presenteres presenterer presenterast innleder innleiar innledning innleiing sakseier sakseigar mandag måndag tirsdag
    tysdag onsdag torsdag fredag lørdag laurdag søndag sundag utkast"""
)
"""Words that say nothing by themselves on a title slide."""
HEADS = folded_words(
    """agenda dagsorden saksliste sakliste program tid tidspunkt tittel tema sakstype start slutt varighet varigheit
    presenterer presenterast legg legger fram saken saka ansvarlig ansvarleg min minutter minutt pause lunsj lunch
    velkommen velkomen åpning opning"""
)
"""What stands about the rows of an agenda."""
AGENDAS = frozenset(
    folded(title)
    for title in (
        "Agenda",
        "Dagsorden",
        "Saksliste",
        "Sakliste",
        "Program",
        "Dagens agenda",
        "Agenda for møtet",
        "Dagsorden for møtet",
        "Møteplan",
    )
)
THANKS = frozenset(
    folded(words)
    for words in (
        "Takk",
        "Takk for meg",
        "Takk for oss",
        "Takk for oppmerksomheten",
        "Takk for merksemda",
        "Takk for i dag",
        "Takk for tiden",
        "Takk for at dere hørte på",
        "Takk for at dere lyttet",
        "Tusen takk",
        "Tusen takk for oppmerksomheten",
        "Thank you",
        "Thanks",
        "Thank you for your attention",
    )
)
QUESTIONS = frozenset(
    folded(words)
    for words in (
        "Spørsmål",
        "Noen spørsmål",
        "Nokre spørsmål",
        "Spørsmål og svar",
        "Spørsmål og kommentarer",
        "Spørsmål eller kommentarer",
        "Questions",
        "Any questions",
        "Q&A",
    )
)
PROPOSALS = frozenset(
    folded(title)
    for title in (
        "Forslag til vedtak",
        "Framlegg til vedtak",
        "Forslag til innstilling",
        "Innstilling",
        "Tilråding",
        "Vedtaksforslag",
        "Forslag til vedtak i saken",
    )
)
PROPOSAL_STARTS = ("forslag til vedtak ", "framlegg til vedtak ")
LONGEST_PROPOSAL = 7
"""Words of a heading that is still only a heading."""
CONTINUED = re.compile(r"\s*(?:[–-]\s*sak\s+(?:[A-ZÆØÅ]{1,5}\s+)?\S+|\((?:(?:forts|framh)\.?\s*)?\d*\))\s*$", re.IGNORECASE)
"""What may follow a title that stands on more than one slide: «(forts. 2)», «(2)», « – sak 17/25»."""
OWN_TITLE = re.compile(r"ditt innh(?:old|ald) \d+(?: \d+)?")
OWN_PROMPT = re.compile(
    r"skriv inn (?:egen|eiga) overskrift|lysbil(?:dene|eta) med saksnummer"
    r"|skriv (?:ditt innhold|innhaldet ditt) på dei? tomme|lagre presentasjonen med na(?:v|m)net "
)
OWN_CLOCK = re.compile(r"(?:tid til sak(?:en|a): )?\d+ minutt(?:er)?:? \d\d[.:]\d\d[–-]\d\d[.:]\d\d\.?", re.IGNORECASE)
"""What our templates say where the presenter is to write, and on their notes pages."""
EXEMPT = ("unntatt offentlighet", "unnateke offentlegheit")


def is_proposal(heading: str) -> bool:
    """Whether a slide's heading announces the proposal, and little more: «Forslag til vedtak i NUIT (forts. 2)»."""
    bare = bare_title(heading)
    return bare in PROPOSALS or (bare.startswith(PROPOSAL_STARTS) and len(bare.split()) <= LONGEST_PROPOSAL)


def bare_title(title: str) -> str:
    """A title (folded) without what marks it as continued."""
    before = None
    while before != title:
        before, title = title, CONTINUED.sub("", title)
    return folded(title)


def of_case(case: ResolvedCase, meeting: ResolvedMeeting) -> Iterator[str]:
    """What our title slides say of the case and the meeting, folded."""
    committee = meeting.committee
    about = (case.row.case.title, case.row.case.short_title, case.number, case.row.case.type)
    where = (meeting.meeting.title, meeting.meeting.place, meeting.number, *meeting.meeting.place.split(","))
    for text in (*about, *where, committee.name, committee.short_name, committee.body, committee.slug):
        yield folded(text)
    yield from map(folded, _clocks(case.slot))
    yield from map(folded, _bases(case.row.case.exempt, case.row.case.proposal_exempt))
    for person in people_of(meeting):
        yield folded(person.name)
        yield folded(person.organisation)


def _bases(*exemptions: Exemption | None) -> Iterator[str]:
    yield from EXEMPT
    yield "jf"
    yield from (exemption.basis for exemption in exemptions if exemption)


def people_of(meeting: ResolvedMeeting) -> Iterator[Person]:
    """Everybody whom the pack names: members, and those who present, own or prepare a case."""
    yield from meeting.meeting.members
    for case in meeting.cases:
        yield from (*case.row.case.presenters, *case.row.case.owners, *case.row.case.officers)


def of_agenda(meeting: ResolvedMeeting) -> Iterator[str]:
    """What our agenda says of each row, folded."""
    for row in meeting.rows:
        yield from map(folded, _clocks(row.slot))
        match row:
            case ResolvedCase():
                case = row.row.case
                yield from map(folded, (case.title, case.short_title, case.type, row.number, *case.points))
            case ResolvedBreak(row=BreakRow() as pause):
                yield folded(pause.title)
        if row.row.minutes:
            yield str(row.row.minutes)


def _clocks(slot: Slot) -> Iterator[str]:
    for time in (slot.start, slot.end):
        if time is not None:
            yield from _written(time)


def _written(time: dt.time) -> Iterable[str]:
    return f"{time.hour:02d}.{time.minute:02d}", f"{time.hour}.{time.minute:02d}"


def undated(text: str) -> str:
    """``text`` without dates and case numbers: those that are wrong have findings of their own."""
    for written in (*(date.text for date in dates_in(text)), *(number.text for number in numbers_in(text))):
        text = text.replace(written, " ")
    return text
