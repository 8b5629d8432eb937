"""Norwegian text on a slide that is marked as another language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.slide_told import in_decks, told
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.slides import FURNITURE, ReturnedCase
from mottepakke.model.wording import folded, folded_words

NORWEGIAN = folded_words("og ikke ikkje som er av til på med det den for vi skal har om fra frå")
ENGLISH = folded_words("the and of to is are with for that this from we not in a be on")
LETTERS = re.compile("[æøå]", re.IGNORECASE)
TELLING = 3
"""Norwegian words by which a line is known to be Norwegian."""
OURS = ("nb", "nn", "no")


def find(returned: ReturnedCase, _subject: Subject) -> Iterator[Diagnostic]:
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


RULE = Rule(codes.WRONG_LANGUAGE, in_decks(find))
