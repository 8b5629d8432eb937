"""An attachment written in Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from mottepakke.diagnostics import Report
from mottepakke.model.document import Block, Heading
from mottepakke.model.meeting import MarkdownAttachment
from mottepakke.model.source import Span
from mottepakke.read.exemption import misplaced_exemptions
from mottepakke.read.fields import Field, Schema, date, flag, list_of, read_mapping, text
from mottepakke.read.note import Place, level_headings, markdown_at, split_front_matter
from mottepakke.read.settings import IGNORED_FIELD

ATTACHMENT = Schema(
    "vedlegg",
    (
        Field("tittel", text, "Dokumentets tittel."),
        Field("versjon", text, "Versjon."),
        Field("dato", date, "Dato."),
        Field("forfatter", list_of(text), "Forfatter."),
        Field("innhold", flag, "Om dokumentet skal ha innholdsfortegnelse."),
        IGNORED_FIELD,
    ),
)


def read_markdown_attachment(source: str, place: Place, report: Report) -> MarkdownAttachment:
    """The document in ``source``. Headings begin at level 2 in the tree: level 1 is the document's title."""
    head, body, first_line = split_front_matter(source, place.shown, report)
    values = read_mapping(place.parser.yaml(head or "", place.shown, report, 2), ATTACHMENT, report, Span(place.shown))
    written = markdown_at(body, first_line, place, report)
    misplaced_exemptions(written.marks, (), place.shown, report)
    blocks = written.blocks
    top = min((block.level for block in blocks if isinstance(block, Heading)), default=1)
    return MarkdownAttachment(
        title=values.get("tittel", ""),
        version=values.get("versjon", ""),
        date=values.get("dato"),
        author=values.get("forfatter", ()),
        contents=values.get("innhold", False),
        blocks=tuple(_below_title(level_headings(blocks, top, report), top)),
        origin=values.origin,
    )


def _below_title(blocks: Sequence[Block], top: int) -> list[Block]:
    return [
        Heading(min(block.level - top + 2, 6), block.children, block.anchor, block.listed, block.span)
        if isinstance(block, Heading)
        else block
        for block in blocks
    ]
