"""«Vedlegg 3», written by hand, that the pack has not.

Attachments are numbered anew when one is added, and a number by hand stays. Matched in notes and minutes, not in
attachments, which may have attachments of their own. Not matched: what follows says that it is something else's («vedlegg
3 til forskriften»), or the sentence tells of a regulation, contract or the like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.passages import OTHER_DOCUMENT, said, sentence_around, with_digits
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic

WRITTEN = re.compile(
    r"\b[Vv]edlegg (?:nr\.? )?(?P<number>\d{1,3} ?[A-ZÆØÅ]?)(?![\w/.]*\w)(?! (?:til(?! sak)|i|av|fra|frå) )"
)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In case notes and minutes."""
    known = {item.label for case in subject.meeting.cases for item in case.attachments}
    known |= {case.note_label for case in subject.meeting.cases}
    for passage in with_digits(subject):
        for found in WRITTEN.finditer(passage.text) if passage.is_of_meeting else ():
            number = found["number"].replace(" ", "")
            sentence = sentence_around(passage.text, found.start(), found.end())
            if number not in known and not OTHER_DOCUMENT.search(sentence):
                yield said(codes.UNKNOWN_WRITTEN_ATTACHMENT, passage, found.group(), subject.source)


RULE = Rule(codes.UNKNOWN_WRITTEN_ATTACHMENT, find)
