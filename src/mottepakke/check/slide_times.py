"""Dates and times on returned slides that are not the meeting's."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.slide_told import Gathered, title_slide, told
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.pack import ResolvedBreak
from mottepakke.model.slides import ReturnedCase, ReturnedSlide
from mottepakke.model.wording import WrittenDate, dates_in, folded, folded_words, says

OTHER_DAYS = folded_words(
    """per pr innen innan frist fra frå siden sidan oppdatert versjon revidert endret endra vedtatt vedteke gjeldende
    gjeldande publisert referat referatet forrige førre neste status utarbeidet utarbeidd født til"""
)
"""Words before a date by which it is another day than the meeting's."""
WORDS_BEFORE = 4
CALLED_OURS = re.compile(r"møtedato|dagens møte|dette møtet?|\bmøte i\b", re.IGNORECASE)
"""What calls a date the meeting's, in a footer or on a content slide."""
BREAK = re.compile(r"\b(?:pause|pausen|kaffepause|matpause|lunsj|lunsjen|lunch|lunsjpause|beinstrekk)\b", re.IGNORECASE)
LUNCH = re.compile(r"lun(?:sj|ch)", re.IGNORECASE)
CLOCK = re.compile(
    r"(?<![\d.:/,])(?:(?:kl\.?|klokken|klokka) ?)?([01]?\d|2[0-3])[.:]([0-5]\d)(?!\d|[.:/]\d|[.:]? ?(?:%|prosent))"
)
HOUR = re.compile(r"\b(?:kl\.?|klokken|klokka) ?([01]?\d|2[0-3])(?![\d.:]*\d)", re.IGNORECASE)
LONGEST_LINE = 14
"""Words of a line that announces a break; longer ones tell of something else."""


def dates(returned: ReturnedCase, subject: Subject) -> Iterator[Diagnostic]:
    """A date that is put as the meeting's and is another: on the title slide, in a footer, or called «dagens møte»."""
    day = subject.meeting.meeting.date
    about = [folded(text) for text in (returned.case.row.case.title, returned.case.row.case.short_title)]
    found = Gathered()
    opening = title_slide(returned)
    if opening is not None and not any(date.is_day(day) for text in _texts(opening) for date in dates_in(text)):
        for text in _texts(opening):
            for date in _claimed(text, about):
                found.note(codes.DATE_DIFFERS, date.text, opening.number)
    for slide in returned.deck.shown:
        if slide is not opening:
            for text in _calling(slide):
                for date in _claimed(text, about):
                    if not date.is_day(day):
                        found.note(codes.DATE_DIFFERS, date.text, slide.number)
    yield from found.findings(returned, date=_norwegian(day))


def _texts(slide: ReturnedSlide) -> list[str]:
    return [line.text for shape in slide.texts for line in shape.lines]


def _calling(slide: ReturnedSlide) -> Iterator[str]:
    """The texts of a slide that call a date the meeting's."""
    for shape in slide.texts:
        for line in shape.lines:
            if shape.holder == "dt":
                yield line.text
            elif (found := CALLED_OURS.search(line.text)) and (shape.holder == "ftr" or found.group().lower() != "møte i"):
                yield line.text[found.start() :]


def _claimed(text: str, about: list[str]) -> Iterator[WrittenDate]:
    """The dates of a text that are not said to be another day's, nor part of the case's title."""
    for date in dates_in(text):
        before = folded(text[: date.start]).split()[-WORDS_BEFORE:]
        if not OTHER_DAYS & set(before) and not any(says(title, folded(date.text)) for title in about):
            yield date


def _norwegian(day: dt.date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def breaks(returned: ReturnedCase, subject: Subject) -> Iterator[Diagnostic]:
    """A time beside «pause» or «lunsj» at which no break of the agenda begins or ends."""
    rows = [row for row in subject.meeting.rows if isinstance(row, ResolvedBreak)]
    if not all(row.slot.start and row.slot.end for row in rows):
        return
    for slide in returned.deck.shown:
        for text in _announcing(slide):
            wanted = [row for row in rows if row.row.kind == "lunsj"] if LUNCH.search(f"{slide.title} {text}") else rows
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
