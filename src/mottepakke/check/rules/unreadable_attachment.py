"""An attachment that nobody can open: broken, with a password, or packed to unpack to very much.

A build refuses it with the exact reason; whoever only checks is told here.
"""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import UNREADABLE, Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Of the files whose words are read."""
    for passage in subject.passages:
        if passage.kind == UNREADABLE:
            yield Diagnostic.at(codes.UNREADABLE_ATTACHMENT, passage.span, file=passage.file)


RULE = Rule(codes.UNREADABLE_ATTACHMENT, find)
