"""Blocks as the Markdown they would be read from: proposals and decisions go back into sources that people edit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from mottepakke.model.document import (
    Block,
    Code,
    CodeBlock,
    Contents,
    Emphasis,
    Fields,
    Figure,
    Footnote,
    FootnoteReference,
    Group,
    Heading,
    Inline,
    Items,
    LineBreak,
    Link,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Rule,
    Strike,
    Strong,
    Table,
    Text,
)

SPECIAL = re.compile(r"[\\`*\[\]]|<(?=[A-Za-z/!?])|~(?=~)|(?<=~)~|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
"""Characters that CommonMark 0.31 (6.1–6.6) and its extensions read as more than themselves inside a line."""
LINE_START = re.compile(r"^(\d{1,9})(?=[.)](?:\s|$))|^(?=(?:[-+]|#{1,6}|=+|-+)(?:\s|$)|>|:?-+:?\s*\||\|)")
"""What would begin a list, a heading, a quote or a table at the start of a line."""
ALIGNED = {"left": "---", "center": ":-:", "right": "--:"}


def markdown(blocks: Sequence[Block], highest_heading: int = 1, notes: str = "") -> str:
    """``blocks`` as Markdown without a final line break; headings begin at level ``highest_heading`` at the highest.

    ``notes`` begins the labels of footnotes, where several texts come to stand in one file. A picture becomes its
    alternative text: the file it lies in may be read elsewhere.
    """
    writer = _Writer(highest_heading, notes)
    text = writer.blocks(blocks)
    written = [_indented(writer.blocks(note.blocks), f"[^{label}]: ", "    ") for label, note in writer.footnotes.items()]
    return "\n\n".join((text, *written)).strip("\n")


def escaped(text: str) -> str:
    """``text`` so that Markdown reads it as it stands inside a line."""
    return SPECIAL.sub(lambda found: "\\" + found[0], text)


def _indented(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *((rest + line if line else rest.rstrip()) for line in lines[1:])])


def _line_starts(text: str) -> str:
    lines = (line.lstrip(" ") for line in text.split("\n"))
    return "\n".join(LINE_START.sub(lambda found: (found[1] or "") + "\\", line) for line in lines)


def _fence(value: str, least: int) -> str:
    return "`" * max([least, *(len(run) + 1 for run in re.findall("`+", value))])


class _Writer:
    def __init__(self, highest_heading: int, notes: str) -> None:
        self.highest_heading = highest_heading
        self.notes = notes
        self.footnotes: dict[str, Footnote] = {}

    # -- blocks -----------------------------------------------------------------------------------------------

    def blocks(self, blocks: Sequence[Block], *, tight: bool = False) -> str:
        parts: list[str] = []
        second = False
        for number, block in enumerate(blocks):
            before = blocks[number - 1] if number else None
            neighbours = isinstance(block, Items) and isinstance(before, Items) and block.ordered == before.ordered
            second = neighbours and not second
            gap = "\n" if tight and isinstance(block, Items) else "\n\n"
            parts += [gap if parts else "", self.block(block, second=second)]
        return "".join(parts)

    def block(self, block: Block, *, second: bool = False) -> str:
        """One block; the ``second`` of two lists that touch has another mark, or it would be read as one with the first."""
        match block:
            case Heading(level, children):
                return "#" * max(level, self.highest_heading) + " " + self.inlines(children)
            case Paragraph(children):
                return _line_starts(self.inlines(children))
            case Items():
                return self.items(block, second=second)
            case Table():
                return self.table(block)
            case Figure(_, alt):
                return escaped(f"[{alt}]")
            case Quote(blocks):
                return _indented(self.blocks(blocks), "> ", "> ")
            case CodeBlock(value):
                fence = _fence(value, 3)
                return f"{fence}\n{value}\n{fence}"
            case Rule() | PageBreak():
                return "***"
            case Group() | Fields() | Contents():
                raise ValueError("only layouts make these, and what they make is no source")
            case _:
                assert_never(block)

    def items(self, block: Items, *, second: bool) -> str:
        marks = [f"{block.start + n}{')' if second else '.'} " for n in range(len(block.items))]
        if not block.ordered:
            marks = ["* " if second else "- "] * len(block.items)
        written = [
            _indented(self.blocks(item, tight=block.tight), mark, " " * len(mark)).rstrip()
            for mark, item in zip(marks, block.items, strict=True)
        ]
        return ("\n" if block.tight else "\n\n").join(written)

    def table(self, table: Table) -> str:
        head = table.head[0] if table.head else Row(())
        rule = "|".join(ALIGNED[cell.align] for cell in head.cells)
        return "\n".join((self.row(head), f"|{rule}|", *map(self.row, table.rows)))

    def row(self, row: Row) -> str:
        cells = (re.sub(r"[ \n]+", " ", self.blocks(cell.blocks)).replace("|", r"\|") for cell in row.cells)
        return f"| {' | '.join(cells)} |"

    # -- inlines ----------------------------------------------------------------------------------------------

    def inlines(self, inlines: Sequence[Inline]) -> str:
        return "".join(map(self.inline, inlines))

    def inline(self, inline: Inline) -> str:
        match inline:
            case Text(value):
                return escaped(value)
            case Strong(children):
                return f"**{self.inlines(children)}**"
            case Emphasis(children):
                return f"*{self.inlines(children)}*"
            case Strike(children):
                return f"~~{self.inlines(children)}~~"
            case Code(value):
                fence = _fence(value, 1)
                space = " " if value[:1] in "` " or value[-1:] in "` " else ""
                return f"{fence}{space}{value}{space}{fence}"
            case LineBreak():
                return "\\\n"
            case Link(href, children):
                return self.link(href, children)
            case Footnote(label):
                self.footnotes.setdefault(self.note(label), inline)
                return f"[^{self.note(label)}]"
            case FootnoteReference(label):
                return f"[^{self.note(label)}]"
            case _:
                assert_never(inline)

    def link(self, href: str, children: Sequence[Inline]) -> str:
        if href.startswith("ref:"):
            kind, _, target = href.removeprefix("ref:").partition("/")
            return f"[[{kind}:{target}]]"
        return (
            f"[{self.inlines(children)}](<{href}>)" if re.search(r"[\s()]", href) else f"[{self.inlines(children)}]({href})"
        )

    def note(self, label: str) -> str:
        """The author's own label, which stands at the end of a footnote's full one."""
        return self.notes + label.rpartition(":")[2]
