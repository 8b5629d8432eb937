"""A break on the slides at another time than the agenda's."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.slide_told import in_decks, told
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.pack import ResolvedBreak
from mottepakke.model.slides import ReturnedCase, ReturnedSlide
from mottepakke.model.wording import dates_in, folded

BREAK = re.compile(r"\b(?:pause|pausen|kaffepause|matpause|lunsj|lunsjen|lunch|lunsjpause|beinstrekk)\b", re.IGNORECASE)
LUNCH = re.compile(r"lun(?:sj|ch)", re.IGNORECASE)
CLOCK = re.compile(
    r"(?<![\d.:/,])(?:(?:kl\.?|klokken|klokka) ?)?([01]?\d|2[0-3])[.:]([0-5]\d)(?!\d|[.:/]\d|[.:]? ?(?:%|prosent))"
)
HOUR = re.compile(r"\b(?:kl\.?|klokken|klokka) ?([01]?\d|2[0-3])(?![\d.:]*\d)", re.IGNORECASE)
LONGEST_LINE = 14
"""Words of a line that announces a break; longer ones tell of something else."""


def find(returned: ReturnedCase, subject: Subject) -> Iterator[Diagnostic]:
    """A time beside «pause» or «lunsj» at which no break of the agenda begins or ends."""
    rows = [row for row in subject.meeting.rows if isinstance(row, ResolvedBreak)]
    if not all(row.slot.start and row.slot.end for row in rows):
        return
    for slide in returned.deck.shown:
        for text in _announcing(slide):
            breaks = BREAK.findall(f"{slide.title} {text}")
            is_lunch = all(map(LUNCH.search, breaks))
            wanted = [row for row in rows if row.row.kind == "lunsj"] if is_lunch else rows
            times = {time for row in wanted or rows for time in (row.slot.start, row.slot.end) if time}
            wrong = [written for written, time in _clocks(text) if time not in times]
            if wrong:
                agenda = ", ".join(f"{row.slot.start:%H.%M}–{row.slot.end:%H.%M}" for row in wanted or rows)
                words = f"{slide.title}: {text}" if slide.title and slide.title != text else text
                yield told(codes.BREAK_DIFFERS, returned, [slide.number], words=words, agenda=agenda or "@no_breaks")


def _announcing(slide: ReturnedSlide) -> Iterator[str]:
    """The lines that announce a break: short ones with the word, and all on a slide headed by it."""
    headed = bool(BREAK.search(slide.title)) and len(folded(slide.title).split()) <= LONGEST_LINE
    lines = [slide.title, *(line.text for line in slide.body)]
    for text in dict.fromkeys(lines):
        if (headed or BREAK.search(text)) and len(folded(text).split()) <= LONGEST_LINE:
            yield text


def _clocks(text: str) -> Iterator[tuple[str, dt.time]]:
    dated = [date.text for date in dates_in(text)]
    for written in dated:
        text = text.replace(written, " ")
    for found in CLOCK.finditer(text):
        yield found.group(), dt.time(int(found[1]), int(found[2]))
    for found in HOUR.finditer(text):
        yield found.group(), dt.time(int(found[1]))


RULE = Rule(codes.BREAK_DIFFERS, in_decks(find))
