"""``[[vedlegg:…]]`` of an attachment that the case does not have."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.references import dangling
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """In everything authors wrote for the meeting."""
    return dangling(subject, codes.UNKNOWN_ATTACHMENT)


RULE = Rule(codes.UNKNOWN_ATTACHMENT, find)
