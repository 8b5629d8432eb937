"""A link to a host that was given up before the meeting.

Members meet an error, or a page that has moved and moves again. Each host has the day from which it is no longer to be
used, so that packs of earlier years stay as they were. Attached files are other people's and of their own time, and a
sentence may tell that the address is of the past.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from mottepakke import codes
from mottepakke.check.passages import said, sentence_around
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Passage, Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.document import Link

RETIRED = {
    "difi.no": dt.date(2020, 1, 1),
    "fylkesmannen.no": dt.date(2021, 1, 1),
    "ehelse.no": dt.date(2024, 1, 1),
    "legemiddelverket.no": dt.date(2024, 1, 1),
}
"""Bodies that have got another name or gone into another: Difi (Digitaliseringsdirektoratet), fylkesmennene
(statsforvalterne), Direktoratet for e-helse (Helsedirektoratet), Statens legemiddelverk (Direktoratet for
medisinske produkter)."""

ADDRESS = re.compile(r"(?:\bhttps?://|(?<![\w/.])www\.)[^\s<>«»\"]+", re.IGNORECASE)
HISTORY = re.compile(r"\b(?:lagt ned|nedlagt|nedlagd|tidligere|tidlegare|flytt\w+|erstatt\w+|avløs\w+)\b", re.IGNORECASE)
"""What a sentence says that knows the address to be of the past."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """The links of sources and of returned slides, and addresses written as text in either."""
    gone = [host for host, day in RETIRED.items() if subject.meeting.meeting.date >= day]
    gone += subject.meeting.committee.rules.retired_domains
    told: set[tuple[str, str, str]] = set()
    for passage, href in _links(subject):
        retired = _retired(href, gone)
        if retired:
            told.add((passage.span.path, passage.place, href))
            yield said(codes.RETIRED_DOMAIN, passage, href, subject.source, domain=retired)
    for passage in subject.passages:
        if passage.case and (passage.is_ours or passage.is_returned) and ("://" in passage.text or "www." in passage.text):
            for address, retired in _as_text(passage, gone):
                if (passage.span.path, passage.place, address) not in told:
                    yield said(codes.RETIRED_DOMAIN, passage, address, subject.source, domain=retired)


def _links(subject: Subject) -> Iterator[tuple[Passage, str]]:
    for writing in subject.writings:
        for link in (node for node in writing.nodes if isinstance(node, Link)):
            if link.span:
                yield Passage("", link.span, writing.case, "text"), link.href
    for deck in subject.returned:
        for slide in deck.judged():
            place, case = f"@in_slide:{slide.number}", deck.case.row.case
            yield from ((Passage("", deck.file.span, case, "slide", deck.file.file, place), href) for href in slide.links)


def _as_text(passage: Passage, gone: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Addresses of closed sites in prose that does not say that they are of the past, with the sites."""
    for found in ADDRESS.finditer(passage.text):
        address = found.group().rstrip(".,:;!?)»")
        retired = _retired(f"http://{address.rpartition('://')[2]}", gone)
        if retired and not HISTORY.search(sentence_around(passage.text, found.start(), found.end())):
            yield address, retired


def _retired(href: str, gone: Sequence[str]) -> str:
    """The closed site that an address is of, or ''."""
    return next((host for host in gone if _is_of(href, host)), "")


def _is_of(href: str, host: str) -> bool:
    try:
        name = (urlsplit(href).hostname or "") if href.lower().startswith("http") else ""
    except ValueError:
        return False
    return name == host or name.endswith(f".{host}")


RULE = Rule(codes.RETIRED_DOMAIN, find)
