"""Decisions, proposed and made, as their rules look at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from mottepakke.check.minutes import cases_by_name
from mottepakke.check.subject import Subject
from mottepakke.model.clock import is_treated
from mottepakke.model.document import Block, Items, Paragraph
from mottepakke.model.meeting import Case, SectionKind
from mottepakke.model.source import Span
from mottepakke.model.walk import plain_text


class Point(Struct, frozen=True):
    """A point of a decision: a paragraph, or an item of a numbered list with its ``number``."""

    text: str
    span: Span
    number: int | None = None


class Decision(Struct, frozen=True):
    """What is proposed for a case (``case`` is None where the minutes decide), by points."""

    case: Case | None
    points: tuple[Point, ...]


def proposals(subject: Subject) -> Iterator[Decision]:
    """The proposals of the meeting's cases."""
    for resolved in subject.meeting.cases:
        case = resolved.row.case
        if case.proposal and is_treated(resolved.row):
            section = case.section(SectionKind.PROPOSAL)
            place = section.span if section else case.origin.of("forslag_til_vedtak")
            yield Decision(case, tuple(_points(case.proposal, place)))


def decisions(subject: Subject) -> Iterator[Decision]:
    """The proposals, and what the minutes say was decided."""
    yield from proposals(subject)
    known = cases_by_name(subject)
    for part in subject.minutes.cases if subject.minutes else ():
        if part.name in known:
            yield Decision(None, tuple(_points(part.decision, part.span)))


def _points(blocks: Sequence[Block], place: Span) -> Iterator[Point]:
    """The points among ``blocks``; lists without numbers belong to the text before them."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield Point(plain_text(block.children).strip(), block.span or place)
        elif isinstance(block, Items) and block.ordered:
            for number, item in enumerate(block.items, block.start):
                paragraphs = [inner for inner in item if isinstance(inner, Paragraph)]
                if paragraphs:
                    text = " ".join(plain_text(inner.children).strip() for inner in paragraphs)
                    yield Point(text, paragraphs[0].span or block.span or place, number)
