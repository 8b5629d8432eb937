"""Minutes of a meeting: attendance in the head, a section a case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from mottepakke import codes
from mottepakke.diagnostics import Report
from mottepakke.model.document import Block, Heading
from mottepakke.model.meeting import Person
from mottepakke.model.minutes import Attendee, Minutes, MinutesCase, Passage, StandIn
from mottepakke.model.source import Span
from mottepakke.model.walk import plain_text
from mottepakke.read.action_points import action_points
from mottepakke.read.exemption import misplaced_exemptions
from mottepakke.read.fields import TEXT, Converter, Field, Keyed, Schema, list_of, people, person, read_mapping, reads, text
from mottepakke.read.nodes import Node
from mottepakke.read.note import Place, level_headings, markdown_at, split_front_matter
from mottepakke.read.sections import minutes_part
from mottepakke.read.settings import IGNORED_FIELD

DEPUTIES = ("vara", "stedfortreder", "stadfortredar", "møtte")
"""What people write before «for Name»."""


@reads(person.shape)
def attendee(node: Node, report: Report) -> Attendee | None:
    """A person with the place of the name."""
    found = person(node, report)
    return Attendee(found, node.span) if found else None


@reads(TEXT)
def stand_in(node: Node, report: Report) -> StandIn | None:
    """«Name for Name», also «Name, Organisation (vara for Name)»."""
    written = text(node, report)
    if not written:
        return None
    who, said, absent = written.rpartition(" for ")
    who = who if said else written
    before, _, last = who.replace("(", " ").rpartition(" ")
    who = before if last.lower() in DEPUTIES else who
    name, _, organisation = who.rstrip(" ,(").partition(",")
    from_whom = absent.rstrip(" )").partition(",")[0].strip() if said else ""
    return StandIn(Person(name.strip(), organisation.strip()), from_whom, node.span) if name.strip() else None


PASSAGE = Schema(
    "kom, gikk", (Field("navn", text, "Fullt navn.", required=True), Field("sak", text, "Saken.", required=True))
)


def passage(kind: Literal["kom", "gikk"]) -> Converter[Passage | None]:
    """Who came late, with the first case they took part in; or who left early, with the last."""

    @reads(Keyed(PASSAGE))
    def convert(node: Node, report: Report) -> Passage | None:
        values = read_mapping(node, PASSAGE, report, node.span)
        name, case = values.get("navn"), values.get("sak")
        return Passage(kind, name, case_name(case), node.span) if name and case else None

    return convert


MINUTES = Schema(
    "referat.md",
    (
        Field("til_stede", list_of(attendee), "De som møtte."),
        Field("forfall", list_of(attendee), "De som ikke møtte."),
        Field("stedfortreder", list_of(stand_in), "«Navn for Navn»."),
        Field("kom", list_of(passage("kom")), "De som kom senere: navn, og første sak de var med på."),
        Field("gikk", list_of(passage("gikk")), "De som gikk tidligere: navn, og siste sak de var med på."),
        Field("fra_sekretariatet", people, "Fra sekretariatet."),
        IGNORED_FIELD,
    ),
)
CASE_NAME = re.compile(r"(?:[A-ZÆØÅ][\w.-]{0,19}\s+)?[0-9]+\s*/\s*[0-9]{2,4}(?![0-9])|[a-z0-9-]+")


def case_name(heading: str) -> str:
    """The number or slug at the start of a heading: ``PS 17/25 Tittel`` → ``PS 17/25``."""
    found = CASE_NAME.match(heading.strip())
    return " ".join(found.group().replace(" /", "/").replace("/ ", "/").split()) if found else heading.strip()


def read_minutes(source: str, key: str, place: Place, report: Report) -> Minutes:
    """The minutes in ``source``."""
    head, body, first_line = split_front_matter(source, place.shown, report)
    values = read_mapping(place.parser.yaml(head or "", place.shown, report, 2), MINUTES, report, Span(place.shown))
    written = markdown_at(body, first_line, place, report)
    misplaced_exemptions(written.marks, (), place.shown, report)
    blocks = level_headings(written.blocks, 2, report)
    groups = list(_groups(blocks, 2))
    if any(heading is None and group for heading, group in groups):
        report.add(codes.TEXT_OUTSIDE_CASE, Span(place.shown, first_line))
    return Minutes(
        meeting=key,
        present=values.get("til_stede", ()),
        absent=values.get("forfall", ()),
        stand_ins=values.get("stedfortreder", ()),
        passages=(*values.get("kom", ()), *values.get("gikk", ())),
        secretariat=values.get("fra_sekretariatet", ()),
        cases=tuple(_case(heading, rest, place, report) for heading, rest in groups if heading),
        origin=values.origin,
    )


def _groups(blocks: Sequence[Block], level: int) -> Iterator[tuple[Heading | None, list[Block]]]:
    heading: Heading | None = None
    group: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == level:
            yield heading, group
            heading, group = block, []
        else:
            group.append(block)
    yield heading, group


def _case(heading: Heading, blocks: list[Block], place: Place, report: Report) -> MinutesCase:
    parts: dict[str, list[Block]] = {"": [], "remarks": [], "actions": [], "decision": []}
    for sub, group in _groups(blocks, 3):
        name = minutes_part(plain_text(sub.children)) if sub else ""
        parts[name].extend(group if name or sub is None else [sub, *group])
    span = heading.span or Span(place.shown)
    actions, points = action_points(parts["actions"], span, report)
    return MinutesCase(
        name=case_name(plain_text(heading.children)),
        span=span,
        blocks=tuple(parts[""]),
        remarks=tuple(parts["remarks"]),
        actions=actions,
        decision=tuple(parts["decision"]),
        action_points=points,
    )
