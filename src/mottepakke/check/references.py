"""References that lead nowhere, as their rules look at them."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Code, Diagnostic
from mottepakke.model.references import Unresolved


def dangling(subject: Subject, code: Code) -> Iterator[Diagnostic]:
    """The references that lead nowhere for the reason that ``code`` is named by."""
    for writing in subject.writings:
        for href, span in writing.references:
            target = subject.references.look_up(href, writing.case)
            if isinstance(target, Unresolved) and target.reason == code.name:
                shown = href.removeprefix("ref:").replace("/", ":", 1)
                yield Diagnostic.at(code, span or subject.meeting.meeting.origin.span, reference=shown)
