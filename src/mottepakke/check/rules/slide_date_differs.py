"""A date on the slides that is put as the meeting's and is another."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.slide_told import Gathered, in_decks, title_slide
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
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


def find(returned: ReturnedCase, subject: Subject) -> Iterator[Diagnostic]:
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


RULE = Rule(codes.DATE_DIFFERS, in_decks(find))
