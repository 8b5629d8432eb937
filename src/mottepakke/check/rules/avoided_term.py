"""A word that the committee does not want: «termer» under «regler» in utvalg.yaml says what to write in its place.

One word for one thing lets readers search, and see that two cases are about the same. Whole words alone, in any case.
What is inside quotation marks is left alone: others may say what they like. Attached files are theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.passages import QUOTATION, said
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In what authors wrote about cases."""
    terms = {" ".join(word.lower().split()): better for word, better in subject.meeting.committee.rules.terms}
    if not terms:
        return
    words = "|".join(re.escape(word) for word in sorted(terms, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)
    for passage in subject.passages:
        if passage.is_ours and passage.case and passage.kind != "quote":
            text = QUOTATION.sub(lambda found: " " * len(found.group()), passage.text)
            for found in sorted(set(pattern.findall(text))):
                yield said(codes.AVOIDED_TERM, passage, found, subject.source, better=terms[found.lower()])


RULE = Rule(codes.AVOIDED_TERM, find)
