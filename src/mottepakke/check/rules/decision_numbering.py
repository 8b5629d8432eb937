"""A point of a decision outside its numbering."""

from __future__ import annotations

from collections.abc import Iterator

from mottepakke import codes
from mottepakke.check.decisions import Decision, Point, decisions
from mottepakke.check.rule import Rule
from mottepakke.check.subject import Subject
from mottepakke.diagnostics import Diagnostic
from mottepakke.model.wording import shortened


def find(subject: Subject) -> Iterator[Diagnostic]:
    """All points are numbered from 1, or none is; what introduces the points is none of them."""
    for decision in decisions(subject):
        point = _first_outside(decision)
        if point is not None:
            words = shortened(point.text).rstrip(".")
            yield Diagnostic.at(codes.DECISION_NUMBERING, point.span, words=words)


def _first_outside(decision: Decision) -> Point | None:
    count = 0
    for point in decision.points:
        if point.number is None:
            if count:
                return point
        elif point.number != count + 1:
            return point
        else:
            count += 1
    return None


RULE = Rule(codes.DECISION_NUMBERING, find)
