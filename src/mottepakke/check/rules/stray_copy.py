"""A copy beside a source, as a sync service or an editor makes when two have saved: it is never read.

What somebody wrote in it would be missing without a word.
"""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.source import Span
from mottepakke.model.wording import shortened


def find(subject: Subject) -> Iterator[Diagnostic]:
    """At each copy."""
    for path, of in subject.copies:
        yield Diagnostic.at(codes.STRAY_COPY, Span(path), file=shortened(path.rpartition("/")[2]), of=of)


RULE = Rule(codes.STRAY_COPY, find)
