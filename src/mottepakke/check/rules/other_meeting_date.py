"""A date called this meeting's or the next one's that is not: «møtet 16. mai 2025» where the meeting is on the 15th.

One of the dates is wrong, and members keep the one they see. «Dagens møte», «dette møtet» and «møtedato» are always this
meeting; «møtet» alone may be another one, and is compared only within three days of ours, without the name of another
committee before it. «Neste møte» is compared with what the meeting says of the next one, where the sentence begins with it
or names the committee, in notes and minutes: an attachment may be of another time. The dates of returned slides have a rule
of their own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.calendar import ON_DATE, date_in, norwegian
from mottepakke.check.passages import said, sentence_around, with_digits
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Passage, Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.bodies import names_another, own_words
from mottepakke.model.meeting import Committee
from mottepakke.model.wording import folded

CALLED = re.compile(
    r"\b(?P<called>dagens møte,?|dette møtet,?|møtedato(?:en)?(?: er)?:?|møtet|"
    r"(?P<next>neste møte)(?: i (?P<of>[\w-]+))?[,:]?)\s"
    rf"(?:er\s|blir\s|holdes\s|vert\s|haldast\s)?{ON_DATE}",
    re.IGNORECASE,
)
NEAR = dt.timedelta(days=3)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In what authors wrote."""
    for passage in with_digits(subject):
        is_judged = passage.is_ours and passage.case and "møte" in passage.text.lower()
        for found in CALLED.finditer(passage.text) if is_judged else ():
            right = _meant(subject, passage, found)
            if right and date_in(found, right.year) not in (None, right):
                yield said(codes.OTHER_MEETING_DATE, passage, found.group(), subject.source, date=norwegian(right))


def _meant(subject: Subject, passage: Passage, found: re.Match[str]) -> dt.date | None:
    """The date of the meeting that is spoken of, where that is plain."""
    held, following = subject.meeting.meeting.date, subject.meeting.meeting.next_meeting
    sentence = sentence_around(passage.text, found.start(), found.end())
    if found["next"]:
        is_ours = passage.is_of_meeting and _is_of(subject.meeting.committee, sentence, found["of"])
        return following.date if following and is_ours else None
    if found["called"].lower() != "møtet":
        return held
    day = date_in(found, held.year)
    is_near = day is not None and abs(day - held) <= NEAR
    return held if is_near and not names_another(sentence, subject.meeting.committee) else None


def _is_of(committee: Committee, sentence: str, named: str | None) -> bool:
    """Whether the next meeting that ``sentence`` tells of is plainly the committee's."""
    begins = sentence.lstrip().startswith("Neste møte") or committee.short_name in sentence
    return begins and not names_another(sentence, committee) and (not named or folded(named) in own_words(committee))


RULE = Rule(codes.OTHER_MEETING_DATE, find)
