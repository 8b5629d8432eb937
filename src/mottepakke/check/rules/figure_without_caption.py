"""A figure without a caption, which gets no number and cannot be referred to.

A picture that is an attachment has its title in place of a caption.
"""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.document import Figure
from mottepakke.model.wording import shortened


def find(subject: Subject) -> Iterator[Diagnostic]:
    """The figures of notes, Markdown attachments and minutes."""
    for writing in subject.writings:
        attached = {item.origin.of("fil") for item in writing.case.attachments} if writing.case else set()
        for node in writing.nodes:
            if isinstance(node, Figure) and not node.caption and node.span and node.span not in attached:
                yield Diagnostic.at(codes.FIGURE_WITHOUT_CAPTION, node.span, words=shortened(node.alt))


RULE = Rule(codes.FIGURE_WITHOUT_CAPTION, find)
