"""Words of a template on a slide."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.slide_told import in_decks, told
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.slides import FURNITURE, ReturnedCase, TextShape
from mottepakke.model.wording import folded

PROMPT = re.compile(
    r"^(?:(?:dobbelt)?klikk(?: her)? for å |klikk på ikonet|trykk(?: her)? for å |(?:double-)?(?:click|tap)(?: here)? to |"
    r"click (?:the )?icon|lorem ipsum|ditt innh(?:old|ald) \d+$|(?:for)?navn (?:etter)?navn(?:esen)?$|"
    r"[\[<{](?:sett|skriv|fyll|legg|din|ditt|tekst|navn|namn|dato|tittel|undertittel|insert|your)\b[^\]>}]{0,80}[\]>}]$)",
    re.IGNORECASE,
)
"""What templates say where somebody is to write: PowerPoint's, LibreOffice's, our own, and those in brackets."""


def find(returned: ReturnedCase, _subject: Subject) -> Iterator[Diagnostic]:
    """Words of a template that nobody has replaced."""
    for slide in returned.judged():
        left = next((line.text for shape in slide.texts for line in shape.lines if _is_prompt(line.text, shape)), "")
        if left:
            yield told(codes.LEFTOVER_PROMPT, returned, [slide.number], words=left)


def _is_prompt(text: str, shape: TextShape) -> bool:
    if PROMPT.match(text):
        return True
    return bool(shape.prompt) and shape.holder not in FURNITURE and folded(text) == folded(shape.prompt) != ""


RULE = Rule(codes.LEFTOVER_PROMPT, in_decks(find))
