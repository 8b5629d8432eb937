"""A text in the målform that is not the committee's, or a note in English.

Headings and fixed words come in the committee's, so the document is of both. The words that only one language has are
counted, and the difference must be clear. Quotations do not count. Attached files are other people's and may be in either,
and attachments of ours may be in English.
"""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.passages import QUOTATION
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
    "en": folded_words("the and of with which this that these has have been was were by it not their will should"),
}
NAMES = {"nb": "@in_nb", "nn": "@in_nn", "en": "@in_en"}
FEWEST = 7
"""Words of the other language; fewer may be a name or an expression."""
TIMES = 4


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each source by itself, the ledger aside: it holds decisions as they were adopted."""
    language = subject.meeting.committee.language
    documents: dict[str, list[Passage]] = {}
    for passage in subject.passages:
        if passage.is_ours and passage.case and passage.kind != "quote" and not passage.span.path.endswith(".yaml"):
            documents.setdefault(passage.span.path, []).append(passage)
    for passages in documents.values():
        words = [word for passage in passages for word in QUOTATION.sub(" ", passage.text).lower().split()]
        found = {name: sum(map(ONLY[name].__contains__, words)) for name in ONLY}
        others = [name for name in ONLY if name != language and (name != "en" or passages[0].is_of_meeting)]
        other = max(others, key=found.__getitem__)
        if found[other] >= FEWEST and found[other] >= TIMES * found[language]:
            first = next(passage for passage in passages if ONLY[other] & folded_words(passage.text))
            yield Diagnostic.at(codes.OTHER_LANGUAGE, first.span, language=NAMES[other], ours=NAMES[language])


RULE = Rule(codes.OTHER_LANGUAGE, find)
