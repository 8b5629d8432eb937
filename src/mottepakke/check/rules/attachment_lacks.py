"""A PDF attachment that is no archive format, or that a screen reader finds no order in.

A build says all that such a file lacks and what that does to the pack; whoever only checks is told here.
"""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.wording import shortened


def find(subject: Subject) -> Iterator[Diagnostic]:
    """What the files say of themselves in their catalogue and their metadata."""
    for attachment, lacks in subject.lacking:
        words = ";".join(f"@{lack}:" for lack in lacks)
        file = shortened(attachment.file)
        yield Diagnostic.at(codes.ATTACHMENT_LACKS, attachment.origin.of("fil"), file=file, lacks=words)


RULE = Rule(codes.ATTACHMENT_LACKS, find)
