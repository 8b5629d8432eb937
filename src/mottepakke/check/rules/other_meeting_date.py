"""A date called this meeting's that is not: «møtet 16. mai 2025» where the meeting is on the 15th.

One of the dates is wrong, and members keep the one they see. «Dagens møte», «dette møtet» and «møtedato» are always this
meeting; «møtet» alone may be another one, and is compared only within three days of ours, without the name of another
committee before it. The dates of returned slides have a rule of their own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.calendar import MONTH, WEEKDAY_OF, day_of, full_year, month_of, norwegian
from mottepakke.check.passages import said, sentence_around, with_digits
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.bodies import names_another

CALLED = re.compile(
    rf"\b(?P<called>dagens møte,?|dette møtet,?|møtedato(?:en)?(?: er)?:?|møtet)\s(?:er\s)?(?:den\s|på\s)?"
    rf"(?:(?:{'|'.join(WEEKDAY_OF)}),?\s)?(?P<day>\d{{1,2}})\.\s?"
    rf"(?:(?P<name>{MONTH})\b(?:\s(?P<year>(?:19|20)\d\d)\b)?|(?P<month>\d{{1,2}})\.\s?(?P<short>\d{{4}}|\d{{2}})(?!\d))",
    re.IGNORECASE,
)
NEAR = dt.timedelta(days=3)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In what authors wrote."""
    held = subject.meeting.meeting.date
    for passage in with_digits(subject):
        is_judged = passage.is_ours and passage.case and "møte" in passage.text.lower()
        for found in CALLED.finditer(passage.text) if is_judged else ():
            month = month_of(found["name"]) if found["name"] else int(found["month"])
            day = day_of(full_year(found["year"] or found["short"]) or held.year, month, int(found["day"]))
            if day is None or day == held:
                continue
            surely = found["called"].lower() != "møtet"
            sentence = sentence_around(passage.text, found.start(), found.end())
            if surely or (abs(day - held) <= NEAR and not names_another(sentence, subject.meeting.committee)):
                date = norwegian(held)
                yield said(codes.OTHER_MEETING_DATE, passage, found.group(), subject.source, date=date)


RULE = Rule(codes.OTHER_MEETING_DATE, find)
