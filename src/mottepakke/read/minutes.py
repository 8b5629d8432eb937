"""Minutes of a meeting: attendance in the head, a section a case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mottepakke import codes
from mottepakke.diagnostics import Report
from mottepakke.model.document import Block, Heading
from mottepakke.model.meeting import Minutes, MinutesCase
from mottepakke.model.source import Span
from mottepakke.model.walk import plain_text
from mottepakke.read.exemption import misplaced_exemptions
from mottepakke.read.fields import Field, Schema, list_of, people, read_mapping, text
from mottepakke.read.note import Place, level_headings, markdown_at, split_front_matter
from mottepakke.read.sections import minutes_part
from mottepakke.read.yaml import parse_yaml

MINUTES = Schema(
    "referat.md",
    (
        Field("til_stede", people, "De som møtte."),
        Field("forfall", people, "De som ikke møtte."),
        Field("stedfortreder", list_of(text), "«Navn for Navn»."),
        Field("fra_sekretariatet", people, "Fra sekretariatet."),
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
    values = read_mapping(parse_yaml(head or "", place.shown, report, 2), MINUTES, report, Span(place.shown))
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
        substitutes=values.get("stedfortreder", ()),
        secretariat=values.get("fra_sekretariatet", ()),
        cases=tuple(_case(heading, rest, place) for heading, rest in groups if heading),
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


def _case(heading: Heading, blocks: list[Block], place: Place) -> MinutesCase:
    parts: dict[str, list[Block]] = {"": [], "remarks": [], "actions": [], "decision": []}
    for sub, group in _groups(blocks, 3):
        name = minutes_part(plain_text(sub.children)) if sub else ""
        parts[name].extend(group if name or sub is None else [sub, *group])
    return MinutesCase(
        name=case_name(plain_text(heading.children)),
        blocks=tuple(parts[""]),
        remarks=tuple(parts["remarks"]),
        actions=tuple(parts["actions"]),
        decision=tuple(parts["decision"]),
        span=heading.span or Span(place.shown),
    )
