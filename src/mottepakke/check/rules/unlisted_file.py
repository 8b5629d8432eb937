"""A document in the folder of a case that is not attached to it."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.wording import shortened


def find(subject: Subject) -> Iterator[Diagnostic]:
    """At the list of attachments, or at the head of a note without one."""
    for case, file in subject.unlisted:
        yield Diagnostic.at(codes.UNLISTED_FILE, case.origin.of("vedlegg"), file=shortened(file))


RULE = Rule(codes.UNLISTED_FILE, find)
