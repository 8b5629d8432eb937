"""A text in the målform that is not the committee's.

Headings and fixed words come in the committee's, so the document is of both. The words that only one målform has are
counted, and the difference must be clear. Attached files are other people's and may be in either.
"""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Passage, Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.wording import folded_words

ONLY = {
    "nb": folded_words(
        """ikke hvordan hva hvem hvor hvilke fra noen noe mye bare være en et mer sammen flere deres jeg disse gjør ble siden
        alene senere"""
    ),
    "nn": folded_words(
        """ikkje korleis kva kven kvar frå nokon nokre noko mykje berre vere ein eit meir saman fleire dei desse gjer eg vart
        vert medan difor òg sidan åleine seinare dykk"""
    ),
}
OTHER = {"nb": "nn", "nn": "nb"}
NAMES = {"nb": "@in_nb", "nn": "@in_nn"}
FEWEST = 7
"""Words of the other målform; fewer may be a quotation."""
TIMES = 4


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each source by itself, the ledger aside: it holds decisions as they were adopted."""
    language = subject.meeting.committee.language
    documents: dict[str, list[Passage]] = {}
    for passage in subject.passages:
        if passage.is_ours and passage.case and not passage.span.path.endswith(".yaml"):
            documents.setdefault(passage.span.path, []).append(passage)
    for passages in documents.values():
        words = [word for passage in passages for word in passage.text.lower().split()]
        own, other = (sum(map(ONLY[name].__contains__, words)) for name in (language, OTHER[language]))
        if other >= FEWEST and other >= TIMES * own:
            first = next(passage for passage in passages if ONLY[OTHER[language]] & folded_words(passage.text))
            yield Diagnostic.at(codes.OTHER_LANGUAGE, first.span, language=NAMES[OTHER[language]], ours=NAMES[language])


RULE = Rule(codes.OTHER_LANGUAGE, find)
