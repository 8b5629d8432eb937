"""The document tree to a flow of paragraphs, tables and pictures, without measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import assert_never

from msgspec.structs import replace

from mottepakke.model.document import (
    Block,
    Cell,
    CodeBlock,
    Contents,
    Field,
    Fields,
    Figure,
    Group,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Rule,
    Table,
)
from mottepakke.write.pptx.codes import LIST_START_NOT_POSSIBLE, NOT_SHOWN, SET_AS_TEXT
from mottepakke.write.pptx.runs import PLAIN, Scene, joined, runs_of
from mottepakke.write.pptx.values import (
    Bullet,
    Flow,
    FlowCell,
    FlowFigure,
    FlowRow,
    FlowTable,
    NewSlide,
    Number,
    Para,
    Run,
)

LAST_NUMBER = 32_767
LONGEST_LEAD = 160
"""Characters of a paragraph that is held to what follows: two lines."""
DEEPEST = 9
"""Slides know nine outline levels (ECMA-376 part 1 §20.1.10.69)."""

ROLES = {
    "label": Run("", bold=True),
    "note": Run("", colour="muted"),
    "type": Run("", colour="muted"),
    "warning": Run("", bold=True, colour="warning"),
}
"""Forms of paragraph roles; the others are set as text."""


def flow_of(blocks: Sequence[Block], scene: Scene) -> tuple[Flow, ...]:
    """The flow of a slide's blocks, followed by the footnotes marked in them."""
    flattener = _Flattener(scene)
    flows = list(flattener.blocks(blocks, 0, 0))
    flows += flattener.footnotes()
    return tuple(_told_apart(flows))


def text_flow_of(blocks: Sequence[Block], scene: Scene) -> tuple[Para, ...]:
    """As `flow_of`, where only text can stand (speaker notes)."""
    flattener = _Flattener(scene)
    paras = list(flattener.text_only(flattener.blocks(blocks, 0, 0)))
    paras += flattener.footnotes()
    return tuple(flow for flow in _told_apart(paras) if isinstance(flow, Para))


class _Flattener:
    """One slide's walk; ``depth`` counts lists, ``inset`` quotations around a block."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.chains = 0

    def blocks(self, blocks: Sequence[Block], depth: int, inset: int) -> Iterator[Flow]:
        for block, following in pairwise((*blocks, None)):
            flows = list(self.block(block, depth, inset)) if block else []
            if isinstance(block, Paragraph) and isinstance(following, (Items, Table, Figure, Quote)):
                flows = [_leading(flow) for flow in flows]
            yield from flows

    def block(self, block: Block, depth: int, inset: int) -> Iterator[Flow]:
        match block:
            case Heading() | Paragraph() | CodeBlock():
                yield from self.text(block, depth, inset)
            case Items():
                yield from self.items(block, depth, inset)
            case Table():
                yield from self.table(block, depth, inset)
            case Figure():
                yield self.figure(block)
            case Quote() | Fields() | Group():
                yield from self.container(block, depth, inset)
            case Rule() | PageBreak():
                yield NewSlide()
            case Contents():
                self.scene.find(NOT_SHOWN, block="Contents")
            case _:
                assert_never(block)

    def container(self, block: Quote | Fields | Group, depth: int, inset: int) -> Iterator[Flow]:
        match block:
            case Quote(blocks):
                yield from self.blocks(blocks, depth, inset + 1)
            case Group(_, blocks):
                yield from self.blocks(blocks, depth, inset)
            case Fields(fields):
                for field in fields:
                    yield from self.field(field, depth, inset)
            case _:
                assert_never(block)

    def text(self, block: Heading | Paragraph | CodeBlock, depth: int, inset: int) -> Iterator[Para]:
        match block:
            case Heading(_, children):
                form = Run("", bold=True, colour="accent")
                yield Para(runs_of(children, self.scene, form), depth, keep_next=True, inset=inset)
            case Paragraph(children, role):
                runs = runs_of(children, self.scene, ROLES.get(role, PLAIN))
                if runs:
                    yield Para(runs, depth, keep_next=role == "label", inset=inset, small=role == "note")
            case CodeBlock(value):
                yield from self.code(value, depth, inset)
            case _:
                assert_never(block)

    def code(self, value: str, depth: int, inset: int) -> Iterator[Para]:
        for number, line in enumerate(value.expandtabs(4).removesuffix("\n").split("\n")):
            yield Para(joined([Run(line, code=True)]), depth, inset=inset, tight=number > 0)

    def field(self, field: Field, depth: int, inset: int) -> Iterator[Flow]:
        label = Run(field.label if field.label.endswith(":") else f"{field.label}:", bold=True)
        flows = list(self.blocks(field.blocks, depth, inset))
        first = flows[0] if flows else None
        if isinstance(first, Para) and first.marker is None:
            flows[0] = replace(first, runs=joined((label, Run(" "), *first.runs)))
        else:
            flows.insert(0, Para((label,), depth, keep_next=bool(flows), inset=inset))
        yield from flows

    # -- lists ------------------------------------------------------------------------------------------------

    def items(self, block: Items, depth: int, inset: int) -> Iterator[Flow]:
        self.chains += 1
        chain, inner = self.chains, min(depth + 1, DEEPEST)
        start = min(max(block.start, 1), LAST_NUMBER)
        if block.ordered and start != block.start:
            self.scene.find(LIST_START_NOT_POSSIBLE, block.span, start=block.start)
        letters = _letters(start + len(block.items) - 1, inner)
        for value, item in enumerate(block.items, start):
            number = Number(min(value, LAST_NUMBER), chain, letters)
            marked = self.item(item, number if block.ordered else Bullet(), inner, inset)
            columns = block.role == "columns" and depth == 0
            yield from (_in_columns(flow) for flow in marked) if columns else marked

    def item(self, blocks: Sequence[Block], marker: Bullet | Number, depth: int, inset: int) -> Iterator[Flow]:
        flows = list(self.blocks(blocks, depth, inset))
        first = flows[0] if flows else None
        if isinstance(first, Para) and first.marker is None and first.inset == inset:
            flows[0] = replace(first, marker=marker)
        else:
            flows.insert(0, Para((), depth, marker, keep_next=bool(flows), inset=inset))
        yield from flows

    # -- tables and pictures ----------------------------------------------------------------------------------

    def table(self, block: Table, depth: int, inset: int) -> Iterator[Flow]:
        if block.caption:
            caption = runs_of(block.caption, self.scene, Run("", colour="muted"))
            yield Para(caption, depth, keep_next=True, inset=inset, small=True)
        head = tuple(self.row(row, head=True) for row in block.head)
        rows = tuple(self.row(row, head=False) for row in block.rows)
        yield FlowTable(block.widths, head, rows, block.summary, block.splittable, block.span)

    def row(self, row: Row, head: bool) -> FlowRow:
        cells = tuple(self.cell(cell, head, row.role == "pause") for cell in row.cells)
        return FlowRow(cells, head, row.role == "pause")

    def cell(self, cell: Cell, head: bool, quiet: bool) -> FlowCell:
        paras = tuple(_told_apart(list(self.text_only(self.blocks(cell.blocks, 0, 0)))))
        form = Run("", bold=head or cell.header, colour="muted" if quiet else None)
        shaped = tuple(_shaped(para, form, cell) for para in paras if isinstance(para, Para))
        return FlowCell(shaped, max(cell.colspan, 1), cell.header, cell.align)

    def figure(self, block: Figure) -> FlowFigure:
        form = Run("", colour="muted")
        caption = runs_of(block.caption, self.scene, form)
        label = f"{block.label}: " if caption else block.label
        runs = joined((replace(form, text=label if block.label else "", bold=True), *caption))
        paras = (Para(runs, small=True, align="center"),) if runs else ()
        alt = block.alt.strip() or "".join(run.text for run in caption).strip()
        return FlowFigure(block.picture, alt, paras)

    # -- text only --------------------------------------------------------------------------------------------

    def text_only(self, flows: Iterator[Flow]) -> Iterator[Para]:
        for flow in flows:
            match flow:
                case Para():
                    yield replace(flow, columns=False)
                case FlowTable():
                    self.scene.find(SET_AS_TEXT, flow.span, block="Table")
                    yield from (Para(_row_line(row)) for row in (*flow.head, *flow.rows))
                case FlowFigure():
                    self.scene.find(SET_AS_TEXT, block="Figure")
                    yield Para(joined([Run(flow.alt, italic=True)]))
                    yield from flow.caption
                case NewSlide():
                    pass
                case _:
                    assert_never(flow)

    def footnotes(self) -> Iterator[Para]:
        """The footnotes marked so far, in small print; footnotes marked in footnotes follow."""
        done: set[str] = set()
        while waiting := [label for label in self.scene.marks if label not in done]:
            for label in waiting:
                done.add(label)
                yield from self.footnote(label)

    def footnote(self, label: str) -> Iterator[Para]:
        mark = Run(str(self.scene.footnotes.number(label)), raised=True, colour="muted")
        blocks = self.scene.footnotes.blocks[label]
        for place, para in enumerate(self.text_only(self.blocks(blocks, 0, 0))):
            muted = tuple(replace(run, colour=run.colour or "muted") for run in para.runs)
            lead = () if place else (mark, Run(" ", colour="muted"))
            yield replace(para, runs=joined((*lead, *muted)), small=True)


def _leading(flow: Flow) -> Flow:
    """A short paragraph held to the list, table or picture that it announces."""
    is_short = isinstance(flow, Para) and sum(len(run.text) for run in flow.runs) <= LONGEST_LEAD
    return replace(flow, keep_next=True) if isinstance(flow, Para) and is_short else flow


def _letters(last: int, depth: int) -> int:
    """How many digits wide the longest number of a list is; Roman numbers stand below the second level."""
    return len(str(last)) + ((last > 2) + (last > 7) if depth > 2 else 0)


def _row_line(row: FlowRow) -> tuple[Run, ...]:
    """The cells of ``row`` as one line, dashes between them."""
    line: list[Run] = []
    for cell in row.cells:
        for number, para in enumerate(cell.paras):
            gap = " " if number else " – "
            line += [Run(gap) if line else Run(""), *para.runs]
    return joined(line)


def _shaped(para: Para, form: Run, cell: Cell) -> Para:
    runs = (replace(run, bold=run.bold or form.bold, colour=run.colour or form.colour) for run in para.runs)
    return replace(para, runs=joined(runs), align=cell.align, keep_next=False)


def _in_columns(flow: Flow) -> Flow:
    return replace(flow, columns=True, keep_next=False) if isinstance(flow, Para) else flow


def _told_apart(flows: Sequence[Flow]) -> Iterator[Flow]:
    """``flows`` with another number scheme for a list that follows another one without text of its own level between.

    PowerPoint counts on from the last paragraph of the same level, scheme and start; deeper paragraphs do not stop it.
    """
    last: dict[int, Number] = {}
    for flow in flows:
        if not isinstance(flow, Para) or flow.depth == 0:
            last.clear()
            yield flow
            continue
        if flow.marker is not None:
            last = {depth: number for depth, number in last.items() if depth <= flow.depth}
        if isinstance(flow.marker, Number):
            before = last.get(flow.depth)
            scheme = 0 if before is None else before.scheme ^ (before.chain != flow.marker.chain)
            last[flow.depth] = replace(flow.marker, scheme=scheme)
            yield replace(flow, marker=last[flow.depth])
            continue
        if flow.marker is not None:
            last.pop(flow.depth, None)
        yield flow
