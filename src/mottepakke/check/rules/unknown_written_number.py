"""«sak 99/25», written by hand, that the committee has not.

Whoever looks it up finds nothing, or another committee's case. Only numbers of a year whose numbers are all known, from 1
without a gap, are looked up, and only where the sentence names nobody else that treats cases. Not matched: journal
numbers («24/1234»), attached files, which may be of any committee, and returned slides, which have a rule of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.passages import said, sentence_around, with_digits
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.bodies import names_another
from mottepakke.model.numbering import number_of

WRITTEN = re.compile(
    r"\b[Ss]ak(?:en|a|snr\.?|snummer)?\s(?:nr\.?\s)?(?P<written>(?:[A-ZÆØÅ]{1,3}\s)?\d{1,5}/(?:20)?\d\d)(?![\d/]|[.,]\d)"
)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In what authors wrote about cases."""
    committee = subject.meeting.committee
    if not committee.numbers_cases:
        return
    known = _known(subject)
    for passage in with_digits(subject):
        for found in WRITTEN.finditer(passage.text) if passage.is_ours and passage.case else ():
            number = number_of(committee, found["written"])
            if number is None or number.number in (there := known.get((number.pattern, number.year), set())):
                continue
            sentence = sentence_around(passage.text, found.start(), found.end()).replace(found["written"], "")
            if there == set(range(1, len(there) + 1)) and there and not names_another(sentence, subject.meeting.committee):
                yield said(codes.UNKNOWN_WRITTEN_NUMBER, passage, found.group(), subject.source)


def _known(subject: Subject) -> dict[tuple[str, int], set[int]]:
    """The numbers that are known by series and year."""
    written = {
        *(entry.number for entry in subject.ledger.entries),
        *(case.number for case in subject.meeting.cases),
        *(number for number, _ in subject.references.elsewhere.values()),
        *subject.sent_numbers,
    }
    found: dict[tuple[str, int], set[int]] = {}
    for text in written:
        if number := number_of(subject.meeting.committee, text):
            found.setdefault((number.pattern, number.year), set()).add(number.number)
    return found


RULE = Rule(codes.UNKNOWN_WRITTEN_NUMBER, find)
