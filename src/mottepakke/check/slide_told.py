"""Returned decks as their rules look at them, and how findings name a deck, its slides and the words on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from mottepakke.check.rule import Find
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Code, Diagnostic
from mottepakke.model.slides import Recognised, Repeats, ReturnedCase, ReturnedSlide
from mottepakke.model.wording import dates_in, folded, ranges, shortened

TITLE_TYPES = frozenset({"title", "secHead"})
"""Types of layouts made for titles (ECMA-376 part 1 §19.7.15)."""
TITLE_HOLDERS = frozenset({"ctrTitle", "subTitle"})
MOST_LINES, LONGEST_LINE = 5, 12
"""How many lines stand under the title of a title slide, and how many words in each, at most."""

REPEATS = {
    Repeats.TITLE: "@repeats_title",
    Repeats.AGENDA: "@repeats_agenda",
    Repeats.THANKS: "@repeats_thanks",
    Repeats.PROPOSAL: "@repeats_proposal",
    Repeats.OURS: "@repeats_ours",
    Repeats.PROMPT: "@repeats_prompt",
}
"""What a slide repeats, in the catalogue's words."""


def in_decks(find: Callable[[ReturnedCase, Subject], Iterator[Diagnostic]]) -> Find:
    """A rule over each deck that was returned."""
    return lambda subject: (found for returned in subject.returned for found in find(returned, subject))


def repeating(returned: ReturnedCase) -> Iterator[tuple[Recognised, str]]:
    """The slides of a presenter that ours make needless, each with its heading."""
    by_number = {slide.number: slide for slide in returned.deck.slides}
    for item in returned.recognised:
        if not (item.ours or item.differs):
            yield item, by_number[item.number].heading


def told(code: Code, returned: ReturnedCase, slides: Iterable[int], **args: str) -> Diagnostic:
    """A finding at the line that names the deck; what people wrote is cut to a readable length, without its full stop."""
    shown = {key: shortened(value).rstrip(".") for key, value in args.items()}
    return Diagnostic.at(code, returned.file.span, file=shortened(returned.file.file), slide=ranges(slides), **shown)


def name_of(slide: ReturnedSlide) -> str:
    """What people know a slide by: its title, its first words, or what is shown on it."""
    return slide.heading or next((graphic.name for graphic in slide.figures if graphic.name), "") or "@slide_drawing"


class Gathered:
    """What was found, with the slides it stands on: what stands on many slides is told once."""

    def __init__(self) -> None:
        self.found: dict[tuple[Code, str], list[int]] = {}

    def note(self, code: Code, words: str, slide: int) -> None:
        """``words`` stand on ``slide``."""
        self.found.setdefault((code, words), []).append(slide)

    def findings(self, returned: ReturnedCase, **args: str) -> Iterator[Diagnostic]:
        """A finding for each of the words."""
        for (code, words), slides in self.found.items():
            yield told(code, returned, slides, words=words, **args)


def title_slide(returned: ReturnedCase) -> ReturnedSlide | None:
    """The slide that opens the deck, where it says what the deck is about.

    It has a layout made for that, or repeats our divider; of what LibreOffice has saved, which knows no such layouts, it has
    a few short lines, one of which is a date or begins with somebody who presents the case.
    """
    first = next(iter(returned.deck.shown), None)
    if first is None:
        return None
    made_for_it = first.layout_type in TITLE_TYPES or bool({shape.holder for shape in first.texts} & TITLE_HOLDERS)
    opens = any(item.number == first.number for item in returned.recognised)
    return first if made_for_it or opens or _looks_like_one(first, returned) else None


def _looks_like_one(slide: ReturnedSlide, returned: ReturnedCase) -> bool:
    lines = [line.text for line in slide.body]
    if len(lines) > MOST_LINES or any(len(folded(line).split()) > LONGEST_LINE for line in lines):
        return False
    names = tuple(folded(person.name) for person in returned.case.row.case.presenters)
    return any(_is_date(line) or (names and folded(line).startswith(names)) for line in lines)


def _is_date(line: str) -> bool:
    """Whether a line is a date and no more than a weekday or, before a comma, a place."""
    for date in dates_in(line):
        rest = folded(line.replace(date.text, " ")).split()
        if date.year and (not rest or (len(rest) == 1 and (rest[0].endswith("dag") or "," in line))):
            return True
    return False
