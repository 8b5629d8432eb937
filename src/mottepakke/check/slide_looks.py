"""What should not stand on a screen, and what those who do not see it need; slides that are not shown are not judged."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.slide_told import name_of, told
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.slides import FURNITURE, GRAPHICS, Repeats, ReturnedCase, ReturnedSlide, TextShape
from mottepakke.model.wording import folded, folded_words

PROMPT = re.compile(
    r"^(?:(?:dobbelt)?klikk(?: her)? for å |klikk på ikonet|trykk(?: her)? for å |(?:double-)?(?:click|tap)(?: here)? to |"
    r"click (?:the )?icon|lorem ipsum|ditt innh(?:old|ald) \d+$|(?:for)?navn (?:etter)?navn(?:esen)?$|"
    r"[\[<{](?:sett|skriv|fyll|legg|din|ditt|tekst|navn|namn|dato|tittel|undertittel|insert|your)\b[^\]>}]{0,80}[\]>}]$)",
    re.IGNORECASE,
)
"""What templates say where somebody is to write: PowerPoint's, LibreOffice's, our own, and those in brackets."""
AUTOMATIC = re.compile(
    r"(?:slide|lysbilde|lysbilete|lysark) \d+|powerpoint presentasjon|powerpoint presentation|"
    r"(?:presentasjon|presentation) ?\d*|uten tittel|utan tittel|untitled"
)
"""Titles (folded) that a program gave."""
SMALLEST = 12.0
"""Points on a slide 540 points high. Below that nobody at the far end of a table reads it; our layouts have 20 or more."""
SLIDE_HEIGHT = 540.0
SHORT = 3
"""Words of a small text that is still no reading matter: units, marks, a name."""
SOURCE = re.compile(
    r"^[\s(*†\d]*(?:kilder?|kjelder?|foto|fotograf|illustrasjon|bilde|bilete|source|photo|©|https?:|www\.)", re.I
)
"""How the lines begin that tell where something comes from; they are small by custom."""
FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp|pptx?)", re.IGNORECASE)
NORWEGIAN = folded_words("og ikke ikkje som er av til på med det den for vi skal har om fra frå")
ENGLISH = folded_words("the and of to is are with for that this from we not in a be on")
LETTERS = re.compile("[æøå]", re.IGNORECASE)
TELLING = 3
"""Norwegian words by which a line is known to be Norwegian."""
OURS = ("nb", "nn", "no")


def prompts(returned: ReturnedCase, _subject: Subject) -> Iterator[Diagnostic]:
    """Words of a template that nobody has replaced."""
    for slide in returned.judged():
        left = next((line.text for shape in slide.texts for line in shape.lines if _is_prompt(line.text, shape)), "")
        if left:
            yield told(codes.LEFTOVER_PROMPT, returned, [slide.number], words=left)


def _is_prompt(text: str, shape: TextShape) -> bool:
    if PROMPT.match(text):
        return True
    return bool(shape.prompt) and shape.holder not in FURNITURE and folded(text) == folded(shape.prompt) != ""


def empty(returned: ReturnedCase, _subject: Subject) -> Iterator[Diagnostic]:
    """A slide with nothing on it."""
    numbers = [slide.number for slide in returned.judged() if slide.is_empty]
    if numbers:
        yield told(codes.EMPTY_SLIDE, returned, numbers)


def automatic_titles(returned: ReturnedCase, _subject: Subject) -> Iterator[Diagnostic]:
    """A title that a program gave."""
    for slide in returned.judged():
        if AUTOMATIC.fullmatch(folded(slide.title)):
            yield told(codes.AUTOMATIC_TITLE, returned, [slide.number], words=slide.title)


def missing_titles(returned: ReturnedCase, _subject: Subject) -> Iterator[Diagnostic]:
    """A slide without text in a title placeholder: lists of slides and screen readers have no name for it."""
    for slide in returned.judged():
        if not slide.title and not slide.is_empty:
            yield told(codes.SLIDE_WITHOUT_TITLE, returned, [slide.number], words=name_of(slide))


def same_titles(returned: ReturnedCase, _subject: Subject) -> Iterator[Diagnostic]:
    """Two slides or more with one title: nobody can tell them apart in a list."""
    found: dict[str, list[ReturnedSlide]] = {}
    for slide in returned.judged():
        if slide.title:
            found.setdefault(" ".join(slide.title.casefold().split()), []).append(slide)
    for slides in found.values():
        if len(slides) > 1:
            yield told(codes.SAME_SLIDE_TITLE, returned, [slide.number for slide in slides], words=slides[0].title)


def tiny_text(returned: ReturnedCase, _subject: Subject) -> Iterator[Diagnostic]:
    """Text that is too small to be read, measured on slides of one height; footers and sources are let be."""
    scale = SLIDE_HEIGHT / returned.deck.height if returned.deck.height > 0 else 1.0
    for slide in returned.judged():
        lines = [
            (line.size * scale, line.text)
            for shape in slide.texts
            for line in shape.lines
            if shape.holder not in FURNITURE and line.size and not SOURCE.match(line.text)
            if len(folded(line.text).split()) > SHORT
        ]
        size, words = min(lines, default=(SMALLEST, ""))
        if round(size, 1) < SMALLEST:
            points = f"{size:.1f}".removesuffix(".0").replace(".", ",")
            yield told(codes.TINY_TEXT, returned, [slide.number], words=words, size=points, smallest=f"{SMALLEST:.0f}")


def after_proposal(returned: ReturnedCase, _subject: Subject) -> Iterator[Diagnostic]:
    """Slides after the proposal, which ends a case: in the meeting's deck they come before it."""
    last = max((item.number for item in returned.of(Repeats.PROPOSAL)), default=None)
    if last is None:
        return
    closing = {item.number for item in returned.of(Repeats.THANKS)}
    late = [one for one in returned.judged() if one.number > last and not one.is_empty and one.number not in closing]
    if late:
        yield told(codes.AFTER_PROPOSAL, returned, [slide.number for slide in late], words=name_of(late[0]))


def graphics_without_alt(returned: ReturnedCase, _subject: Subject) -> Iterator[Diagnostic]:
    """A picture, chart or the like that says nothing to those who do not see it; a file name is no description."""
    for slide in returned.judged():
        for graphic in slide.figures:
            if not graphic.alt or FILE_NAME.fullmatch(graphic.alt):
                name = graphic.name or "–"
                yield told(codes.GRAPHIC_WITHOUT_ALT, returned, [slide.number], words=name, kind=GRAPHICS[graphic.kind])


def languages(returned: ReturnedCase, _subject: Subject) -> Iterator[Diagnostic]:
    """Norwegian text that is marked as another language, so that it is read aloud wrongly; one finding a language."""
    found: dict[str, tuple[list[int], str]] = {}
    for slide in returned.judged():
        for shape in slide.texts:
            for line in shape.lines if shape.holder not in FURNITURE else ():
                wrong = [one for one in line.languages if one.lower().split("-")[0] not in OURS]
                if wrong and len(wrong) == len(line.languages) and _is_norwegian(line.text):
                    found.setdefault(wrong[0], ([], line.text))[0].append(slide.number)
    for language, (slides, words) in found.items():
        yield told(codes.WRONG_LANGUAGE, returned, slides, words=words, language=language)


def _is_norwegian(text: str) -> bool:
    words = folded(text).split()
    norwegian = sum(word in NORWEGIAN for word in words) + (len(LETTERS.findall(text)) > 1)
    return norwegian >= TELLING and norwegian > sum(word in ENGLISH for word in words)
