"""The full stop after a decision proposal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mottepakke.mend.edit import Edit
from mottepakke.model.meeting import SectionKind
from mottepakke.read.sections import section_kind

HEADING = re.compile(r"^ {0,3}##[ \t]+(?P<title>[^\n]*?)[ \t]*(?:\{[^{}\n]*\})?[ \t]*\r?$", re.MULTILINE)
NEXT_PART = re.compile(r"^ {0,3}#{1,2}[ \t]", re.MULTILINE)
NO_PROSE = re.compile(r"^(?:[ \t]*(?:[-*+>|#]|\d{1,9}[.)][ \t]|\[\^|!\[|<!--)|[ \t]{4})|```|~~~", re.MULTILINE)
POINT = re.compile(r"^ {0,3}\d{1,9}[.)][ \t]{1,4}", re.MULTILINE)
FEWEST_WORDS = 3
"""Of what is a sentence, as the rule has it (ST022)."""
SENTENCE_END = re.compile(r"[\w)»]\Z|\]\]\Z")
"""How a sentence ends that lacks its full stop."""


def needs_stop(text: str) -> bool:
    """Whether the last paragraph of Markdown ``text``, or its last numbered point, is a sentence without its full stop."""
    last = _last_point(re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").rstrip())[-1])
    return (
        len(last.split()) >= FEWEST_WORDS
        and not NO_PROSE.search(last)
        and "```" not in text
        and bool(SENTENCE_END.search(last))
    )


def _last_point(paragraph: str) -> str:
    """The words of the last point of a numbered list, whose further lines stand in; a paragraph that is none as it is."""
    points = list(POINT.finditer(paragraph)) if POINT.match(paragraph) else []
    if not points:
        return paragraph
    width = len(points[-1].group())
    first, *others = paragraph[points[-1].end() :].split("\n")
    return "\n".join([first, *(line[width:] if line[:width].isspace() else line for line in others)])


def stop_edits(body: str) -> Iterator[Edit]:
    """A full stop at the end of the section of a note that is the proposal."""
    for found in HEADING.finditer(body):
        if section_kind(found["title"]) is SectionKind.PROPOSAL:
            after = NEXT_PART.search(body, found.end())
            section = body[found.end() : after.start() if after else len(body)]
            if section.strip() and needs_stop(section.strip("\r\n")):
                end = found.end() + len(section.rstrip())
                yield Edit(end, end, ".")
