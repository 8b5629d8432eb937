"""A link to a host that was given up before the meeting.

Members meet an error, or a page that has moved and moves again. Each host has the day from which it is no longer to be
used, so that packs of earlier years stay as they were.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from urllib.parse import urlsplit

from mottepakke import codes
from mottepakke.check.passages import said
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


def find(subject: Subject) -> Iterator[Diagnostic]:
    """The links of sources."""
    gone = [host for host, day in RETIRED.items() if subject.meeting.meeting.date >= day]
    gone += subject.meeting.committee.rules.retired_domains
    for writing in subject.writings:
        for link in (node for node in writing.nodes if isinstance(node, Link)):
            retired = next((host for host in gone if _is_of(link.href, host)), "")
            if retired and link.span:
                passage = Passage("", link.span, writing.case, "text")
                yield said(codes.RETIRED_DOMAIN, passage, link.href, subject.source, domain=retired)


def _is_of(href: str, host: str) -> bool:
    try:
        name = (urlsplit(href).hostname or "") if href.lower().startswith("http") else ""
    except ValueError:
        return False
    return name == host or name.endswith(f".{host}")


RULE = Rule(codes.RETIRED_DOMAIN, find)
