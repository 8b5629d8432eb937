"""Lines that begin with number signs and are no heading, because no space follows the signs (CommonMark 0.31.2, 4.2).

They are printed as text, signs and all, and the section is missing. A single sign may be a tag or a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from mottepakke import codes
from mottepakke.check.passages import is_unread
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Passage, SourceLines, Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.source import Span
from mottepakke.model.wording import shortened

SIGNS = re.compile(r" {0,3}(#{2,6})([^\W_].*)")


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Paragraphs of sources."""
    for passage in subject.passages:
        if passage.is_ours and passage.kind == "text" and "##" in passage.text and not is_unread(subject, passage):
            for span, level, heading in _headings(passage, subject.source):
                yield Diagnostic.at(codes.HEADING_NOT_READ, span, level=level, heading=shortened(heading))


def _headings(passage: Passage, source: SourceLines) -> Iterator[tuple[Span, str, str]]:
    """Where a line of a paragraph is meant to be a heading, its signs and its words."""
    for number, line in enumerate(takewhile(str.strip, source(passage.span.path)[passage.span.line - 1 :])):
        if found := SIGNS.fullmatch(line.rstrip()):
            yield Span(passage.span.path, passage.span.line + number), found[1], found[2]


RULE = Rule(codes.HEADING_NOT_READ, find)
