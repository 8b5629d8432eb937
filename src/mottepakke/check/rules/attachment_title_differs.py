"""A Markdown attachment that the case calls something else than it calls itself."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.wording import folded, says, shortened


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Where both say a title, and neither is a part of the other."""
    for resolved in subject.meeting.cases:
        for item in resolved.attachments:
            content = subject.contents.get(item.id)
            if content is None or content.is_picture or not content.title or "tittel" not in item.source.origin.fields:
                continue
            ours, own = folded(item.title), folded(content.title)
            if not says(ours, own) and not says(own, ours):
                span, title = item.source.origin.of("tittel"), shortened(item.title)
                yield Diagnostic.at(codes.ATTACHMENT_TITLE_DIFFERS, span, title=title, own=shortened(content.title))


RULE = Rule(codes.ATTACHMENT_TITLE_DIFFERS, find)
