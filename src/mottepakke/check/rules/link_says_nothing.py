"""A link whose words do not say where it leads: «her», «les mer».

Those who listen to the links of a page hear «her, her, her» (WCAG 2.4.4), and on paper there is nothing left. A bare
address is left alone: it says where it leads.
"""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.passages import said
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Passage, Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.document import Link
from mottepakke.model.walk import plain_text
from mottepakke.model.wording import folded

EMPTY_WORDS = frozenset(
    {
        *(
            "her",
            "klikk her",
            "trykk her",
            "se her",
            "sjå her",
            "les mer",
            "les meir",
            "les mer her",
            "les meir her",
            "mer",
            "meir",
        ),
        *(
            "lenke",
            "lenkje",
            "lenka",
            "lenkja",
            "https",
            "http",
            "www",
            "lenken",
            "link",
            "linken",
            "denne lenken",
            "denne lenka",
            "denne lenkja",
        ),
        *("denne siden", "denne sida", "denne nettsiden", "nettsiden", "nettsida", "last ned", "here", "read more"),
    }
)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """The links of sources."""
    for writing in subject.writings:
        for link in (node for node in writing.nodes if isinstance(node, Link)):
            words = plain_text(link.children)
            if link.span and not link.href.startswith("ref:") and folded(words) in EMPTY_WORDS:
                yield said(codes.LINK_SAYS_NOTHING, Passage(words, link.span, writing.case, "text"), words, subject.source)


RULE = Rule(codes.LINK_SAYS_NOTHING, find)
