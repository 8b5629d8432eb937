"""One file that is attached twice."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.wording import shortened


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Byte for byte, whatever the files are called and whichever case attaches them."""
    for attachment, first in subject.same_files:
        span, other = attachment.origin.of("fil"), shortened(first.title)
        file = shortened(attachment.file)
        yield Diagnostic.at(codes.ATTACHMENT_TWICE, span, file=file, other=other, slug=shortened(first.slug))


RULE = Rule(codes.ATTACHMENT_TWICE, find)
