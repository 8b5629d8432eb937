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
SENTENCE_END = re.compile(r"[\w)»]\Z|\]\]\Z")
"""How a sentence ends that lacks its full stop."""


def needs_stop(text: str) -> bool:
    """Whether the last paragraph of Markdown ``text`` is a sentence without its full stop."""
    last = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").rstrip())[-1]
    return " " in last and not NO_PROSE.search(last) and "```" not in text and bool(SENTENCE_END.search(last))


def stop_edits(body: str) -> Iterator[Edit]:
    """A full stop at the end of the section of a note that is the proposal."""
    for found in HEADING.finditer(body):
        if section_kind(found["title"]) is SectionKind.PROPOSAL:
            after = NEXT_PART.search(body, found.end())
            section = body[found.end() : after.start() if after else len(body)]
            if section.strip() and needs_stop(section.strip("\r\n")):
                end = found.end() + len(section.rstrip())
                yield Edit(end, end, ".")
