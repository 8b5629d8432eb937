"""Somebody who left at an earlier case than they came to."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.minutes import case_order
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic


def find(subject: Subject) -> Iterator[Diagnostic]:
    """``gikk`` against ``kom``."""
    order = case_order(subject)
    passages = [item for item in subject.minutes.passages if item.case in order] if subject.minutes else []
    came = {item.name: order[item.case] for item in passages if item.kind == "kom"}
    for item in passages:
        if item.kind == "gikk" and order[item.case] < came.get(item.name, 0):
            yield Diagnostic.at(codes.LEFT_BEFORE_COMING, item.span, name=item.name)


RULE = Rule(codes.LEFT_BEFORE_COMING, find)
